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
internal class ArbPaths(private val random: Random, private val depth: Int = 2) {
    private val inner: ArbPaths get() = ArbPaths(random, depth - 1)

    fun path(): PlainPath {
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

    fun condition(): PlainCondition = condition(isInside = false)

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
            2 -> Compares(left, EQUALITIES.random(random), Values(operand(isInside)))
            3 -> Compares(left, INCLUSIONS.random(random), Values(operand(isInside)))
            4 -> Compares(left, INCLUSIONS.random(random), PlainCondition.Contained(text(), ignoresCase))
            5 -> Compares(left, INCLUSIONS.random(random), PlainCondition.Pattern(EXPRESSIONS.random(random), ignoresCase))
            else -> Compares(left, EQUALITIES.random(random), PlainCondition.Texts(listOf(text()), ignoresCase))
        }
    }

    private fun operand(isInside: Boolean): PlainPath = when {
        !isInside || chance(25) -> if (depth > 0) inner.path() else PlainPath(tag("020", "245"), group().asPart())
        else -> shortened()
    }

    /** A path that leaves out what is at hand. */
    private fun shortened(): PlainPath {
        val index = span(25)
        val whole = Whole(span(50), braces(8))
        return when (val part = part()) {
            is Whole -> if (index == null && whole.chars == null) PlainPath(null, group().asPart()) else PlainPath(null, whole, index = index)
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
        if (depth == 0 || !chance(percent)) emptyList() else List(1 + random.nextInt(2)) { inner.condition(isInside = true) }

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

    private fun asciiText(): String = text().filter { it in ' '..'~' }.ifEmpty { "a" }

    private fun chance(percent: Int): Boolean = random.nextInt(100) < percent

    private companion object {
        val ORDERS = listOf("=", "!=", "<", "<=", ">", ">=")
        val EQUALITIES = listOf("=", "!=")
        val INCLUSIONS = listOf("~", "!~")
        val RANGES = listOf('a'..'c', 'b'..'z', '0'..'9', 'a'..'a')

        // What all engines of regular expressions agree about.
        val EXPRESSIONS =
            listOf("a", "^a", "a$", "^$", "", "[ab]+1?$", "(a|B)*c", "^.$", "^..?$", "\\d", "b|A", "é", "\uD83D\uDE00", "\"")
    }
}
