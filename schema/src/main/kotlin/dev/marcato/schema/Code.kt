// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

/**
 * A code and what it means: `f` is "Novels" at 008/33 of books.
 *
 * Immutable. Two codes are equal if all their properties are.
 *
 * @property code the characters, with blanks where the documentation of MARC writes `#`; a range such as `0-9` if
 * [isRange]
 * @property label what it means; null if the schema doesn't say
 * @property isObsolete whether it must no longer be used; Avram calls it deprecated
 * @property obsoleteSince the date from which it is obsolete, if the schema says so: `2008` or longer
 * @property former what the code meant before, if that was something else
 * @property isRange whether it stands for all numbers from one to another, of as many digits as the second has
 * @property other what else a schema says of it, by its name in Avram: `description`, `url`, `created` and so on
 */
public class Code private constructor(
    @get:JvmName("code") public val code: String,
    @get:JvmName("label") public val label: String?,
    @get:JvmName("isObsolete") public val isObsolete: Boolean,
    @get:JvmName("obsoleteSince") public val obsoleteSince: String?,
    @get:JvmName("former") public val former: List<String>,
    @get:JvmName("isRange") public val isRange: Boolean,
    @get:JvmName("other") public val other: Map<String, Any?>,
) {
    /** Whether it is [text], or a range with [text] in it. */
    public fun matches(text: String): Boolean = if (isRange) text in range() else text == code

    /** The codes of a range one by one; otherwise itself. */
    @JvmSynthetic
    internal fun expanded(): List<Code> = if (!isRange) listOf(this) else range().map { withCode(it) }

    @JvmSynthetic
    internal fun range(): List<String> {
        val (first, last) = code.split('-')
        return (first.toInt()..last.toInt()).map { "$it".padStart(last.length, '0') }
    }

    @JvmSynthetic
    internal fun withCode(code: String): Code = Code(code, label, isObsolete, obsoleteSince, former, false, other)

    /** This code as [newer] says it; what [newer] says nothing of stays. */
    @JvmSynthetic
    internal fun with(newer: Code): Code = Code(
        code,
        newer.label ?: label,
        if ("deprecated" in newer.other) newer.isObsolete else isObsolete || newer.isObsolete,
        newer.obsoleteSince ?: obsoleteSince,
        former,
        isRange,
        other + newer.other,
    )

    @JvmSynthetic
    internal fun withFormer(earlier: Code): Code =
        Code(code, label, isObsolete, obsoleteSince, former + listOfNotNull(earlier.label), isRange, other)

    private fun parts() = listOf(code, label, isObsolete, obsoleteSince, former, isRange, other)

    override fun equals(other: Any?): Boolean = other is Code && parts() == other.parts()

    override fun hashCode(): Int = code.hashCode()

    /** The code and its label: `eng English`. */
    override fun toString(): String = listOfNotNull(code, label).joinToString(" ")

    internal companion object {
        @JvmSynthetic
        internal fun of(
            code: String,
            label: String?,
            isObsolete: Boolean = false,
            obsoleteSince: String? = null,
            isRange: Boolean = false,
            other: Map<String, Any?> = emptyMap(),
        ): Code = Code(code, label, isObsolete, obsoleteSince, emptyList(), isRange, other)
    }
}
