// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

/*
 * A path as a tree, apart from the library: what the plain evaluator evaluates and PathSpelling spells. A tag that is
 * null is one that a path in braces leaves out. A full stop in a tag is any character, an X is the letter.
 */
internal data class PlainPath(
    val tag: String?,
    val part: Part,
    val indicators: String? = null,
    val index: Span? = null,
    /** What must hold for a field before its subfields are looked at; a [Whole] has its own. */
    val braces: List<PlainCondition> = emptyList(),
) {
    sealed interface Part

    data class Whole(val chars: Span?, val braces: List<PlainCondition> = emptyList()) : Part

    data class Indicator(val number: Int, val braces: List<PlainCondition> = emptyList()) : Part

    data class Subfields(val groups: List<Group>, val join: Join? = null) : Part

    data class Group(
        val codes: CharRange,
        val index: Span? = null,
        val chars: Span? = null,
        val braces: List<PlainCondition> = emptyList(),
    )

    data class Join(val separator: String, val chars: Span? = null, val braces: List<PlainCondition> = emptyList())
}

/** `3`, `#`, `1-2`, `1-#`, `#-1` or `#-#`: null is the `#`. */
internal data class Span(val first: Int?, val last: Int?, val isSingle: Boolean = false) {
    /** The positions among [size] things, in order; none if there are no such things. */
    fun of(size: Int): IntRange {
        val end = size - 1
        val wished = when {
            isSingle -> (first ?: end).let { it..it }
            first == null -> end - (last ?: 0)..end
            else -> first..(last ?: end)
        }
        return maxOf(wished.first, 0)..minOf(wished.last, end)
    }

    override fun toString(): String = if (isSingle) spelled(first) else spelled(first) + "-" + spelled(last)

    private fun spelled(position: Int?) = position?.toString() ?: "#"
}

internal sealed interface PlainCondition {
    data class All(val of: List<PlainCondition>) : PlainCondition

    data class AnyOf(val of: List<PlainCondition>) : PlainCondition

    data class Not(val of: PlainCondition) : PlainCondition

    data class Exists(val term: Term) : PlainCondition

    data class Compares(val left: Term, val sign: String, val right: Right) : PlainCondition

    data class Counts(val path: PlainPath, val sign: String, val number: Int) : PlainCondition

    sealed interface Term

    /** What the braces follow. */
    data object Itself : Term

    data class Of(val path: PlainPath) : Term

    data class Literal(val text: String) : Term

    sealed interface Right

    data class Texts(val texts: List<String>, val ignoresCase: Boolean = false) : Right

    data class Contained(val text: String, val ignoresCase: Boolean = false) : Right

    data class Pattern(val expression: String, val ignoresCase: Boolean = false) : Right

    data class Values(val path: PlainPath) : Right
}
