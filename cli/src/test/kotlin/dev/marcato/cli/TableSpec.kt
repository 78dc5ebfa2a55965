// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.messages.count
import dev.marcato.record
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldNotContain
import java.util.zip.GZIPInputStream
import kotlin.io.path.inputStream
import kotlin.io.path.readText

private fun catalogue(vararg notes: String): ByteArray = BlockingMarcWriter.toByteArray(
    notes.mapIndexed { index, note ->
        record {
            field("001", "$index")
            field("500", ' ', ' ') { 'a' to note }
        }
    },
)

class TableSpec : FreeSpec({
    val formulas = catalogue("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1", "", "=\"a\",b")

    "select -o t.csv.gz compresses, and what is in it is the table" {
        inFolder { folder ->
            for (name in listOf("t.csv.gz", "t.TSV.GZ")) {
                val table = folder.path(name)
                marcato("select", "001,500a", "-", "-o", table, input = catalogue("x", "y")).code shouldBe 0
                val separator = if ("csv" in name) "," else "\t"
                GZIPInputStream(table.inputStream()).use { it.readBytes() }.decodeToString() shouldBe
                    "001${separator}500a\n0${separator}x\n1${separator}y\n"
            }
        }
    }

    "a name that tells no format is refused" - {
        "by select" {
            inFolder { folder ->
                for (name in listOf("t.xlsx", "t.ods.gz", "t.mrc")) {
                    val ran = marcato("select", "001", "-", "-o", folder.path(name), input = catalogue("x"))
                    ran.code shouldBe 2
                    ran.err shouldBe
                        "marcato: ${folder.path(
                            name,
                        )}: the name has no known format (--format names one: csv, tsv, jsonl)\n"
                }
                folder.names() shouldBe emptyList()
            }
        }

        "by every command that writes records" {
            inFolder { folder ->
                val bad = folder.path("out.xlsx")
                val file = folder.file("in.mrc", catalogue("x"))
                for (command in listOf("cat", "head", "sample", "dedupe", "convert", "grep 001", "split -n 1")) {
                    val target = if ("split" in command) folder.path("{n}.xlsx") else bad
                    val ran = marcato(*command.split(' ').toTypedArray(), file, "-o", target)
                    withClue(command) { ran.code shouldBe 2 }
                    ran.err.substringAfter(".xlsx") shouldBe
                        ": the name has no known format (--to names one: marc, xml, json, jsonl, mrk, line)\n"
                }
                marcato("partition", "001", file, "-o", folder.path("{value}.xlsx")).code shouldBe 2
                folder.names() shouldBe listOf("in.mrc")
                // A value isn't the end of a name.
                val notes = folder.file("notes.mrc", catalogue("3.5"))
                marcato("partition", "500a", notes, "-o", folder.path("{value}")).code shouldBe 0
                folder.names() shouldBe listOf("3.5", "in.mrc", "notes.mrc")
            }
        }

        "but not if an option names the format, or the name has no end" {
            inFolder { folder ->
                val input = catalogue("x")
                marcato(
                    "select",
                    "001",
                    "--format",
                    "tsv",
                    "-",
                    "-o",
                    folder.path("t.txt"),
                    input = input,
                ).code shouldBe
                    0
                marcato("select", "001", "-", "-o", folder.path("table"), input = input).code shouldBe 0
                marcato("cat", "--to", "line", "-", "-o", folder.path("t.view"), input = input).code shouldBe 0
                marcato("cat", "-", "-o", folder.path("records"), input = input).code shouldBe 0
                folder.path("table").readText() shouldBe "001\n0\n"
            }
        }
    }

    "values that a spreadsheet takes for formulas" - {
        "are as they are unless that is asked for" {
            marcato("select", "--no-header", "500a", "-", input = formulas).out shouldNotContain "'"
        }

        "begin with an apostrophe with --no-formulas" {
            val ran = marcato("select", "--no-header", "--no-formulas", "500a", "-", input = formulas)
            ran.out shouldBe "'=1+1\n'+1\n'-1\n'@SUM(A1)\n'\t=1\n\"'\r=1\"\na=1\n\n\"'=\"\"a\"\",b\"\n"
            val listed = marcato("freq", "--format", "csv", "--no-formulas", "500a", "-", input = catalogue("=1"))
            listed.lines shouldBe listOf("count,500a", "1,'=1")
        }
    }

    "TSV says how many values had tabs or line ends that it cannot keep" {
        val input = catalogue("a\tb\tc", "plain", "two\nlines")
        val message = "marcato: 2 values had tabs or line ends, which are blanks in TSV; CSV keeps them\n"
        for (threads in listOf("--threads=1", "--threads=3")) {
            inFolder { folder ->
                val file = folder.file("in.mrc", input)
                val ran = marcato("select", threads, "--part-bytes=64", "--no-header", "--format", "tsv", "500a", file)
                ran.code shouldBe 4
                ran.out shouldBe "a b c\nplain\ntwo lines\n"
                ran.err shouldBe message
            }
        }
        marcato("freq", "--format", "tsv", "500a", "-", input = input).err shouldBe message
        marcato("select", "--format", "tsv", "500a", "-q", "-", input = input).err shouldBe message
        marcato("select", "--format", "csv", "500a", "-", input = input).err shouldBe ""
    }
})
