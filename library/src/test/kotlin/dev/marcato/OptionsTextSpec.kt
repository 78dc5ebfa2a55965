// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Readers
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.RandomSource
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

private fun <T> RandomSource.one(of: List<T>): T = of[random.nextInt(of.size)]

private val SETS = listOf("UTF-8", "MARC-8", "ISO 5426", "windows-1252", "UNIMARC 0103", "UNIMARC 01  0304")

private val READ = arbitrary { rs ->
    ReadOptions {
        format = rs.one(MarcFormat.entries + null)
        strictness = rs.one(Strictness.entries)
        textCheck = rs.one(TextCheck.entries)
        characterSetRule = rs.one(
            listOf(CharacterSetRule.OBEY, CharacterSetRule.OBEY_UNIMARC, CharacterSetRule.DETECT) +
                SETS.map { CharacterSetRule.always(CharacterSet.of(it)) },
        )
        normalization = rs.one(Normalization.entries)
        xmlParser = rs.one(XmlParser.entries + null)
        compression = rs.one(Compression.entries)
        limits {
            inputBytes = rs.random.nextLong(1, Long.MAX_VALUE)
            records = rs.random.nextLong(1, Long.MAX_VALUE)
            recordBytes = rs.random.nextInt(26, Int.MAX_VALUE)
            valueBytes = rs.one(listOf(1, 16 shl 20))
            depth = rs.random.nextInt(6, 1_000)
            damageBytes = rs.random.nextInt(0, 1_000)
            problemsPerRecord = rs.random.nextInt(1, 1_000)
            problems = rs.random.nextInt(1, 1_000)
        }
        chunkSize = rs.random.nextInt(1_024, 1 shl 20)
        readAhead = rs.random.nextInt(1, 10)
    }
}

private val WRITE = arbitrary { rs ->
    WriteOptions {
        format = rs.one(MarcFormat.entries + null)
        convertTo = rs.one(listOf(null, Conversion.UTF_8, Conversion.MARC_8, Conversion.marc8(Unencodable.REFUSE)))
        repair = rs.one(Repair.entries)
        inexpressible = rs.one(Inexpressible.entries)
        oversize = rs.one(
            listOf(Oversize.REFUSE, Oversize.ALL_NINES, Oversize.split("852"), Oversize.split("9XX", "),(", "%=1")),
        )
        refusal = rs.one(Refusal.entries)
        xml {
            lines = rs.one(XmlLayout.Lines.entries)
            documents = rs.one(XmlLayout.Documents.entries)
            prefix = rs.one(listOf("", "marc", "_a-b.c"))
        }
        reportedProblems = rs.random.nextInt(0, 1_000)
        fileMode = rs.one(FileMode.entries)
        durability = rs.one(Durability.entries)
        compression = rs.one(Compression.entries)
        parallelism = rs.random.nextInt(1, 100)
    }
}

class OptionsTextSpec :
    FreeSpec({
        "options that are data are text, and are read from it" {
            checkAll(500, READ) { options ->
                val parsed = ReadOptions.parse(options.toText())
                parsed.toText() shouldBe options.toText()
                parsed.characterSetRule shouldBe options.characterSetRule
                parsed.limits shouldBe options.limits
                parsed.toString() shouldBe options.toString()
            }
            checkAll(500, WRITE) { options ->
                val parsed = WriteOptions.parse(options.toText())
                parsed.toText() shouldBe options.toText()
                parsed.oversize.toString() shouldBe options.oversize.toString()
                parsed.convertTo shouldBe options.convertTo
                parsed.xml shouldBe options.xml
            }
        }

        "defaults are the empty text, and blanks don't matter" {
            ReadOptions.DEFAULT.toText() shouldBe ""
            WriteOptions.DEFAULT.toText() shouldBe ""
            ReadOptions.parse("  strictness=LENIENT   readAhead=3 ").toText() shouldBe "strictness=LENIENT readAhead=3"
        }

        "a rule for large records does the same after it was sent" {
            val sent = WriteOptions.parse(WriteOptions { oversize = Oversize.split("852", "9XX") }.toText())
            val spreads = checkNotNull(sent.oversize.spreads)
            spreads.test(ControlField.of("001", "1")) shouldBe false
            for (tag in listOf("852", "901")) {
                spreads.test(DataField.of(tag, ' ', ' ', Subfield.of('a', ""))) shouldBe true
            }
        }

        "what can't be sent is refused" {
            val ruled = WriteOptions { oversize = Oversize.split { it.tag == "852" } }
            shouldThrow<IllegalStateException> { ruled.toText() }.message shouldBe
                "oversize is split(a rule), which can't be written as text"
            shouldThrow<IllegalStateException> { WriteOptions { oversize = Oversize.divertTo {} }.toText() }
        }

        "other texts are refused, with the reason" {
            val wrong = listOf(
                "strictness" to "\"strictness\" isn't one of the options of reading",
                "speed=1" to "\"speed=1\" isn't one of the options of reading",
                "strictness=HALF" to "strictness can't be \"HALF\": it is one of STRICT, LENIENT",
                "strictness=STRICT strictness=STRICT" to "strictness is there twice",
                "limits.depth=deep" to "limits.depth can't be \"deep\": it is a whole number",
                "limits.depth=5" to "limits.depth can't be \"5\": depth must be at least 6, not 5",
                "chunkSize=1" to "chunkSize must be at least 1024, not 1",
                "characterSetRule=always(klingon)" to "Unknown character set",
                "characterSetRule=always" to "it is OBEY, OBEY_UNIMARC, DETECT or always(CHARACTER-SET)",
            )
            for ((text, message) in wrong) {
                withClue(text) {
                    shouldThrow<IllegalArgumentException> { ReadOptions.parse(text) }.message shouldContain message
                }
            }
            for (text in listOf("oversize=split()", "oversize=split(85)", "oversize=split(852", "convertTo=UTF-16")) {
                withClue(text) { shouldThrow<IllegalArgumentException> { WriteOptions.parse(text) } }
            }
        }

        "any text gives options or an IllegalArgumentException" {
            val names =
                listOf("format", "strictness", "limits.depth", "characterSetRule", "oversize", "xml.prefix", "%")
            checkAll(2_000, Arb.string(0..40), Arb.string(0..5)) { text, end ->
                for (name in names) {
                    for (parse in listOf<(String) -> Any>(ReadOptions::parse, WriteOptions::parse)) {
                        try {
                            parse("$name=$text $end").toString()
                        } catch (expected: IllegalArgumentException) {
                            checkNotNull(expected.message)
                        }
                    }
                }
            }
        }

        "a builder that is used again doesn't change earlier options" {
            val builder = ReadOptions.builder().readAhead(3)
            val first = builder.build()
            builder.readAhead(4).onProblem { }
            first.readAhead shouldBe 3
            first.problemAction shouldBe null
            first.toBuilder().readAhead(5).build().readAhead shouldBe 5
            first.readAhead shouldBe 3
        }

        "callbacks are Kotlin functions" {
            val formats = ArrayList<MarcFormat>()
            val progress = ArrayList<Progress>()
            val bytes = SampleCatalogue.toByteArray()
            Readers.readAll(
                bytes,
                ReadOptions {
                    onFormat(formats::add)
                    onProgress { progress.add(it) }
                },
            ).shouldNotBeEmpty()
            formats shouldContainExactly listOf(MarcFormat.ISO_2709)
            progress.last().bytes shouldBe bytes.size.toLong()
        }
    })
