// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.TestOptions
import dev.marcato.testing.WaysIn
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.toList

class MarcFormatSpec : FreeSpec({
    val leader = "00000nam a2200000 i 4500"

    "the first bytes show the format" - {
        val inputs = listOf(
            "00714cam a2200205 a 4500001001200000" to MarcFormat.ISO_2709,
            "\n\u0000 00714cam a2200205 a 4500001001200000" to MarcFormat.ISO_2709,
            "1" to MarcFormat.ISO_2709,
            "<?xml version=\"1.0\"?>" to MarcFormat.XML,
            "<record/>" to MarcFormat.XML,
            "\uFEFF  <collection" to MarcFormat.XML,
            "[" to MarcFormat.JSON,
            " [{\"leader\"" to MarcFormat.JSON,
            "{\n  \"leader\"" to MarcFormat.JSON,
            "{ \r\n" to MarcFormat.JSON,
            "{" to MarcFormat.JSON,
            "{\"leader\":\"" to MarcFormat.JSON_LINES,
            "{ \"leader\":\"" to MarcFormat.JSON_LINES,
            "=LDR  $leader" to MarcFormat.MNEMONIC,
            "\r\n=001  1" to MarcFormat.MNEMONIC,
            "$leader\n001 1\n" to MarcFormat.LINE,
            "$leader\r\n001 1\r\n" to MarcFormat.LINE,
            "     nam a22        4500\n001 1\n" to MarcFormat.LINE,
            "LDR $leader" to MarcFormat.LINE,
            "000000001 FMT   L BK" to MarcFormat.ALEPH_SEQUENTIAL,
            "000000001 22012 L $\$aText" to MarcFormat.ALEPH_SEQUENTIAL,
            "000000001 FMT" to MarcFormat.ALEPH_SEQUENTIAL,
            "001230000 2200073   4500001000300000" to MarcFormat.ISO_2709,
            "001231111 2200073 i 4500001000300000" to MarcFormat.ISO_2709,
            "001230000   00073   450 001000300000" to MarcFormat.ISO_2709,
            "001230000 22000x3   4500001000300000" to MarcFormat.ISO_2709,
            "001230000 2200073   4500\n001 1\n" to MarcFormat.LINE,
            "" to null,
            " \n" to null,
            "hello" to null,
            " ".repeat(5000) + "<" to null,
        )
        for ((input, format) in inputs) {
            "of ${input.take(30).trim()}… (${input.length} characters): $format" {
                MarcFormat.detect(input.toByteArray()) shouldBe format
            }
        }

        "in UTF-16, too" {
            for (name in listOf("UTF-16", "UTF-16LE", "UTF-16BE")) {
                MarcFormat.detect("<?xml?>".toByteArray(charset(name))) shouldBe MarcFormat.XML
            }
        }
    }

    "ISO 2709 with digits at 5-8 of its leader is read as that, however it comes" {
        val bytes = RawRecord.of(SampleCatalogue.records().first()).withLeaderPart(5, "0000 ").toByteArray()
        val expected = Readers.outcomes(bytes, ReadOptions { format = MarcFormat.ISO_2709 })
        expected.single().problems.shouldBeEmpty()
        Readers.outcomes(bytes).shouldBeLike(expected)
        for (size in 1..20) Readers.outcomes(PushedBytes.inPieces(bytes, size)).shouldBeLike(expected)
    }

    "the name of a file shows the format" {
        MarcFormat.ofName("a/b/out.xml") shouldBe MarcFormat.XML
        MarcFormat.ofName("OUT.XML.GZ") shouldBe MarcFormat.XML
        MarcFormat.ofName("out.jsonl") shouldBe MarcFormat.JSON_LINES
        MarcFormat.ofName("out.mrk") shouldBe MarcFormat.MNEMONIC
        MarcFormat.ofName("out.mrc.gz") shouldBe MarcFormat.ISO_2709
        MarcFormat.ofName("out") shouldBe null
        MarcFormat.ofName("xml") shouldBe null
        MarcFormat.ofName("out.gz") shouldBe null
        // No two formats have one name.
        val all = MarcFormat.entries.flatMap { it.extensions }
        all.toSet().size shouldBe all.size
    }

    "every format is detected in what is written in it, in any pieces, from every kind of input" - {
        val records = SampleCatalogue.records().take(3).map { it.build() }
        for (format in MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL) {
            "$format" {
                val bytes = dev.marcato.blocking.BlockingMarcWriter.toByteArray(records, TestOptions.write(format))
                WaysIn().use { ways ->
                    for (way in ways.all) {
                        withClue(way) {
                            val formats = ArrayList<MarcFormat>()
                            val options = ReadOptions { onFormat { formats.add(it) } }
                            Readers.of(way.open(bytes), options).records().toList() shouldBe records
                            formats shouldContainExactly listOf(format)
                        }
                    }
                }
                for (size in listOf(1, 2, 3, 100)) {
                    withClue("pieces of $size") {
                        Readers.of(PushedBytes.inPieces(bytes, size)).records().toList() shouldBe records
                    }
                }
            }
        }
    }

    "a format can be asked for" - {
        "when reading, whatever the bytes seem to be" {
            val bytes = Iso2709Bytes.encode(SampleCatalogue.records().first())
            val failure = shouldThrow<MarcException> { Readers.records(bytes, ReadOptions { format = MarcFormat.XML }) }
            failure.problem.code shouldBe ProblemCode.SYNTAX_WRONG
        }

        "when writing, but for the one that is not written" {
            val failure = shouldThrow<IllegalArgumentException> {
                dev.marcato.blocking.BlockingMarcWriter.toByteArray(
                    emptyList(),
                    TestOptions.write(MarcFormat.ALEPH_SEQUENTIAL),
                )
            }
            failure.message shouldBe "ALEPH_SEQUENTIAL can be read, but not written"
        }
    }

    "reporting the format may end the reading for good" {
        val reader = Readers.blocking("<collection/>".toByteArray(), ReadOptions { onFormat { error("no $it") } })
        repeat(2) { shouldThrow<IllegalStateException> { reader.read() }.message shouldBe "no XML" }
    }
})
