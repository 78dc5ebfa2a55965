// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldNotContain
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

private val bytes = BlockingMarcWriter.toByteArray(listOf(book))

/** A record that some conditions take too many steps for. */
private val large = BlockingMarcWriter.toByteArray(
    listOf(
        book,
        record {
            field("001", "large")
            repeat(2000) { field("650", ' ', ' ') { 'a' to "$it" } }
        },
    ),
)

private const val ENDLESS = "650{650\$a~651\$a}"

private fun matches(vararg arguments: String): Boolean =
    when (marcato("grep", "-c", *arguments, "-", input = bytes).out) {
        "1\n" -> true
        "0\n" -> false
        else -> error("neither one nor none")
    }

/** Paths and conditions on the command line; what they mean is tested in the library. */
class PathsSpec : FreeSpec({
    "values" - {
        for ((path, expected) in listOf(
            "001" to listOf("42"),
            "245" to listOf("The whale : or, Moby-Dick and more"),
            "245a" to listOf("The whale :"),
            "245\$a" to listOf("The whale :"),
            "650a" to listOf("Whaling", "Sea stories"),
            "650av" to listOf("Whaling Fiction", "Sea stories"),
            "6XXv" to listOf("Fiction"),
            "650|_7|a" to listOf("Sea stories"),
            "650|#*|a" to listOf("Whaling", "Sea stories"),
            "856|41|\$u" to listOf("https://example.org/42"),
            "856|42|u" to emptyList(),
            "008/35-37" to listOf("eng"),
            "008/39-50" to listOf("d"),
            "008/40" to emptyList(),
            "LDR/06" to listOf("a"),
            "245a/0-2" to listOf("The"),
            "650{\$v}\$a[0]" to listOf("Whaling"),
            "999" to emptyList(),
        )) {
            "of $path are $expected" {
                marcato("select", "--format", "jsonl", "x=$path", "-", input = bytes).lines.single() shouldBe
                    expected.joinToString(",", "{\"x\":[", "]}") { "\"$it\"" }
                val counted = marcato("freq", "--format", "csv", path, "-", input = bytes).lines.drop(1)
                counted.map { it.substringAfter(',').trim('"') }.sorted() shouldBe expected.sorted()
            }
        }
    }

    "a condition" - {
        for ((condition, expected) in listOf(
            "650" to true,
            "651" to false,
            "!651" to true,
            "not 020" to false,
            "245c" to false,
            "LDR" to true,
            "245a ~ whale" to true,
            "245a~^whale" to false,
            "245a = The whale :" to true,
            "245a = The whale" to false,
            "245a != Moby" to true,
            "245c != Moby" to false,
            "not 245c = Moby" to true,
            "650a !~ Sea" to false,
            "650a = Sea stories" to true,
            "245b = \"or, Moby-Dick and more\"" to true,
            "245b = 'or, Moby-Dick and more'" to true,
            "650a = Whaling and 650v = Fiction" to true,
            "651 or 650 and 020" to true,
            "(651 or 650) and 021" to false,
            "!(651 or 652)" to true,
            "245a ~ (whale|shark)" to true,
            "(245a ~ (whale|shark))" to true,
            "(245a ~ shark or 245a ~ whale) and 001 = 42" to true,
            "245a ~ \"\\bwhale\\b\" and 008/35-37 = eng" to true,
            "008/07-10 < 1900 and #650 = 2" to true,
            "008/35-37 in (ger, fre)" to false,
        )) {
            "<$condition> is $expected" {
                matches(condition) shouldBe expected
                matches("--invert", condition) shouldBe !expected
                matches("001", "--where", condition) shouldBe expected
            }
        }

        "ignores the case of letters if asked to" {
            matches("245a ~ WHALE") shouldBe false
            matches("-i", "245a ~ WHALE") shouldBe true
            matches("650a = whaling", "--ignore-case") shouldBe true
            // But not in other options.
            matches("-i", "650", "--where", "245a ~ WHALE") shouldBe false
            matches("650", "--where", "245a ~ \"WHALE\"i") shouldBe true
        }
    }

    "what is mistyped is shown with a caret below it, and never means that nothing is found" - {
        for ((text, message, caret) in listOf(
            Triple("whale", "a path begins with a tag", 0),
            Triple("", "a tag of three characters", 0),
            Triple("24", "a tag of three characters", 2),
            Triple("245a == x", "\"is\" is written with one =", 6),
            Triple("245a = x AND 650", "and and or are written in small letters", 9),
            Triple("650 AND 245", "and, or and not are written in small letters", 4),
            Triple("650 or 6xx", "X stands for any character only in upper case: 6XX", 8),
            Triple("245a ~", "a value is expected", 6),
            Triple("245a ~ (", "isn't a regular expression", 7),
            Triple("245a ~ \\bwhale", "a text that begins with \\ needs quotation marks", 7),
            Triple("245a ? x", "a sign such as = or ~", 5),
            Triple("(245", "a closing bracket", 4),
            Triple("245 and", "a tag of three characters", 7),
            Triple("001a", "no indicators and no subfields", 3),
            Triple("245|1|", "two indicators", 4),
            Triple("008/x", "a position is expected", 4),
            Triple("008/9-3", "before the first", 4),
            Triple("245a = \"x", "no other half", 7),
            Triple("245\$", "the code of a subfield", 4),
            Triple("245 \$a", "a path has no blanks in it", 4),
        )) {
            "\"$text\"" {
                for (command in listOf(listOf("grep"), listOf("count", "--where"), listOf("cat", "--where"))) {
                    val ran = marcato(*command.toTypedArray(), text, "no/such/file.mrc")
                    ran.code shouldBe 2
                    ran.out shouldBe ""
                    val lines = ran.err.lines()
                    lines[0] shouldContain if (command.size == 1) "marcato: CONDITION: " else "marcato: --where: "
                    lines[0] shouldContain message
                    lines[0] shouldEndWith "(see marcato help paths)"
                    lines.drop(1) shouldBe listOf("  $text", "  ${" ".repeat(caret)}^", "")
                }
            }
        }

        "as paths in arguments and options" {
            for (command in listOf("select", "freq", "partition", "dedupe --by", "cat --ids-path", "view --tags")) {
                val ran = marcato(*command.split(' ').toTypedArray(), "245 a", "-", input = bytes)
                withClue("$command: $ran") {
                    ran.code shouldBe 2
                    ran.err.lines().drop(1) shouldBe listOf("  245 a", "      ^", "")
                }
            }
        }

        "but help is shown to who asks for it" {
            marcato("grep", "whale", "--help").out shouldContain "Usage: marcato grep"
            marcato("cat", "--where", "whale", "--help").out shouldContain "Usage: marcato cat"
        }
    }

    "whatever is written, it is a condition or a fault" {
        val pieces = Arb.element("245 a $ | / 0 - ~ = ! ( ) \" [ { } ^ # x".split(" ") + listOf(" ", " and ", " or "))
        checkAll(2000, Arb.list(pieces, 0..12), Arb.string(0..3, Codepoint.printableAscii())) { parts, rest ->
            val text = parts.joinToString("") + rest
            val ran = marcato("count", "--where=$text", "-", input = bytes)
            withClue("$text: $ran") {
                ran.code shouldBeIn listOf(0, 2)
                ran.err shouldNotContain "should not happen"
                ran.err.lines().size shouldBe if (ran.code == 0) 1 else 4
            }
        }
    }

    "what takes too many steps is a failure that names the record" {
        inFolder { folder ->
            val file = folder.file("large.mrc", large)
            val message = "marcato: $file: record 1 (001 large): the path was given up after 100000000 steps"
            for (command in listOf("grep", "select", "count --where", "cat --limit 9 --where", "freq")) {
                for (threads in listOf("--threads=1", "--threads=3")) {
                    val ran = marcato(*command.split(' ').toTypedArray(), ENDLESS, file, threads, "--part-bytes=100")
                    withClue("$command: $ran") {
                        ran.code shouldBe 3
                        ran.errorLines.single() shouldContain message
                    }
                }
            }
            val out = folder.path("out.mrc")
            marcato("dedupe", "--by", ENDLESS, file, "-o", out).code shouldBe 3
            marcato("view", "--tags", ENDLESS, "-", input = large).err shouldContain
                "standard input: record 1 (001 large)"
            folder.names() shouldBe listOf("large.mrc")
        }
    }
})
