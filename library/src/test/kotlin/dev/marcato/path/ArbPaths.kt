// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.path.PlainCondition.AnyOf
import dev.marcato.path.PlainCondition.Compares
import dev.marcato.path.PlainCondition.Exists
import dev.marcato.path.PlainCondition.Itself
import dev.marcato.path.PlainCondition.Literal
import dev.marcato.path.PlainCondition.Not
import dev.marcato.path.PlainCondition.Of
import dev.marcato.path.PlainCondition.Values
import dev.marcato.path.PlainPath.Group
import dev.marcato.path.PlainPath.Indicator
import dev.marcato.path.PlainPath.Join
import dev.marcato.path.PlainPath.Subfields
import dev.marcato.path.PlainPath.Whole
import kotlin.random.Random

/**
 * Draws paths and conditions of all shapes, from the few tags, codes and letters of [ArbCollidingRecords], so that
 * they select something more often than not.
 */
internal class ArbPaths private constructor(private val random: Random, private val depth: Int) {
    private val inner: ArbPaths get() = ArbPaths(random, depth - 1)

    private fun path(): PlainPath {
        val tag = if (chance(8)) "LDR" else tag()
        val isControl = tag == "LDR" || tag.startsWith("00")
        val part = if (isControl && !chance(10)) whole() else part()
        return PlainPath(
            tag,
            part,
            indicators = if (isControl || chance(80)) null else "${indicator()}${indicator()}",
            index = span(25),
            braces = if (part is Whole) emptyList() else braces(15),
        )
    }

    private fun condition(isInside: Boolean): PlainCondition = when (random.nextInt(12)) {
        0, 1 -> PlainCondition.All(List(2 + random.nextInt(2)) { smaller(isInside) })
        2, 3 -> AnyOf(List(2 + random.nextInt(2)) { smaller(isInside) })
        4 -> Not(smaller(isInside))
        else -> single(isInside)
    }

    private fun smaller(isInside: Boolean) = if (depth > 0) inner.condition(isInside) else single(isInside)

    private fun single(isInside: Boolean): PlainCondition = when (random.nextInt(8)) {
        0 -> {
            Exists(if (isInside && chance(10)) Literal(asciiText()) else Of(operand(isInside)))
        }

        1 -> {
            PlainCondition.Counts(operand(isInside), ORDERS.random(random), random.nextInt(4))
        }

        2 -> {
            Not(Exists(Of(operand(isInside))))
        }

        else -> {
            comparison(isInside)
        }
    }

    private fun comparison(isInside: Boolean): PlainCondition {
        val left = when {
            isInside && chance(25) -> Itself
            isInside && chance(5) -> Literal(asciiText())
            else -> Of(operand(isInside))
        }
        val ignoresCase = chance(20)
        return when (random.nextInt(7)) {
            0 -> Compares(left, "in", PlainCondition.Texts(List(1 + random.nextInt(3)) { text() }, ignoresCase))
            1 -> Compares(left, ORDERS.drop(2).random(random), PlainCondition.Texts(listOf(text())))
            2 -> Compares(left, EQUALITIES.random(random), Values(right(isInside)))
            3 -> Compares(left, INCLUSIONS.random(random), Values(right(isInside)))
            4 -> Compares(left, INCLUSIONS.random(random), PlainCondition.Contained(text(), ignoresCase))
            5 -> Compares(left, INCLUSIONS.random(random), expression(ignoresCase))
            else -> Compares(left, EQUALITIES.random(random), PlainCondition.Texts(listOf(text()), ignoresCase))
        }
    }

    private fun expression(ignoresCase: Boolean) = PlainCondition.Pattern(EXPRESSIONS.random(random), ignoresCase)

    // Outside of braces, a right side of a tag and positions would be a text.
    private fun right(isInside: Boolean): PlainPath {
        val path = operand(isInside)
        val hasIndex = isInside || path.index != null || path.part !is Whole
        return if (hasIndex) path else path.copy(index = Span(0, null))
    }

    private fun operand(isInside: Boolean): PlainPath = when {
        !isInside || chance(25) -> if (depth > 0) inner.path() else PlainPath(tag("020", "245"), group().asPart())
        else -> shortened()
    }

    /** A path that leaves out what is at hand. */
    private fun shortened(): PlainPath {
        val index = span(25)
        // Characters of what is at hand have no braces of their own.
        val whole = Whole(span(50), if (index == null) emptyList() else braces(8))
        return when (val part = part()) {
            is Whole -> {
                val isEmpty = index == null && whole.chars == null
                if (isEmpty) PlainPath(null, group().asPart()) else PlainPath(null, whole, index = index)
            }

            else -> PlainPath(null, part, index = index, braces = if (index == null) emptyList() else braces(5))
        }
    }

    private fun Group.asPart() = Subfields(listOf(this))

    private fun part(): PlainPath.Part = when (random.nextInt(10)) {
        0, 1 -> whole()
        2 -> Indicator(1 + random.nextInt(2), braces(20))
        3, 4 -> Subfields(List(2 + random.nextInt(2)) { group() }, if (chance(50)) join() else null)
        else -> Subfields(listOf(group()), if (chance(8)) join() else null)
    }

    private fun join() = Join(listOf(" ", "", "-", "; \"'").random(random), span(20), braces(20))

    private fun whole() = Whole(span(35), braces(25))

    private fun group(): Group {
        val codes = if (chance(20)) RANGES.random(random) else ArbCollidingRecords.CODES.random(random).let { it..it }
        return Group(codes, span(20), span(20), braces(20))
    }

    private fun braces(percent: Int): List<PlainCondition> =
        List(if (depth == 0 || !chance(percent)) 0 else 1 + random.nextInt(2)) { inner.condition(isInside = true) }

    private fun span(percent: Int): Span? {
        if (!chance(percent)) return null
        val first = random.nextInt(3)
        return when (random.nextInt(6)) {
            0 -> Span(null, null, isSingle = true)
            1 -> Span(first, first + random.nextInt(2))
            2 -> Span(first, null)
            3 -> Span(null, first)
            4 -> Span(null, null)
            else -> Span(first, null, isSingle = true)
        }
    }

    private fun tag(vararg from: String): String {
        val tag = (if (from.isEmpty()) ArbCollidingRecords.TAGS else from.asList()).random(random)
        return if (chance(70)) tag else tag.map { if (chance(40)) '.' else it }.joinToString("")
    }

    private fun indicator(): Char = if (chance(40)) '*' else ArbCollidingRecords.INDICATORS.random(random)

    private fun text(): String = with(ArbCollidingRecords) { random.text() }

    private fun asciiText(): String = text().filter { it in ' '..'~' && it != '\\' }.ifEmpty { "a" }

    private fun chance(percent: Int): Boolean = random.nextInt(100) < percent

    companion object {
        fun path(random: Random, depth: Int = 2): PlainPath =
            generateSequence { ArbPaths(random, depth).path() }.first { isAllowed(it) }

        fun condition(random: Random): PlainCondition =
            generateSequence { ArbPaths(random, 2).condition(isInside = false) }.first { isAllowed(it, null) }

        private val ORDERS = listOf("=", "!=", "<", "<=", ">", ">=")
        private val EQUALITIES = listOf("=", "!=")
        private val INCLUSIONS = listOf("~", "!~")
        private val RANGES = listOf('a'..'c', 'b'..'z', '0'..'9', 'a'..'a')

        // What all engines of regular expressions agree about.
        private val EXPRESSIONS =
            listOf("a", "^a", "a$", "^$", "", "[ab]+1?$", "(a|B)*c", "^.$", "^..?$", "\\d", "b|A", "é", "\"") +
                "\uD83D\uDE00"
    }
}

/**
 * The table of abbreviations refuses indicators after positions, and positions after an indicator. After a subfield,
 * an index with braces is one of subfields, so that no subfields can follow.
 */
private fun isAllowed(path: PlainPath, after: Any? = null): Boolean {
    val inner = when (val part = path.part) {
        is Whole -> part.braces.all { isAllowed(it, if (path.tag == null && after is Group) after else part) }

        is Indicator -> part.braces.all { isAllowed(it, part) }

        is Subfields -> {
            part.groups.all { group -> group.braces.all { isAllowed(it, group) } } &&
                part.join?.braces.orEmpty().all { isAllowed(it, null) }
        }
    }
    return inner && path.braces.all { isAllowed(it, null) }
}

private fun isAllowed(condition: PlainCondition, after: Any?): Boolean = when (condition) {
    is PlainCondition.All -> condition.of.all { isAllowed(it, after) }

    is AnyOf -> condition.of.all { isAllowed(it, after) }

    is Not -> isAllowed(condition.of, after)

    is Exists -> isAllowed(condition.term, after)

    is PlainCondition.Counts -> isAllowed(Of(condition.path), after)

    is Compares -> {
        val right = Of((condition.right as? Values)?.path ?: NOTHING)
        isAllowed(condition.left, after) && isAllowed(right, after)
    }
}

private fun isAllowed(term: PlainCondition.Term, after: Any?): Boolean {
    val path = (term as? Of)?.path ?: return true
    val isShortened = path.tag == null
    val isAtHand = isShortened && path.index == null
    val isRefused = when (after) {
        is Whole -> isAtHand && after.chars != null && path.part is Indicator
        is Indicator -> isAtHand && path.part is Whole
        is Group -> isShortened && path.index != null && path.braces.isNotEmpty()
        else -> false
    }
    return !isRefused && isAllowed(path, after)
}

private val NOTHING = PlainPath("245", Whole(null))
