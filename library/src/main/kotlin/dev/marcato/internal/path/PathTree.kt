// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.internal.record.TagPattern
import dev.marcato.path.Comparison

/** A path as it was understood: some fields, and what of them. Two paths are equal if their trees are. */
internal data class PathTree(val fields: FieldSpec, val content: Content)

/**
 * @property indicators two characters, of which [ANY] is any; null if both are
 * @property index which of the fields with this tag and these indicators
 * @property conditions what must hold for such a field
 */
internal data class FieldSpec(
    val tag: TagPattern,
    val indicators: String?,
    val index: Positions?,
    val conditions: List<Condition>,
) {
    val isLeader: Boolean get() = tag == TagPattern.LEADER

    /** Whether it asks for the third such field or later ones, of a field that a record has only one of. */
    val isBeyond: Boolean get() = index != null && !index.isFromEnd && index.first > 1 && tag in SINGLE

    companion object {
        const val ANY = '*'

        private val SINGLE = listOf("LDR", "001", "003", "005", "008").map { TagPattern(it) }
    }
}

/** What of a field a path selects. */
internal sealed class Content {
    /** What must hold besides. */
    abstract val conditions: List<Condition>

    /** The same without indexes, conditions and joining. */
    val general: Content
        get() = when (this) {
            is Whole -> Whole(characters)
            is Indicator -> Indicator(number)
            is Subfields -> Subfields(parts.map { it.general })
            is Joined -> Subfields(parts.map { it.general })
        }

    /** All of it as one value, or some characters of that. */
    data class Whole(val characters: Positions?, override val conditions: List<Condition> = emptyList()) : Content()

    /** The first (1) or second (2) indicator. */
    data class Indicator(val number: Int, override val conditions: List<Condition> = emptyList()) : Content()

    /** The subfields that one of the parts selects. */
    data class Subfields(val parts: List<Part>) : Content() {
        override val conditions: List<Condition> get() = emptyList()
    }

    /** The same as one value, or some characters of that. */
    data class Joined(
        val parts: List<Part>,
        val separator: String,
        val characters: Positions?,
        override val conditions: List<Condition> = emptyList(),
    ) : Content()
}

/** The subfields with codes from [first] to [last]. */
internal data class Part(
    val first: Char,
    val last: Char,
    val index: Positions? = null,
    val characters: Positions? = null,
    val conditions: List<Condition> = emptyList(),
) {
    val general: Part get() = Part(first, last, characters = characters)

    /** Whether all such subfields count, with all of their characters. */
    val isPlain: Boolean get() = index == null && characters == null && conditions.isEmpty()
}

/** What is true or false of a record, or of what is at hand in it. */
internal sealed class Condition {
    data class AllOf(val conditions: List<Condition>) : Condition()

    data class AnyOf(val conditions: List<Condition>) : Condition()

    data class Negation(val condition: Condition) : Condition()

    data class Exists(val term: Term) : Condition()

    /** One value of [left] and one of [right] are as the sign says; for the negative signs, none are. */
    data class Compares(val left: Term, val sign: Sign, val right: List<Term>) : Condition()

    data class Counts(val term: Term, val sign: Sign, val number: Int) : Condition()
}

/** What a condition looks at. */
internal sealed class Term {
    /** Of the whole record. */
    data class Named(val tree: PathTree) : Term()

    /** Of the field at hand. */
    data class OfField(val content: Content) : Term()

    /** The subfield at hand, or some of its characters. */
    data class OfValue(val characters: Positions?) : Term()

    data class Text(val text: String, val ignoresCase: Boolean) : Term()

    /** A regular expression; only after [Sign.FINDS] and [Sign.FINDS_NOT]. */
    data class Expression(val pattern: String, val ignoresCase: Boolean) : Term() {
        /** Null if [pattern] finds itself, without special characters. */
        val matcher: TextMatcher? = if (isPlain) null else TextMatcher.of(pattern, ignoresCase)

        private val isPlain get() = !ignoresCase && pattern.none { it in "\\^$.|?*+()[]{}" }
    }
}

/** How values are compared. */
internal enum class Sign(val text: String, val comparison: Comparison) {
    /** Is. */
    EQUAL("=", Comparison.EQUAL),

    /** Isn't. */
    UNEQUAL("!=", Comparison.UNEQUAL),

    /** Contains a text, or what an expression describes. */
    FINDS("~", Comparison.CONTAINS),

    /** Doesn't contain it. */
    FINDS_NOT("!~", Comparison.CONTAINS_NOT),

    /** Is less, as a number or by code points. */
    LESS("<", Comparison.LESS),

    /** Is less or the same. */
    AT_MOST("<=", Comparison.AT_MOST),

    /** Is greater. */
    GREATER(">", Comparison.GREATER),

    /** Is greater or the same. */
    AT_LEAST(">=", Comparison.AT_LEAST),
    ;

    val isNegative: Boolean get() = this == UNEQUAL || this == FINDS_NOT

    /** Whether it asks if a value contains something. */
    val isSearch: Boolean get() = this == FINDS || this == FINDS_NOT

    val isOrder: Boolean get() = this >= LESS

    /** Whether the sign says so of things that are compared with this [result]. */
    fun holds(result: Int): Boolean = when (this) {
        EQUAL -> result == 0
        UNEQUAL -> result != 0
        LESS -> result < 0
        AT_MOST -> result <= 0
        GREATER -> result > 0
        AT_LEAST -> result >= 0
        FINDS, FINDS_NOT -> error("$text doesn't compare")
    }
}
