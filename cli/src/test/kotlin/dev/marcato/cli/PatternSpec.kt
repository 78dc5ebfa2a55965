// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.messages.Failure
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.record
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.Codepoint
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.printableAscii
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

private val book = record {
    field("001", "42")
    field("008", "260101s1851    nyu           000 1 eng d")
    field("020", ' ', ' ') { 'a' to "9780000000000" }
    field("245", '1', '4') {
        'a' to "The whale :"
        'b' to "or, Moby-Dick and more"
    }
    field("650", ' ', '0') {
        'a' to "Whaling"
        'v' to "Fiction"
    }
    field("650", ' ', '7') { 'a' to "Sea stories" }
    field("856", '4', '1') { 'u' to "https://example.org/42" }
}

private fun matches(pattern: String, ignoreCase: Boolean = false): Boolean =
    PatternParser.condition(pattern, ignoreCase).matches(book)

private fun values(selector: String): List<String> = PatternParser.selector(selector).values(book)

class PatternSpec : FreeSpec({
    "a selector" - {
        for ((selector, expected) in listOf(
            "001" to listOf("42"),
            "245" to listOf("The whale : or, Moby-Dick and more"),
            "245a" to listOf("The whale :"),
            "245\$a" to listOf("The whale :"),
            "650a" to listOf("Whaling", "Sea stories"),
            "650av" to listOf("Whaling Fiction", "Sea stories"),
            "6XXv" to listOf("Fiction"),
            "650|_7|a" to listOf("Sea stories"),
            "650|#*|a" to listOf("Whaling", "Sea stories"),
            "856|41|u" to listOf("https://example.org/42"),
            "856|42|u" to emptyList(),
            "008/35-37" to listOf("eng"),
            "008/39-50" to listOf("d"),
            "008/40" to emptyList(),
            "LDR/06" to listOf("a"),
            "245a/0-2" to listOf("The"),
            "999" to emptyList(),
        )) {
            "$selector gives $expected" { values(selector) shouldBe expected }
        }

        "comes with others in a list" {
            PatternParser.selectors(" 001, 245a ,6XX ").map { it.text } shouldBe listOf("001", "245a", "6XX")
        }
    }

    "a condition" - {
        for ((pattern, expected) in listOf(
            "650" to true,
            "651" to false,
            "!651" to true,
            "!020" to false,
            "245c" to false,
            "LDR" to true,
            "245a ~ whale" to true,
            "245a~^whale" to false,
            "245a = The whale :" to true,
            "245a = The whale" to false,
            "245a != Moby" to true,
            "650a !~ Sea" to false,
            "650a = Sea stories" to true,
            "245b = \"or, Moby-Dick and more\"" to true,
            "245b = 'or, Moby-Dick and more'" to true,
            "650a = Whaling and 650v = Fiction" to true,
            "650a = Whaling and !650v" to false,
            "651 or 650 and 020" to true,
            "(651 or 650) and 021" to false,
            "!(651 or 652)" to true,
            "245a ~ (whale|shark)" to true,
            "(245a ~ (whale|shark))" to true,
            "(245a ~ shark or 245a ~ whale) and 001 = 42" to true,
            "245a ~ \\bwhale\\b and 008/35-37 = eng" to true,
        )) {
            "<$pattern> is $expected" { matches(pattern) shouldBe expected }
        }

        "lets letters match in either case if asked to" {
            matches("245a ~ WHALE") shouldBe false
            matches("245a ~ WHALE", ignoreCase = true) shouldBe true
            matches("650a = whaling", ignoreCase = true) shouldBe true
        }
    }

    "a fault is shown with a caret below it" - {
        for ((pattern, message, caret) in listOf(
            Triple("", "a tag of three characters", 0),
            Triple("24", "a tag of three characters", 0),
            Triple("650 or 6xx", "X stands for any character only in upper case: 6XX", 7),
            Triple("245a ~", "a value is expected", 6),
            Triple("245a ~ (", "isn't a regular expression", 8),
            Triple("245a ? x", "=, ~, and, or", 5),
            Triple("(245", "a closing bracket", 4),
            Triple("245 and", "a tag of three characters", 7),
            Triple("001a", "no indicators and no subfields", 3),
            Triple("245|1|", "two indicators", 4),
            Triple("008/x", "a position is expected", 4),
            Triple("008/9-3", "before the first", 7),
            Triple("245a = \"x", "no other half", 7),
            Triple("245\$", "a subfield code", 4),
        )) {
            "\"$pattern\"" {
                val failure = shouldThrow<Failure> { PatternParser.condition(pattern) }
                failure.exitCode shouldBe 2
                failure.line shouldContain message
                failure.picture shouldBe "  $pattern\n  ${" ".repeat(caret)}^\n"
            }
        }
    }

    "whatever is written, it is a pattern or a fault" {
        val pieces = Arb.element("245 a $ | / 0 - ~ = ! ( ) \" [".split(" ") + listOf(" ", " and ", " or "))
        checkAll(3000, Arb.list(pieces, 0..12), Arb.string(0..3, Codepoint.printableAscii())) { parts, rest ->
            val text = parts.joinToString("") + rest
            val failure = runCatching { PatternParser.condition(text) }.exceptionOrNull()
            withClue(text) { (failure == null || failure is Failure) shouldBe true }
        }
    }
})
