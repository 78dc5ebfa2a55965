// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.FileMode
import dev.marcato.Inexpressible
import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.WriteOptions
import dev.marcato.XmlLayout
import dev.marcato.XmlParser
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Corpora
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.XmlSamples.LEADER
import dev.marcato.testing.XmlSamples.SLIM
import dev.marcato.testing.XmlSamples.titled
import dev.marcato.testing.XmlSamples.titledRecord
import dev.marcato.toByteArray
import dev.marcato.writeTo
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import javax.xml.XMLConstants
import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.transform.stream.StreamSource
import javax.xml.validation.SchemaFactory
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOf

class XmlWritingSpec : FreeSpec({
    val asXml = WriteOptions { format = MarcFormat.XML }
    val replacing = WriteOptions {
        format = MarcFormat.XML
        inexpressible = Inexpressible.REPLACE
    }

    fun xmlOf(options: WriteOptions, vararg records: Record): String =
        String(BlockingMarcWriter.toByteArray(records.asList(), options))

    "a collection has a line for each record" {
        xmlOf(asXml, titledRecord("A & B < C \"'"), titledRecord("\u00E9", "2")) shouldBe
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection $SLIM>\n" +
            titled("A &amp; B &lt; C \"'") + "\n" + titled("\u00E9", "2") + "\n</collection>\n"
    }

    "a prefix and indentation are written if they are asked for" {
        val options = asXml.toBuilder().xml(
            XmlLayout {
                prefix = "marc"
                lines = XmlLayout.Lines.PER_ELEMENT
            },
        ).build()
        xmlOf(options, titledRecord("One")) shouldBe """
            <?xml version="1.0" encoding="UTF-8"?>
            <marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">
              <marc:record>
                <marc:leader>$LEADER</marc:leader>
                <marc:controlfield tag="001">1</marc:controlfield>
                <marc:datafield tag="245" ind1="1" ind2="0">
                  <marc:subfield code="a">One</marc:subfield>
                </marc:datafield>
              </marc:record>
            </marc:collection>

        """.trimIndent()
    }

    "records by themselves have the namespace each" {
        xmlOf(
            asXml.toBuilder().apply {
                xml { documents = XmlLayout.Documents.PER_RECORD }
            }.build(),
            titledRecord("One"),
        ) shouldBe
            titled("One").replace("<record>", "<record $SLIM>") + "\n"
    }

    "no records are a collection without any" {
        xmlOf(asXml) shouldBe "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection $SLIM>\n</collection>\n"
    }

    "a file is XML by its name, and cannot be appended to" {
        val file = Files.createTempFile("marcato", ".xml")
        try {
            flowOf(titledRecord("One")).writeTo(file)
            Files.readAllBytes(file).decodeToString() shouldBe xmlOf(asXml, titledRecord("One"))
            val failure = shouldThrow<IllegalArgumentException> {
                flowOf(titledRecord("One")).writeTo(file) { fileMode = FileMode.APPEND }
            }
            failure.message shouldContain "XML"
        } finally {
            Files.delete(file)
        }
    }

    "any record is well-formed XML, and is read as it was, by both parsers and in every style" {
        checkAll(150, Arb.list(ArbRecords.record(maxFields = 12), 0..3)) { plain ->
            val records = plain.map { it.build() }.filter { xmlCan(it) }
            for (options in listOf(
                asXml,
                asXml.toBuilder().xml(
                    XmlLayout {
                        prefix = "m"
                        lines = XmlLayout.Lines.PER_ELEMENT
                    },
                ).parallelism(3).build(),
            )) {
                val bytes = records.asFlow().toByteArray(options)
                Readers.records(bytes) shouldBe records
                Readers.records(bytes, ReadOptions { xmlParser = XmlParser.PLATFORM }) shouldBe records
                wellFormed(bytes)
            }
        }
    }

    "characters that XML forbids" - {
        val record = titledRecord("a\u0001b\uFFFFc\u001Bd\r\n\t")

        "are a reason to refuse the record if that is asked for" {
            val refusing = asXml.toBuilder().inexpressible(Inexpressible.REFUSE).build()
            val problem = shouldThrow<MarcException> {
                BlockingMarcWriter.toByteArray(listOf(record), refusing)
            }.problem
            problem.code shouldBe ProblemCode.CHARACTER_NOT_CARRIED
            problem.position.tag shouldBe "245"
            problem.position.subfieldCode shouldBe 'a'
            val skipping = refusing.toBuilder().refusal(Refusal.SKIP).build()
            xmlOf(skipping, record, titledRecord("One")) shouldBe xmlOf(asXml, titledRecord("One"))
        }

        "are replaced, and each of them is reported" {
            val target = ByteArrayOutputStream()
            val writer = BlockingMarcWriter.open(target, replacing)
            writer.use {
                it.write(titledRecord("One"))
                it.write(record)
            }
            Readers.records(target.toByteArray()) shouldBe
                listOf(titledRecord("One"), titledRecord("a\uFFFDb\uFFFDc\uFFFDd\r\n\t"))
            for (problem in writer.report.problems) {
                problem.code shouldBe ProblemCode.CHARACTER_NOT_CARRIED
                problem.position.recordIndex shouldBe 1
                problem.position.tag shouldBe "245"
            }
            writer.report.problems.map { it.found } shouldBe listOf("U+0001", "U+FFFF", "U+001B")
            writer.report.changedRecords shouldBe 1
            writer.report.refusedRecords shouldBe 0
            writer.report.bytes shouldBe target.size()
        }

        "never make XML that is ill-formed, whatever the record" {
            checkAll(100, ArbRecords.record(maxFields = 12)) { plain ->
                val bytes = BlockingMarcWriter.toByteArray(listOf(plain.build()), replacing)
                wellFormed(bytes)
                Readers.records(bytes).size shouldBe 1
            }
        }
    }

    "records larger than ISO 2709 can hold are written" {
        val large = record {
            for (number in 0 until 20) field("520", ' ', ' ') { 'a' to "x".repeat(10_000 + number) }
        }
        Readers.records(xmlOf(asXml, large).toByteArray()) shouldBe listOf(large)
    }

    "a record in MARC-8 is written in UTF-8" {
        val marc8 = readMarc8()
        val read = Readers.records(xmlOf(asXml, marc8).toByteArray()).single()
        read shouldBe marc8
        read.leader[9] shouldBe 'a'
    }

    "ordinary records fit the schema of MARC 21 slim" {
        val schema = Corpora.find().folder?.resolve("reference/schemas/MARC21slim.xsd")
        if (schema == null || !Files.exists(schema)) {
            println("XmlWritingSpec leaves out the schema: it is not there")
        } else {
            val records = Catalogue.ordinary().records(500).map { it.build() }.toList()
            val schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            val validator = schemas.newSchema(schema.toFile()).newValidator()
            for (style in listOf(
                asXml,
                asXml.toBuilder().xml(
                    XmlLayout {
                        prefix = "marc"
                        lines = XmlLayout.Lines.PER_ELEMENT
                    },
                ).build(),
            )) {
                val bytes = BlockingMarcWriter.toByteArray(records, style)
                validator.validate(StreamSource(bytes.inputStream()))
            }
        }
    }
})

/** XML has no place for most controls, nor for two code points. */
internal fun xmlCan(record: Record): Boolean = record.fields.joinToString("") { it.value }.codePoints().allMatch {
    (it >= 0x20 && it != 0xFFFE && it != 0xFFFF) || it == '\n'.code || it == '\t'.code || it == '\r'.code
}

private fun wellFormed(xml: ByteArray) {
    val builder = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }.newDocumentBuilder()
    builder.setErrorHandler(null)
    builder.parse(xml.inputStream())
}

private suspend fun readMarc8(): Record {
    val text = byteArrayOf(0x63, 0x61, 0x66, 0xE2.toByte(), 0x65)
    val ascii = record {
        leader = leader.with(9, ' ')
        field("245", '0', '0') { 'a' to "caf?e" }
    }
    val bytes = BlockingMarcWriter.toByteArray(listOf(ascii))
    bytes[bytes.indexOf('?'.code.toByte())] = text[3]
    return Readers.records(bytes).single()
}
