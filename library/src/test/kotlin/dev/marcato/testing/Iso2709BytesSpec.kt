// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll
import org.marc4j.MarcStreamReader
import org.marc4j.marc.ControlField
import org.marc4j.marc.DataField
import org.marc4j.marc.Record

class Iso2709BytesSpec :
    FreeSpec({
        "writes leader, directory and data as ISO 2709 lays them out" {
            val record = PlainRecord.book(PlainField.control("001", "1"), PlainField.data("245", "00", "a", "é"))
            Iso2709Bytes.encode(record).decodeToString() shouldBe
                "00059nam a2200049 i 4500" + "001000200000" + "245000700002" + "\u001E" +
                "1\u001E" + "00\u001Fa\u00E9\u001E" + "\u001D"
        }

        "is read by marc4j as it was written" - {
            "for the sample catalogue" { readByMarc4j(SampleCatalogue.records()) shouldBe SampleCatalogue.records() }

            "for invented ordinary records" {
                val records = Catalogue.ordinary().records(2_000).toList()
                readByMarc4j(records) shouldContainExactly records
            }

            "for invented large records" {
                val records = Catalogue.large().records(50).toList()
                readByMarc4j(records) shouldContainExactly records
            }

            "for arbitrary records" {
                checkAll(300, ArbRecords.record()) { record ->
                    // marc4j knows 001 to 009 only, keeps one 001, and puts control fields before data fields.
                    val known =
                        record.fields.filter { !it.tag.startsWith("00") || it.tag[2] in '2'..'9' } +
                            record.fields("001").take(1)
                    val ordered = known.filterIsInstance<PlainControlField>() + known.filterIsInstance<PlainDataField>()
                    val expected = PlainRecord(record.leader, ordered)
                    byTag(readByMarc4j(listOf(expected)).single()) shouldBe byTag(expected)
                }
            }
        }

        "keeps the limits for arbitrary records" {
            checkAll(300, ArbRecords.record()) { record ->
                val bytes = Iso2709Bytes.encode(record)
                bytes.size shouldBe 26 + record.fields.sumOf(Iso2709Bytes::encodedLength)
                bytes.size shouldBeLessThanOrEqual Iso2709Bytes.MAX_RECORD_LENGTH
            }
        }

        "refuses" - {
            fun book(field: PlainField) = PlainRecord.book(field)

            "a field of 10,000 bytes, but takes one of 9,999" {
                Iso2709Bytes.encode(book(PlainField.control("001", "x".repeat(9_998)))).size shouldBe 26 + 12 + 9_999
                shouldThrow<IllegalArgumentException> {
                    Iso2709Bytes.encode(book(PlainField.control("001", "x".repeat(9_999))))
                }
            }

            "a record of 100,000 bytes" {
                val fields = Array<PlainField>(10) { PlainField.control("001", "x".repeat(9_985)) }
                shouldThrow<IllegalArgumentException> { Iso2709Bytes.encode(PlainRecord.book(*fields)) }
            }

            "a delimiter in a value" {
                shouldThrow<IllegalArgumentException> {
                    Iso2709Bytes.encode(book(PlainField.data("245", "  ", "a", "x\u001Fby")))
                }
            }

            "half a surrogate pair" {
                shouldThrow<IllegalArgumentException> { Iso2709Bytes.encode(book(PlainField.control("001", "\uD83D"))) }
            }
        }

        "a raw record" - {
            val raw = RawRecord.of(SampleCatalogue.records().first())

            "is the encoded record as long as nothing is falsified" {
                raw.toByteArray() shouldBe Iso2709Bytes.encode(SampleCatalogue.records().first())
            }

            "changes in the falsified part only" {
                val falsified = raw.withDeclaredLength(7).withEntry(1, raw.entries[1].withStart(99_999)).toByteArray()
                val original = raw.toByteArray()
                falsified.size shouldBe original.size
                falsified.indices.filter { falsified[it] != original[it] }.all { it < 5 || it in 43..47 } shouldBe true
                falsified.decodeToString(0, 5) shouldBe "00007"
            }
        }
    })

private fun byTag(record: PlainRecord) = PlainRecord(record.leader, record.fields.sortedBy { it.tag })

private fun readByMarc4j(records: List<PlainRecord>): List<PlainRecord> =
    Marc4j.read(MarcStreamReader(Iso2709Bytes.encodeAll(records).inputStream(), "UTF-8")).map(::plain)

private fun plain(record: Record): PlainRecord = PlainRecord(
    record.leader.marshal(),
    record.variableFields.map { field ->
        when (field) {
            is ControlField -> PlainControlField(field.tag, field.data)
            is DataField -> plain(field)
            else -> error("neither control nor data field: $field")
        }
    },
)

private fun plain(field: DataField) = PlainDataField(
    field.tag,
    field.indicator1,
    field.indicator2,
    field.subfields.map { PlainSubfield(it.code, it.data) },
)
