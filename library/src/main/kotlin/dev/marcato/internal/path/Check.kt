// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.Record

/** A condition as it runs on the bytes of a record; what is at hand is as in [Finder]. */
internal abstract class Check {
    /** Whether its time may grow faster than what is at hand, so that it needs [Work]. */
    abstract val isHeavy: Boolean

    abstract fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean

    companion object {
        /** Returns what all [conditions] in braces together ask; null if there are none. */
        fun of(conditions: List<Condition>): Check? = when (conditions.size) {
            0 -> null
            1 -> of(conditions[0], isInBraces = true)
            else -> of(Condition.AllOf(conditions), isInBraces = true)
        }

        fun of(condition: Condition, isInBraces: Boolean): Check = when (condition) {
            is Condition.AllOf -> AllHold(condition.conditions.map { of(it, isInBraces) }.toTypedArray())
            is Condition.AnyOf -> OneHolds(condition.conditions.map { of(it, isInBraces) }.toTypedArray())
            is Condition.Negation -> Fails(of(condition.condition, isInBraces))
            is Condition.Exists -> IsThere(Asked.of(condition.term, isInBraces))
            is Condition.Counts -> IsOften(Asked.of(condition.term, isInBraces), condition.sign, condition.number)
            is Condition.Compares -> compares(condition, isInBraces)
        }

        private fun compares(condition: Condition.Compares, isInBraces: Boolean): Check {
            val left = Asked.of(condition.left, isInBraces)
            val sign = condition.sign
            val ignoresCase = (condition.left as? Term.Text)?.ignoresCase == true
            val texts = condition.right.filterIsInstance<Term.Text>().map {
                if (ignoresCase) it.copy(ignoresCase = true) else it
            }
            if (texts.size == condition.right.size) return HasValue(left, comparison(sign, texts), sign.isNegative)
            val right = condition.right.single()
            if (right !is Term.Expression) {
                return HasPair(
                    left.finder,
                    sign,
                    Asked.of(right, isInBraces).finder,
                    ignoresCase,
                )
            }
            val matcher = right.matcher
            val comparison = if (matcher == null) Containing.of(right.pattern, false) else Finding(matcher)
            return HasValue(left, comparison, sign.isNegative)
        }

        private fun comparison(sign: Sign, texts: List<Term.Text>): Comparing = when {
            texts.size > 1 -> Among(texts)
            sign == Sign.EQUAL || sign == Sign.UNEQUAL -> Being.of(texts[0].text, texts[0].ignoresCase)
            sign.isSearch -> Containing.of(texts[0].text, texts[0].ignoresCase)
            else -> Ordered(sign, texts[0].text)
        }
    }
}

/** What a condition asks of; [isHeavy] as in [Check]. */
private class Asked private constructor(val finder: Finder, val isHeavy: Boolean) {
    companion object {
        fun of(term: Term, isInBraces: Boolean): Asked = when (term) {
            is Term.Named -> named(PathFinder(term.tree), isInBraces && !term.tree.fields.isLeader)
            is Term.OfField -> Asked(ContentFinder.of(term.content), term.content !is Content.Indicator)
            is Term.OfValue -> Asked(ValueFinder(term.characters), false)
            is Term.Text -> Asked(TextFinder(term.text), false)
            is Term.Expression -> error("an expression has no values")
        }

        private fun named(finder: PathFinder, isAskedOften: Boolean) = Asked(finder, isAskedOften || finder.isHeavy)
    }
}

private class AllHold(private val checks: Array<Check>) : Check() {
    override val isHeavy: Boolean = checks.any { it.isHeavy }

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean {
        for (check in checks) if (!check.holds(record, work, field, subfield, from, to)) return false
        return true
    }
}

private class OneHolds(private val checks: Array<Check>) : Check() {
    override val isHeavy: Boolean = checks.any { it.isHeavy }

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean {
        for (check in checks) if (check.holds(record, work, field, subfield, from, to)) return true
        return false
    }
}

private class Fails(private val check: Check) : Check() {
    override val isHeavy: Boolean get() = check.isHeavy

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean =
        !check.holds(record, work, field, subfield, from, to)
}

private class IsThere(private val asked: Asked) : Check() {
    override val isHeavy: Boolean get() = asked.isHeavy

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean =
        asked.finder.find(record, work, field, subfield, from, to, Existence) == STOPPED
}

private class IsOften(private val asked: Asked, private val sign: Sign, private val number: Int) : Check() {
    override val isHeavy: Boolean get() = asked.isHeavy

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean =
        sign.holds(asked.finder.find(record, work, field, subfield, from, to, Counting).compareTo(number))
}

/** The [comparison] is true for one of the values; or, if [isNegative], there are values, and it is true for none. */
private class HasValue(
    private val asked: Asked,
    private val comparison: Comparing,
    private val isNegative: Boolean,
) : Check() {
    override val isHeavy: Boolean get() = asked.isHeavy

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean {
        val found = if (work != null && comparison is Finding) comparison.within(work) else comparison
        val shown = asked.finder.find(record, work, field, subfield, from, to, found)
        return if (isNegative) shown > 0 else shown == STOPPED
    }
}

/** The same, comparing with each value of another path. */
private class HasPair(
    private val left: Finder,
    private val sign: Sign,
    private val right: Finder,
    private val ignoresCase: Boolean,
) : Check() {
    override val isHeavy: Boolean get() = true

    override fun holds(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int): Boolean {
        val partners = Partners { value ->
            val agreeing = Partners { other ->
                work?.add(steps(value, other))
                agree(value, other)
            }
            right.find(record, work, field, subfield, from, to, agreeing) == STOPPED
        }
        val shown = left.find(record, work, field, subfield, from, to, partners)
        return if (sign.isNegative) shown > 0 else shown == STOPPED
    }

    private class Partners(private val isFound: (String) -> Boolean) : Comparing() {
        override fun isTrueOf(text: String): Boolean = isFound(text)
    }

    private fun agree(value: String, other: String): Boolean = when {
        sign.isSearch -> value.contains(other, ignoresCase)
        sign.isOrder -> holdsInOrder(sign, value, other)
        else -> value.equals(other, ignoresCase)
    }

    private fun steps(value: String, other: String): Int {
        val product = if (sign.isSearch) value.length.toLong() * other.length / STEPS_AT_ONCE else 0L
        return (1L + minOf(value.length, other.length) + product).coerceAtMost(Int.MAX_VALUE.toLong()).toInt()
    }

    private companion object {
        const val STEPS_AT_ONCE = 16
    }
}
