// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Record
import io.kotest.assertions.fail
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import kotlin.streams.toList

private const val CASES = 4_000

/** What a path is in both trees: the plain one, and as the library understands a spelling of it. */
private class Spelled(val plain: PlainPath, val text: String, val other: String)

private val paths: Arb<Spelled> = arbitrary {
    val plain = ArbPaths.path(it.random)
    Spelled(plain, PathSpelling(it.random).path(plain), PathSpelling(it.random).path(plain))
}

private class SpelledCondition(val plain: PlainCondition, val text: String, val other: String)

private val conditions: Arb<SpelledCondition> = arbitrary {
    val plain = ArbPaths.condition(it.random)
    SpelledCondition(plain, PathSpelling(it.random).condition(plain), PathSpelling(it.random).condition(plain))
}

/** The library and an evaluator that is slow and plain agree on everything. */
class PathPropertySpec : FreeSpec({
    "a path selects what the rules say, on sound records" {
        var selected = 0
        checkAll(CASES, paths, ArbCollidingRecords.sound()) { path, record ->
            if (shouldAgree(path, record)) selected++
        }
        // Two thirds select nothing at all on records of a few fields.
        selected shouldBeGreaterThan CASES / 8
    }

    "a path selects what the rules say, on records in MARC-8 and on damaged ones, too" {
        checkAll(CASES, paths, ArbCollidingRecords.any()) { path, record -> shouldAgree(path, record) }
    }

    "a condition holds when the rules say so" {
        val held = HashMap<Boolean, Int>()
        checkAll(CASES, conditions, ArbCollidingRecords.any()) { condition, record ->
            withClue("${condition.text} on\n$record\n") {
                val parsed = MarcCondition.of(condition.text)
                val expected = PlainEvaluator(record).holds(condition.plain)
                parsed.test(record) shouldBe expected
                record.matches(parsed) shouldBe expected
                held.merge(expected, 1, Int::plus)
            }
        }
        for (answer in listOf(true, false)) checkNotNull(held[answer]) shouldBeGreaterThan CASES / 10
    }

    "places show where the values are, and each prints as a path that selects just it" {
        checkAll(CASES, paths, ArbCollidingRecords.sound()) { path, record ->
            withClue("${path.text} on\n$record\n") { checkPlaces(path, record) }
        }
    }

    "a set of paths selects what each of them selects alone" {
        checkAll(CASES / 4, Arb.list(paths, 1..6), ArbCollidingRecords.any()) { all, record ->
            val each = all.map { MarcPath.of(it.text) }
            withClue("$each on\n$record\n") {
                val set = PathSet.of(*each.toTypedArray())
                val expected = each.map { it.values(record) }
                set.values(record) shouldContainExactly expected
                val called = each.map { ArrayList<String>() }
                set.forEachValue(record) { index, value -> called[index].add(value) }
                called shouldContainExactly expected
                val named = PathSet.of(all.withIndex().joinToString { (index, path) -> "c$index=${path.text}" })
                named.names shouldContainExactly all.indices.map { "c$it" }
                named.paths shouldContainExactly each
                named.values(record) shouldContainExactly expected
                PathSet.of("$named") shouldBe named
                PathSet.of("$set") shouldBe set
            }
        }
    }

    "all spellings of a path are equal, and what it prints is one of them" {
        checkAll(CASES, paths) { path ->
            withClue("${path.text} and ${path.other}") {
                val one = MarcPath.of(path.text)
                val other = MarcPath.of(path.other)
                one shouldBe other
                one.hashCode() shouldBe other.hashCode()
                one.compareTo(other) shouldBe 0
                one.toString() shouldBe other.toString()
                MarcPath.of(one.toString()) shouldBe one
                MarcPath.of(one.toString()).toString() shouldBe one.toString()
            }
        }
    }

    "all spellings of a condition are equal, and what it prints is one of them" {
        checkAll(CASES, conditions) { condition ->
            withClue("${condition.text} and ${condition.other}") {
                val one = MarcCondition.of(condition.text)
                val other = MarcCondition.of(condition.other)
                one shouldBe other
                one.hashCode() shouldBe other.hashCode()
                one.toString() shouldBe other.toString()
                MarcCondition.of(one.toString()) shouldBe one
            }
        }
    }

    "MARCspec alone understands what it can say in the same way" {
        var said = 0
        checkAll(CASES, arbitrary { ArbPaths.path(it.random, depth = 1) }, ArbCollidingRecords.any()) { plain, record ->
            val text = PathSpelling.marcSpecOrNull(plain) ?: return@checkAll
            said++
            withClue("$text on\n$record\n") {
                val path = MarcPath.marcSpec(text)
                path.values(record) shouldContainExactly PlainEvaluator(record).values(plain)
                MarcPath.of(path.toString()) shouldBe path
            }
        }
        said shouldBeGreaterThan CASES / 3
    }

    "different paths aren't equal" {
        checkAll(CASES, paths, paths, ArbCollidingRecords.any()) { one, other, record ->
            val first = MarcPath.of(one.text)
            val second = MarcPath.of(other.text)
            (first == second) shouldBe (first.toString() == second.toString())
            (first.compareTo(second) == 0) shouldBe (first == second)
            first.compareTo(second).coerceIn(-1, 1) shouldBe -second.compareTo(first).coerceIn(-1, 1)
            if (first == second) first.values(record) shouldContainExactly second.values(record)
        }
    }

    "any string is a path or is refused with the place, in both dialects" {
        checkAll(CASES * 5, Arb.list(Arb.element(TOKENS), 0..14)) { shouldParseOrRefuse(it.joinToString("")) }
    }

    "a path with one thing changed is a path or is refused with the place" {
        checkAll(CASES, paths, Arb.int(0..200), Arb.element(TOKENS)) { path, at, token ->
            val place = at % (path.text.length + 1)
            shouldParseOrRefuse(path.text.take(place) + token + path.text.drop(place))
            shouldParseOrRefuse(path.text.take(place) + path.text.drop(place + 1))
        }
    }
})

private val TOKENS =
    listOf(
        "245", "001", "6XX", "6..", "LDR", "cat", "@", "@cat", "$", "\$a", "a", "-", "c", "^1", "^", "2", "[", "]",
        "[0]", "[#-1]", "#", "/", "/0-2", "0", "10", "{", "}", "{\$a}", "|", "|1*|", "_", "*", "=", "!=", "~", "!~",
        "<", ">=", "!", "?", "in", "(", ")", ",", "and", " and ", "or", "not ", " ", "\"", "'", "\"x\"", "'y'i", "t",
        "\\", "\\x", "\\s", "+", "+\" \"", "\u00E9", "\uD83D\uDE00", "\uD83D", "\n", "\u0000", "999999999", "x",
    )

/** Whether anything was selected. */
private fun shouldAgree(spelled: Spelled, record: Record): Boolean {
    withClue("${spelled.text} on\n$record\n") {
        val path = MarcPath.of(spelled.text)
        val expected = PlainEvaluator(record).values(spelled.plain)
        path.values(record) shouldContainExactly expected
        record.select(path) shouldContainExactly expected
        path.sequence(record).toList() shouldContainExactly expected
        path.stream(record).toList() shouldContainExactly expected
        path.count(record) shouldBe expected.size
        record.count(path) shouldBe expected.size
        path.first(record) shouldBe expected.firstOrNull()
        path.matches(record) shouldBe expected.isNotEmpty()
        record.matches(path) shouldBe expected.isNotEmpty()
        return expected.isNotEmpty()
    }
}

private fun checkPlaces(spelled: Spelled, record: Record) {
    val path = MarcPath.of(spelled.text)
    val places = path.places(record)
    val spots = PlainEvaluator(record).places(spelled.plain)
    places.map { it.value } shouldContainExactly spots.map { it.value }
    val called = ArrayList<MarcPlace>()
    path.forEachPlace(record) { called.add(it) }
    called.map { it.toString() } shouldContainExactly places.map { it.toString() }
    for ((place, spot) in places.zip(spots)) {
        place.record shouldBe record
        place.fieldIndex shouldBe spot.field
        place.field shouldBe record.fields.getOrNull(spot.field)
        place.subfieldIndex shouldBe spot.subfield
        place.indicator shouldBe spot.indicator
        place.start shouldBe spot.start
        place.end shouldBe spot.end
        withClue("$place") {
            val again = MarcPath.of("$place").places(record).singleOrNull() ?: fail("It selects nothing, or more")
            listOf(again.fieldIndex, again.subfieldIndex, again.indicator, again.start, again.end, again.value) shouldBe
                listOf(place.fieldIndex, place.subfieldIndex, place.indicator, place.start, place.end, place.value)
        }
    }
}

private fun shouldParseOrRefuse(text: String) {
    for (parse in listOf<
        (
            String,
        ) -> Any,
        >(MarcPath::of, MarcPath::marcSpec, { MarcCondition.of(it) }, { PathSet.of(it) })) {
        withClue(text) {
            try {
                parse(text).toString()
            } catch (e: MarcPathException) {
                e.position shouldBeInRange 0..text.length
                e.text shouldBe text
                checkNotNull(e.message).isNotBlank() shouldBe true
                e.picture.lines().size shouldBe 2
            }
        }
    }
}
