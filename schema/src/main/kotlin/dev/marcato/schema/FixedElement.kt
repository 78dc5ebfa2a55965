// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.Record
import java.util.Collections

/**
 * Some characters of a fixed field that mean something together: the literary form, the language. See [FixedField].
 *
 * Immutable and safe to share between threads.
 *
 * @property definition what the schema says of it: position, label, codes
 */
public class FixedElement private constructor(
    private val view: FixedField,
    @get:JvmName("definition") public val definition: PositionDefinition,
) {
    /** The characters as they are in the field: fewer than they should be, or none, if the field is too short. */
    @get:JvmName("text")
    public val text: String get() = view.text.substring(
        minOf(definition.start, length),
        minOf(definition.end + 1, length),
    )

    /** Whether the field is long enough. */
    @get:JvmName("isComplete")
    public val isComplete: Boolean get() = definition.end < length

    /** What the characters mean as one code; null if the schema doesn't know it, or they are [flags][codes]. */
    @get:JvmName("code")
    public val code: Code?
        get() = if (isComplete) definition.codes?.find(view.text, definition.start, definition.end + 1) else null

    /**
     * What the characters mean: one code, or several if each character is one. Blanks that only fill up are left out;
     * unknown codes are in [unknown].
     */
    @get:JvmName("codes")
    public val codes: List<Code>
        get() {
            val flags = definition.flags ?: return listOfNotNull(code)
            return Collections.unmodifiableList(pieces().mapNotNull { flags[it] })
        }

    /** The codes that the schema doesn't know, as they are in the field. */
    @get:JvmName("unknown")
    public val unknown: List<String>
        get() {
            if (!isComplete) return emptyList()
            val flags = definition.flags
            if (flags != null) return Collections.unmodifiableList(pieces().filter { flags[it] == null })
            return if (definition.codes == null || code != null) emptyList() else listOf(text)
        }

    /** Whether the element is complete and has no [unknown] codes. An element that isn't coded has none. */
    @get:JvmName("isKnown")
    public val isKnown: Boolean
        get() = when {
            !isComplete -> false
            definition.flags != null -> unknown.isEmpty()
            else -> definition.codes == null || code != null
        }

    /** Whether a code is obsolete, or the meaning of these positions is. */
    @get:JvmName("isObsolete")
    public val isObsolete: Boolean
        get() = definition.isObsolete ||
            if (definition.flags == null) code?.isObsolete == true else codes.any { it.isObsolete }

    /** The labels of the [codes], separated by semicolons; null if there are none. */
    @get:JvmName("label")
    public val label: String?
        get() = if (definition.flags ==
            null
        ) {
            code?.label
        } else {
            codes.mapNotNull { it.label }.joinToString("; ").ifEmpty { null }
        }

    private val length get() = view.text.length

    /**
     * Returns the record with other characters here; all others stay as they are. The schema needn't know the code.
     *
     * @throws IllegalArgumentException if [text] doesn't have as many characters as the element, one of them isn't
     * printable ASCII, or the field is too short to have this element
     */
    public fun with(text: String): Record {
        require(text.length == definition.length) {
            "\"${definition.label}\" has ${definition.length} characters, not ${text.length}: \"$text\""
        }
        require(
            text.all {
                it in ' '..'~'
            },
        ) { "\"${definition.label}\" has only printable ASCII characters: \"$text\"" }
        require(isComplete) { "The field ends before \"${definition.label}\": it has $length characters" }
        return view.replaced(definition.start, text)
    }

    private fun pieces(): List<String> {
        if (!isComplete) return emptyList()
        val pieces = text.chunked(definition.codeLength).distinct()
        return pieces.filter { it.isNotBlank() }.ifEmpty { pieces }
    }

    /** The name or label, the characters and what they mean: `literaryForm = "f" (Novels)`. */
    override fun toString(): String =
        "${definition.name ?: definition.label} = \"$text\"" + label?.let { " ($it)" }.orEmpty()

    internal companion object {
        @JvmSynthetic
        internal fun of(field: FixedField, definition: PositionDefinition): FixedElement =
            FixedElement(field, definition)
    }
}
