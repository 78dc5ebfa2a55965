// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.MarcFormat
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.CommandLineSample
import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.cli.reading.Formats
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import kotlin.io.path.readBytes
import kotlin.io.path.readText

private val first = Iso2709Bytes.encode(SampleCatalogue.records()[0])
private val second = Iso2709Bytes.encode(SampleCatalogue.records()[1])
private val sample = CommandLineSample.toByteArray()

private fun subjectsIn(file: Any, input: ByteArray = ByteArray(0)): List<String> =
    marcato("select", "--no-header", "650a", file, input = input).lines

/** Rules that change some records, leave some alone, and drop some. */
internal val RULES = """
    # Subjects of a thesaurus, and the places of publication
    each 650 {
      set ^2 to "4" if ${'$'}a ~ "^[A-M]"
    }
    parameter origin = "here"
    add 590 ${'$'}a "From {=origin}: {001}" if 100
    remove 260${'$'}a
    drop record if 245${'$'}a ~ "zz"
    prefix 856${'$'}u with "https://proxy.example.org/?url=" once
""".trimIndent() + "\n"

class EditSpec : FreeSpec({
    "one rule from the command line" {
        val ran = marcato("edit", "-e", "remove 650", "-", input = first + second)
        ran.code shouldBe 0
        marcato("grep", "-c", "not 650", "-", input = ran.bytes).out shouldBe "2\n"
        ran.err shouldBe "marcato: 1 record of 2 changed\n"
    }

    "several rules, which may have commas, and a value for a parameter" {
        val ran = marcato(
            "edit", "-e", "parameter who = \"nobody\"", "--rule=add 590 \$a \"Gift, of {=who}\"", "-eremove 650",
            "--set", "who=a, b = c", "--to", "line", "-", input = first,
        )
        ran.code shouldBe 0
        ran.out shouldContain "\$a Gift, of a, b = c"
    }

    "records that no rule changes keep their bytes" {
        val ran = marcato("edit", "-e", "remove 999", "-", input = first + second)
        ran.code shouldBe 0
        ran.bytes shouldBe first + second
        ran.err shouldContain "line 1: remove 999: this rule never matched"
        marcato("edit", "-q", "-e", "remove 999", "-", input = first).err shouldBe ""
    }

    "only what was changed" {
        val rule = "remove 650 if 001 = \"sample0001\""
        val ran = marcato("edit", "-e", rule, "--only-changed", "-", input = first + second)
        subjectsIn("-", ran.bytes) shouldBe listOf("")
        marcato("select", "--no-header", "001", "-", input = ran.bytes).lines shouldBe listOf("sample0001")
    }

    "only some records" {
        val ran = marcato("edit", "-e", "remove 650", "--where", "001 = \"sample0002\"", "-", input = first + second)
        marcato("select", "--no-header", "001", "-", input = ran.bytes).lines shouldBe listOf("sample0002")
    }

    "every format in and out has the same content" {
        inFolder { folder ->
            val rules = folder.file("all.edits", RULES)
            // The line view has no way to write the last ones.
            val file = folder.file(
                "in.mrc",
                marcato("head", "-n", 40, "-", input = SampleCatalogue.toByteArray()).bytes,
            )
            marcato("edit", rules, file, "-o", folder.path("out.mrc")).code shouldBe 0
            val expected = recordsIn(folder.path("out.mrc").readBytes())
            for (from in Formats.writable) {
                val input = folder.path("in.$from.bin")
                marcato("convert", "--to", from, file, "-o", input, "-f").code shouldBe 0
                for (to in Formats.writable) {
                    withClue("$from to $to") {
                        val ran = marcato("edit", rules, "--from", from, "--to", to, input)
                        ran.code shouldBe 0
                        recordsIn(ran.bytes, Formats.toRead(to)) shouldBe expected
                    }
                }
            }
        }
    }

    "the same for any number of threads, and parts of any size, report and undo included" {
        inFolder { folder ->
            val rules = folder.file("all.edits", RULES)
            val file = folder.file("sample.mrc", sample)
            fun run(name: String, vararg more: Any): List<String> {
                val ran = marcato(
                    "edit", rules, file, "-o", folder.path("$name.mrc"), "--report", folder.path("$name.jsonl"),
                    "--undo", folder.path("$name.undo"), *more,
                )
                return listOf("$ran") + listOf("mrc", "jsonl", "undo").map { end ->
                    folder.path("$name.$end").readBytes().toString(Charsets.ISO_8859_1)
                }
            }
            val alone = run("alone", "--threads", 1)
            alone[0] shouldContain "exit code 4"
            for ((threads, bytes) in listOf(2 to 700, 8 to 5_000, 3 to 100_000, 4 to 50_000_000)) {
                withClue("$threads threads, $bytes bytes") {
                    run("t$threads", "--threads", threads, "--part-bytes", bytes) shouldBe alone
                }
            }
            val view = marcato("edit", rules, file, "--dry-run", "--threads", 1)
            "${marcato("edit", rules, file, "-n", "--threads", 3, "--part-bytes", 900)}" shouldBe "$view"
        }
    }

    "damage is left out and said, or kept" {
        val damaged = first + "rubbish\u001D".toByteArray() + second
        val ran = marcato("edit", "-e", "remove 999", "-", input = damaged)
        ran.code shouldBe 4
        ran.bytes shouldBe first + second
        ran.err shouldContain "1 damaged stretch was left out (--keep-damage copies them"
        marcato("edit", "-e", "remove 999", "--keep-damage", "-", input = damaged).bytes shouldBe damaged
    }

    "a rehearsal" - {
        "shows what each rule would do, and writes nothing" {
            inFolder { folder ->
                val file = folder.file("in.mrc", first + second)
                val rules = folder.file(
                    "a.edits",
                    "set 245^1 to \"9\"\nremove 999\n# nothing\ndrop record if 001 ~ 2\n",
                )
                val ran = marcato(
                    "edit", rules, file, "--dry-run", "-o", folder.path("out.mrc"), "--undo", folder.path("undo"),
                    "--report", folder.path("report"), "--in-place",
                )
                ran.code shouldBe 2
                val right =
                    marcato("edit", rules, file, "-n", "-o", folder.path("out.mrc"), "--undo", folder.path("undo"))
                right.code shouldBe 0
                folder.names() shouldContainExactly listOf("a.edits", "in.mrc")
                right.lines[0] shouldBe "2 records of 2 would be changed (100.0 %), 1 of them dropped"
                right.lines shouldContain "$rules, line 1: set 245^1 to \"9\""
                right.lines shouldContain "  1 record (50.0 %), 1 place; 1 record matched without a change in the end"
                right.lines shouldContain "  $file: record 0 (001 sample0001)"
                right.lines.single { it.startsWith("    - ") } shouldContain "245 10"
                right.lines.single { it.startsWith("    + ") } shouldContain "245 90"
                right.lines[right.lines.indexOfFirst { "line 2" in it } + 1] shouldBe "  never matched"
                right.lines[right.lines.indexOfFirst { "line 4" in it } + 1] shouldBe "  1 record dropped (50.0 %)"
            }
        }

        "has colours if they are wanted" {
            val ran = marcato("edit", "-e", "set 245^1 to \"9\"", "-n", "--color", "always", "-", input = first)
            ran.out shouldContain "\u001B[31m- 245 10"
            ran.out shouldContain "\u001B[32m+ 245 90"
            marcato("edit", "-e", "set 245^1 to \"9\"", "-n", "-", input = first).out shouldNotContain "\u001B"
        }

        "finds what couldn't be written, under the rule that made it" {
            val long = "x".repeat(9_990)
            val rule = "add 500 \$a \"$long\""
            val ran = marcato("edit", *Array(12) { if (it % 2 == 0) "-e" else rule }, "-n", "-", input = first)
            ran.code shouldBe 0
            val many = (0 until 12).flatMap { listOf("-e", "add 500 \$a \"$it$long\"") }
            val refused = marcato("edit", *many.toTypedArray(), "-n", "-", input = first)
            refused.code shouldBe 4
            refused.err shouldContain "line 12: add 500"
            refused.err shouldContain "1 record couldn't be written with what this rule made"
        }
    }

    "a report has every change" {
        inFolder { folder ->
            val file = folder.file("in.mrc", first + second)
            val report = folder.path("changes.jsonl")
            val ran = marcato(
                "edit", "-e", "set 245^1 to \"9\" if 001 = \"sample0002\"", "-e", "drop record if 001 = \"sample0001\"",
                file, "-o", folder.path("out.mrc"), "--report", report,
            )
            ran.code shouldBe 0
            val lines = report.readText().trimEnd().lines()
            lines.size shouldBe 2
            lines[0] shouldContain "{\"file\":\"$file\",\"record\":0,\"id\":\"sample0001\",\"line\":2,"
            lines[0] shouldContain "\"dropped\":true}"
            lines[1] shouldContain "\"record\":1,\"id\":\"sample0002\",\"line\":1,"
            lines[1] shouldContain "\"path\":\"245[0]\",\"before\":\"245 10 \$a"
            lines[1] shouldContain "\"after\":\"245 90 \$a"
            val again = marcato("edit", "-e", "remove 1XX", file, "-o", folder.path("o.mrc"), "--report", report)
            again.code shouldBe 2
            again.err shouldContain "it is there already (--force replaces it)"
            folder.names() shouldContainExactly listOf("changes.jsonl", "in.mrc", "out.mrc")
        }
    }

    "mistakes" - {
        fun mistake(vararg arguments: Any): String = marcato("edit", *arguments, "-", input = first).let { ran ->
            ran.code shouldBe 2
            ran.bytes.size shouldBe 0
            ran.err
        }

        "in a rule have their place" {
            val said = mistake("-e", "remove 245", "-e", "remove 24")
            said shouldContain "marcato: line 2, column 10: a tag of three characters is expected here"
            said shouldContain "  remove 24\n           ^"
            said shouldContain "(see marcato help edits)"
        }

        "of options" {
            mistake("-e", "remove 245", "--set", "nothing") shouldContain "a name, = and a value are expected"
            mistake("-e", "remove 245", "--in-place") shouldContain "--in-place is for files"
            mistake("-e", "remove 245", "--no-copy") shouldContain "--no-copy is for --in-place"
            mistake("-e", "remove 245", "--in-place", "-o", "x.mrc") shouldContain "exclude each other"
            mistake("-e", "remove 245", "--in-place", "--where", "245") shouldContain "for all records"
            mistake("-e", "remove 245", "--undo", "x", "--limit", "1") shouldContain "for all records"
            mistake("-e", "remove 245", "--revert", "x") shouldContain "--revert takes neither rules"
        }

        "of files" {
            inFolder { folder ->
                val ran = marcato("edit", folder.path("none.edits"), "-", input = first)
                ran.code shouldBe 3
                ran.err shouldContain "none.edits"
                marcato("edit").err shouldContain "missing required parameter: 'RULES'"
            }
        }
    }

    "an input that fails leaves the output as it was, unless it is to be kept" {
        inFolder { folder ->
            val file = folder.file("in.mrc", first)
            val missing = folder.path("missing.mrc")
            fun run(vararg more: Any) =
                marcato("edit", "-e", "remove 650", file, missing, "-o", folder.path("o.mrc"), *more)
            run().code shouldBe 3
            folder.names() shouldContainExactly listOf("in.mrc")
            run("--keep-going").code shouldBe 3
            subjectsIn(folder.path("o.mrc")) shouldBe listOf("")
        }
    }

    "help edits teaches the language" {
        val ran = marcato("help", "edits")
        ran.code shouldBe 0
        ran.lines.all { it.length <= 112 } shouldBe true
        for (verb in listOf("add", "remove", "set", "replace", "move", "each", "if", "drop record")) {
            ran.out shouldContain
                verb
        }
    }
})

internal fun recordsIn(bytes: ByteArray, format: MarcFormat = MarcFormat.ISO_2709): List<Any> =
    BlockingMarcReader.open(bytes, dev.marcato.ReadOptions { this.format = format }).use { reader ->
        reader.toList().map { listOf("${it.leader}".substring(5, 9)) + it.fields }
    }
