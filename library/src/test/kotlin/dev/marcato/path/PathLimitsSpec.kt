// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.Subfield
import dev.marcato.record
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.seconds

/** Paths and records that are meant to take long, or to take too much. */
class PathLimitsSpec : FreeSpec({
    // Against hanging only: each takes a second or so.
    timeout = 120.seconds.inWholeMilliseconds

    "a path has at most 10,000 characters" {
        val longest = "245\$a{~\"" + "x".repeat(10_000 - 11) + "\"t}"
        longest.length shouldBe 10_000
        MarcPath.of(longest).values(record { }) shouldBe emptyList()
        for (parse in listOf(MarcPath::of, MarcPath::marcSpec)) shouldThrow<MarcPathException> { parse("245$longest") }
        shouldThrow<MarcPathException> { MarcCondition.of("2".repeat(10_001)) }
        shouldThrow<MarcPathException> { MarcPath.of("2".repeat(5_000_000)) }.text.length shouldBe 5_000_000
    }

    "braces and brackets go 32 levels deep" {
        fun braces(depth: Int) = MarcPath.of("245\$a" + "{\$a".repeat(depth) + "}".repeat(depth))
        fun brackets(depth: Int) = MarcCondition.of("(".repeat(depth) + "245" + ")".repeat(depth))
        val record = record { field("245") { 'a' to "x" } }
        braces(32).values(record) shouldContainExactly listOf("x")
        brackets(32).test(record) shouldBe true
        MarcPath.of(braces(32).toString()) shouldBe braces(32)
        shouldThrow<MarcPathException> { braces(33) }
        shouldThrow<MarcPathException> { brackets(33) }
        for (start in listOf("(", "not ", "!", "245{", "245\$a{\$a", "245{(", "?", "245{!", "#", "245{?")) {
            withClue(start) {
                val text = start.repeat(9_990 / start.length)
                shouldThrow<MarcPathException> { MarcCondition.of(text) }
                shouldThrow<MarcPathException> { MarcPath.of(text) }
                shouldThrow<MarcPathException> { MarcPath.marcSpec(text) }
            }
        }
    }

    "chains may be as long as the text" {
        val record = record { field("245") { 'a' to "x" } }
        for (word in listOf(" or ", " and ")) {
            val condition = MarcCondition.of(List(1_200) { "245" }.joinToString(word))
            condition.test(record) shouldBe true
            MarcCondition.of("$condition") shouldBe condition
        }
        MarcPath.of("245\$a" + "{\$a}".repeat(2_400)).values(record) shouldContainExactly listOf("x")
        MarcPath.of("245" + "\$a".repeat(4_900)).values(record) shouldContainExactly listOf("x")
        MarcPath.of("245\$a{" + List(3_000) { "\$b" }.joinToString("|") + "}").values(record) shouldBe emptyList()
    }

    "numbers have nine digits at most" {
        val record = record { field("245") { 'a' to "x" } }
        for (text in listOf("245[999999999]", "245\$a/0-999999999", "245[#-999999999]", "245\$a[0-999999999]")) {
            withClue(text) {
                val path = MarcPath.of(text)
                MarcPath.of("$path") shouldBe path
                MarcPath.marcSpec(text) shouldBe path
                path.values(record)
                for (parse in listOf(MarcPath::of, MarcPath::marcSpec)) {
                    shouldThrow<MarcPathException> { parse(text.replace("999999999", "9999999999")) }
                }
            }
        }
        MarcPath.of("245[#-999999999]").count(record) shouldBe 1
        MarcPath.of("245\$a/0-999999999").values(record) shouldContainExactly listOf("x")
        shouldThrow<MarcPathException> { MarcCondition.of("#650 > 9999999999") }
        // Texts that are numbers may be as long as they like.
        val number = "1".repeat(3_000)
        val long = record { field("245") { 'a' to number } }
        MarcCondition.of("245\$a >= $number").test(long) shouldBe true
        MarcCondition.of("245\$a > $number").test(long) shouldBe false
        MarcCondition.of("245\$a > 0$number").test(long) shouldBe false
        MarcCondition.of("245\$a < 9$number").test(long) shouldBe true
    }

    "regular expressions take time in proportion to the value" {
        val long = record { field("245") { 'a' to "ab".repeat(4_900) } }
        for (expression in listOf(
            "(a|b)*c",
            "(a*)*c",
            "(a|aa|ab|b)+\$x",
            "(.*)(.*)(.*)(.*)c",
            "a.*b.*c",
            "((a|b)*)*c",
        )) {
            withClue(expression) {
                MarcCondition.of("245\$a ~ \"$expression\"").test(long) shouldBe false
                MarcCondition.of("245\$a !~ \"$expression\"").test(long) shouldBe true
            }
        }
        MarcCondition.of("245a ~ \"(a|b)*\$\"").test(long) shouldBe true
        MarcCondition.of("245a ~ \"^(ab)*$\"").test(long) shouldBe true
    }

    "regular expressions that are too large or too deep are refused" {
        val hostile = listOf(
            "((((a{1000}){1000}){1000}){1000})", "(".repeat(3_000) + ")".repeat(3_000), "a{1001}", "(?:".repeat(2_000),
            "a**", "[z-a]", "(?=a)", "(a)\\1", "(?<!a)", "\\p{Nothing}", "*",
        )
        for (expression in hostile) {
            withClue(expression.take(40)) {
                shouldThrow<MarcPathException> { MarcCondition.of("245\$a ~ \"$expression\"") }
            }
        }
    }

    "what compares everything with everything ends with an exception" {
        val large = Record.builder().apply {
            repeat(4_000) { add(DataField.of("650", ' ', ' ', Subfield.of('a', "value $it"))) }
        }.build()
        val hostile = listOf(
            "XXX{XXX\$a{XXX\$a = \"x\"}}",
            "XXX{XXX = 245\$a or XXX = XXX{\$a = \"x\"}}",
            "650\$a{650\$a{650\$a = 650\$b}}",
            "650{650{650{650{650{650{\$b}}}}}}",
        )
        for (text in hostile) {
            withClue(text) {
                val path = MarcPath.of(text)
                val ways = listOf<() -> Any>(
                    { path.values(large) },
                    { path.count(large) },
                    { path.matches(large) },
                    { path.places(large) },
                    { path.sequence(large).toList() },
                    { PathSet.of(path).values(large) },
                    { MarcCondition.of("not $text").test(large) },
                )
                for (way in ways) shouldThrow<PathLimitException> { way() }
            }
        }
        val hard = MarcPath.of("650{650\$a ~ \"^(a?){90}(.{0,50}){0,50}x\"}")
        shouldThrow<PathLimitException> { hard.values(large) }
        // What isn't hostile has an answer.
        val ordinary = large.edit { fields.subList(400, fields.size).clear() }
        MarcCondition.of("650\$a = 650\$b").test(ordinary) shouldBe false
        MarcPath.of("650{\$a{~\"99\"t}}").count(large) shouldBe (0 until 4_000).count { "99" in "$it" }
        MarcPath.of("650[#]\$a{\$a{[0] = \"value 3999\"}}").count(large) shouldBe 1
    }

    "one brace that looks at the whole record for each field ends, too" {
        val large = Record.builder().apply {
            repeat(8_000) { add(DataField.of("650", ' ', ' ', Subfield.of('a', "$it"))) }
        }.build()
        for (text in listOf("XXX{XXX\$a = \"x\"}", "XXX\$a{[0-#]\$a = \"x\"}", "XXX{#XXX > 9000}")) {
            withClue(text) {
                try {
                    MarcPath.of(text).values(large) shouldBe emptyList()
                } catch (e: PathLimitException) {
                    checkNotNull(e.message).isNotBlank() shouldBe true
                }
            }
        }
    }
})
