// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.zip.GZIPInputStream
import kotlin.io.path.inputStream
import kotlin.io.path.readText

private const val MARK = "\uFEFF"

private val books = BlockingMarcWriter.toByteArray(
    listOf(
        record {
            field("001", "1")
            field("245", '0', '0') { 'a' to "Say \"Whale\", \\ or\u0001" }
            field("650", ' ', ' ') { 'a' to "Whales" }
            field("650", ' ', ' ') { 'a' to "Sea" }
        },
        record {
            field("001", "2")
            field("650", ' ', ' ') { 'a' to "Whales" }
        },
    ),
)

/** Several paths with names, and the formats of what is made of them. */
class ColumnsSpec : FreeSpec({
    "select" - {
        "names columns as they are called, or as they are written" {
            val ran = marcato("select", "number=001, 245ab; \"all, of them\"=650\$a", "-", input = books)
            ran.lines.first() shouldBe "number,245ab,\"all, of them\""
            ran.lines.last() shouldBe "2,,Whales"
        }

        "writes an object for each record, with all values of each column" {
            val expected = listOf(
                "{\"number\":[\"1\"],\"245a\":[\"Say \\\"Whale\\\", \\\\ or\\u0001\"],\"650a\":[\"Whales\",\"Sea\"]}",
                "{\"number\":[\"2\"],\"245a\":[],\"650a\":[\"Whales\"]}",
            )
            inFolder { folder ->
                val file = folder.file("books.mrc", books)
                for (threads in listOf("--threads=1", "--threads=3")) {
                    marcato(
                        "select",
                        "number=001, 245a, 650a",
                        "--format=jsonl",
                        threads,
                        "--part-bytes=50",
                        file,
                    ).lines shouldBe expected
                }
                marcato("select", "number=001, 245a, 650a", file, "-o", folder.path("t.jsonl.gz")).code shouldBe 0
                GZIPInputStream(folder.path("t.jsonl.gz").inputStream()).reader().readLines() shouldBe expected
            }
        }

        "reports text that can't be decoded, in every format" {
            val bad = books.toString(Charsets.ISO_8859_1).replace("Sea", "S\u00FFa").toByteArray(Charsets.ISO_8859_1)
            for (format in listOf("csv", "tsv", "jsonl")) {
                val ran = marcato("select", "001, 650a", "--format", format, "-", input = bad)
                ran.code shouldBe 4
                ran.errorLines.first() shouldContain "1 value has bytes that can't be decoded"
            }
        }

        "refuses what a format has no use for" {
            for (option in listOf("--bom", "--no-formulas", "--no-header", "--repeat", "--separator=x")) {
                val ran = marcato("select", "001", "--format", "jsonl", option, "-", input = books)
                ran.code shouldBe 2
                ran.errorLines shouldBe
                    listOf("marcato: ${option.substringBefore('=')} is for csv and tsv, and the output is jsonl")
            }
            val twice = marcato("select", "001, x=245a, x=650a", "--format", "jsonl", "-", input = books)
            twice.code shouldBe 2
            twice.errorLines.single() shouldContain "two columns are called x"
            marcato("select", "001, x=245a, x=650a", "-", input = books).lines.first() shouldBe "001,x,x"
        }

        "takes any number of columns in one pass" {
            val tags = BlockingMarcReader.open(SampleCatalogue.toByteArray()).use { reader ->
                reader.flatMap { record -> record.fields.map { it.tag } }.distinct()
            }
            val ran = marcato("select", tags.joinToString(), "-", input = SampleCatalogue.toByteArray())
            for (tag in tags) {
                val column =
                    marcato("select", tag, "--repeat", "--format", "tsv", "-", input = SampleCatalogue.toByteArray())
                withClue(tag) { column.code shouldBe 0 }
            }
            ran.lines.first() shouldBe tags.joinToString(",")
        }
    }

    "freq" - {
        "lists the values of several paths one after the other" {
            marcato("freq", "subject=650a, 001", "-", input = books).out shouldBe
                "subject:\n2  Whales\n1  Sea\n\n001:\n1  1\n1  2\n"
            marcato("freq", "subject=650a, 001", "--top", 1, "-", input = books).out shouldBe
                "subject:\n2  Whales\n\n001:\n1  1\n"
            marcato("freq", "650a", "-", input = books).out shouldBe "2  Whales\n1  Sea\n"
        }

        "names them in the first column" {
            marcato("freq", "subject=650a, 999, 001", "--format", "csv", "-", input = books).lines shouldBe
                listOf("path,count,value", "subject,2,Whales", "subject,1,Sea", "001,1,1", "001,1,2")
            marcato("freq", "subject=650a", "--format", "tsv", "-", input = books).lines shouldBe
                listOf("count\tsubject", "2\tWhales", "1\tSea")
        }

        "writes an object for each value" {
            val expected = listOf(
                "{\"path\":\"s\",\"count\":2,\"value\":\"Whales\"}",
                "{\"path\":\"s\",\"count\":1,\"value\":\"Sea\"}",
            )
            inFolder { folder ->
                val file = folder.file("books.mrc", books)
                for (threads in listOf("--threads=1", "--threads=3")) {
                    marcato("freq", "s=650a", "--format=jsonl", threads, "--part-bytes=50", file).lines shouldBe
                        expected
                }
            }
        }

        "refuses what lines for people have no use for" {
            for (option in listOf("--bom", "--no-formulas")) {
                marcato("freq", "001", option, "-", input = books).errorLines shouldBe
                    listOf("marcato: $option is for csv and tsv, and the output is text")
            }
        }
    }

    "a byte order mark comes first if it is asked for" {
        inFolder { folder ->
            for (format in listOf("csv", "tsv")) {
                for (command in listOf("select", "freq")) {
                    val plain = marcato(command, "650a", "--format", format, "-", input = books).out
                    marcato(command, "650a", "--format", format, "--bom", "-", input = books).out shouldBe MARK + plain
                }
            }
            marcato(
                "select",
                "001",
                "--bom",
                "--no-header",
                "-",
                "-o",
                folder.path("t.csv"),
                input = books,
            ).code shouldBe
                0
            folder.path("t.csv").readText() shouldBe "${MARK}1\n2\n"
        }
    }
})
