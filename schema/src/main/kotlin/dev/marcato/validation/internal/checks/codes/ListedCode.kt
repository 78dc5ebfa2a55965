// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.ValueView
import dev.marcato.schema.Code
import dev.marcato.validation.Rule
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form

/**
 * A code from one of the lists of MARC 21.
 *
 * @property rule the rule that the code is in the list
 * @property width the number of characters in which older records write one code after the other
 * @property expected what would be right, in words
 */
internal open class ListedCode(
    val rule: Rule,
    private val width: Int,
    private val expected: String,
    private val table: () -> CodeIndex,
) : Form {
    override fun isFine(value: ValueView): Boolean = table().find(value)?.isObsolete == false

    override fun fault(text: String): Fault? {
        val code = find(text.trimEnd())
        if (code != null) return if (code.isObsolete) Fault(CodeRules.OBSOLETE, "a code that is in use") else null
        val parts = text.trim().chunked(width)
        val isSeveral = parts.size > 1 && parts.all { find(it) != null }
        return if (isSeveral) {
            Fault(
                CodeRules.TOGETHER,
                "a subfield for each of ${parts.joinToString()}",
            )
        } else {
            other(text)
        }
    }

    /** What is wrong with [text], which isn't a code, nor several. */
    protected open fun other(text: String): Fault? = Fault(rule, expected)

    /** The code that [text] is, as it stands in the list. */
    protected open fun find(text: String): Code? = table().find(text.trimEnd())
}
