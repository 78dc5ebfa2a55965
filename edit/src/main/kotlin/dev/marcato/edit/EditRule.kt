// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

/**
 * One statement of a list of edits that changes something.
 *
 * @property index its number in the list, from 0
 * @property source the name of the file that it is in; null if the text has none
 * @property line the line, from 1
 * @property text the statement as it is written, without blanks around it
 */
public class EditRule private constructor(
    @get:JvmName("index") public val index: Int,
    @get:JvmName("source") public val source: String?,
    @get:JvmName("line") public val line: Int,
    @get:JvmName("text") public val text: String,
) {
    /** The place and the text: `line 3: remove 9XX`. */
    override fun toString(): String = "${source?.let { "$it, " }.orEmpty()}line $line: $text"

    internal companion object {
        @JvmSynthetic
        internal fun of(index: Int, source: String?, line: Int, text: String): EditRule =
            EditRule(index, source, line, text)
    }
}
