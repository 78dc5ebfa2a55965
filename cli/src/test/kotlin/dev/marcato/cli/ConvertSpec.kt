// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import kotlin.io.path.readBytes
import kotlin.io.path.readText

private val all = SampleCatalogue.toByteArray()

// The line view cannot carry a blank, a dollar sign, a character and a blank.
private val plain = Iso2709Bytes.encodeAll(
    SampleCatalogue.records().filterNot { it.controlValue("001") == "sample0041" },
)

private fun recordsOf(bytes: ByteArray) = BlockingMarcReader.open(bytes).use { it.toList() }

class ConvertSpec : FreeSpec({
    for (extension in listOf("xml", "json", "jsonl", "mrk", "line", "mrc", "xml.gz", "mrc.gz")) {
        "to .$extension and back gives the same records" {
            inFolder { folder ->
                val there = folder.path("there.$extension")
                val back = folder.path("back.mrc")
                marcato("convert", "-", "-o", there, input = plain).code shouldBe 0
                val ran = marcato("convert", there, "-o", back)
                ran.code shouldBe 0
                ran.err shouldBe ""
                recordsOf(back.readBytes()) shouldBe recordsOf(plain)
                folder.names() shouldBe listOf("back.mrc", "there.$extension").sorted()
            }
        }
    }

    "gives the same with one thread and with more" {
        val one = marcato("convert", "--threads", 1, "--to", "xml", "-", input = all)
        val four = marcato("convert", "--threads", 4, "--to", "xml", "-", input = all)
        one.code shouldBe 0
        one.out shouldStartWith "<?xml"
        four.bytes shouldBe one.bytes
    }

    "takes the format of the input from --from where its bytes do not tell" {
        val text = "=LDR  00000nam a2200000 i 4500\n=001  1\n".toByteArray()
        val ran = marcato("convert", "--from", "mrk", "--to", "line", "-", input = text)
        ran.out shouldContain "001 1\n"
    }

    "converts character sets, there and back" {
        inFolder { folder ->
            val cyrillic = Iso2709Bytes.encode(SampleCatalogue.records().first { it.fields("880").isNotEmpty() })
            val marc8 = folder.path("marc8.mrc")
            marcato("convert", "--to-charset", "marc8", "-", "-o", marc8, input = cyrillic).code shouldBe 0
            marc8.readBytes()[9] shouldBe ' '.code.toByte()
            marcato("convert", "--to-charset", "utf-8", marc8, "--normalize", "nfc").bytes shouldBe cyrillic
        }
    }

    "--charset is the input's, as everywhere, which is said where it was the output's once" {
        inFolder { folder ->
            val cyrillic = Iso2709Bytes.encode(SampleCatalogue.records().first { it.fields("880").isNotEmpty() })
            val marc8 = marcato("convert", "--to-charset", "marc8", "-", input = cyrillic).bytes
            // Its leader says that it is UTF-8.
            val file = folder.file("wrong.mrc", marc8.copyOf().also { it[9] = 'a'.code.toByte() })
            val ran = marcato("convert", "--charset", "marc8", "--to-charset", "utf8", "--normalize", "nfc", file)
            recordsOf(ran.bytes) shouldBe recordsOf(cyrillic)
            val noted = marcato("convert", "--charset", "marc8", file)
            noted.errorLines.first() shouldBe
                "marcato: --charset marc8 is the input's; --to-charset converts the output"
            marcato("convert", "--charset", "marc8", "--to", "json", file).err shouldBe ""
        }
    }

    "what an output format has no use for is refused, not ignored" {
        for (format in listOf("marc", "json", "jsonl", "mrk", "line")) {
            val ran = marcato("convert", "--indent", "--to", format, "-", input = all)
            ran.code shouldBe 2
            ran.err shouldBe "marcato: --indent is for xml, and the output is $format\n"
        }
        marcato("convert", "--indent", "--to", "xml", "-", input = all).out shouldContain "\n  <record>"
        for (format in listOf("xml", "json", "jsonl", "line")) {
            val ran = marcato("convert", "--to-charset", "marc8", "--to", format, "-", input = all)
            ran.code shouldBe 2
            ran.err shouldBe
                "marcato: --to-charset marc8 is for marc and mrk, and the output is $format, which is in utf8\n"
        }
        val mnemonic = marcato("convert", "--to-charset", "marc8", "--to", "mrk", "-", input = all)
        mnemonic.code shouldBe 0
        mnemonic.bytes.all { it >= 0 } shouldBe true
        marcato("convert", "--to-charset", "utf8", "--to", "xml", "-", input = plain).code shouldBe 0
    }

    "normalises" {
        val composed = BlockingMarcWriter.toByteArray(
            listOf(
                record {
                    field("001", "1")
                    field("245", '0', '0') { 'a' to "Brontë" }
                },
            ),
        )
        val nfd = marcato("convert", "--normalize", "nfd", "-", input = composed)
        nfd.code shouldBe 0
        nfd.out shouldContain "Bronte\u0308"
        marcato("convert", "--normalize", "nfc", "-", input = nfd.bytes).bytes shouldBe composed
    }

    "what the output cannot take" - {
        val large = record {
            field("001", "large")
            field("500", ' ', ' ') { 'a' to "x".repeat(20_000) }
        }
        val small = record { field("001", "small") }
        val inLines = WriteOptions { format = MarcFormat.JSON_LINES }
        val lines = BlockingMarcWriter.toByteArray(listOf(large, small), inLines)

        "is left out and told, and the exit code says so" {
            val ran = marcato("convert", "--to", "marc", "-", input = lines)
            ran.code shouldBe 4
            BlockingMarcReader.open(ran.bytes).use { it.toList() } shouldBe listOf(small)
            ran.errorLines.single() shouldContain "1 record was left out, the first because of standard input: " +
                "FIELD_TOO_LONG in record 0 (001 large), byte 0"
        }

        "goes to the rejects" {
            inFolder { folder ->
                val rejects = folder.path("rejects.mrc")
                val ran = marcato("convert", "-", "-o", folder.path("out.mrc"), "--rejects", rejects, input = lines)
                ran.code shouldBe 0
                ran.errorLines shouldBe listOf("marcato: 1 record is in $rejects instead")
                val lenient = ReadOptions { strictness = Strictness.LENIENT }
                BlockingMarcReader.open(rejects, lenient).use { it.toList() } shouldBe listOf(large)
            }
        }

        "makes no file of rejects where there are none" {
            inFolder { folder ->
                val out = folder.path("out.mrc")
                marcato("convert", "-", "-o", out, "--rejects", folder.path("no.mrc"), input = all).code shouldBe 0
                folder.names() shouldBe listOf("out.mrc")
            }
        }

        "ends strict work, without an output" {
            inFolder { folder ->
                val ran = marcato("convert", "--strict", "-", "-o", folder.path("out.mrc"), input = lines)
                ran.code shouldBe 1
                folder.names() shouldBe emptyList()
            }
        }

        "is written with lengths of nines if asked for" {
            val ran = marcato("convert", "--on-oversize", "nines", "-", input = lines)
            ran.err shouldBe ""
            marcato("select", "--no-header", "500a", "-", input = ran.bytes).lines.first().length shouldBe 20_000
        }
    }

    "asks for what it has to know" {
        marcato("convert", "-", "-o", "out.foo").errorLines.single() shouldContain "the name has no known format"
        marcato("convert", "-", "--to", "foo").errorLines.single() shouldContain "formats are marc, xml, json"
        marcato("convert", "-", "--on-oversize", "hide", input = all).code shouldBe 2
        marcato("convert", "-", "--to-charset", "latin1", input = all).code shouldBe 2
        marcato("convert", "-", "--charset", "no-such-set", input = all).code shouldBe 2
    }

    "JSON on a terminal is allowed, ISO 2709 is not" {
        marcato("convert", "--to", "json", "-", input = all, isOutputTerminal = true).code shouldBe 0
        val ran = marcato("convert", "-", input = all, isOutputTerminal = true)
        ran.code shouldBe 2
        ran.bytes shouldBe ByteArray(0)
        ran.errorLines.single() shouldContain "isn't written to a terminal"
    }

    "reads a file that is told to be in another character set" {
        inFolder { folder ->
            val latin = Iso2709Bytes.encode(SampleCatalogue.record("sample0001"))
            latin[latin.indexOfFirst { it == 'M'.code.toByte() }] = 0xCF.toByte()
            val file = folder.file("latin.mrc", latin)
            val options = listOf("--from-charset", "--charset")
            for (option in options) {
                val ran = marcato("convert", option, "windows-1252", file, "-o", folder.path("o.json"), "--force")
                ran.code shouldBe 0
                ran.err shouldBe ""
                folder.path("o.json").readText() shouldContain "Ï"
            }
        }
    }
})
