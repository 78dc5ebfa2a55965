// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.MarcReader
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.mongodb.testing.encode
import dev.marcato.mongodb.testing.read
import dev.marcato.mongodb.testing.write
import dev.marcato.record
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.checkAll
import java.util.Random
import kotlinx.coroutines.flow.toList
import org.bson.BsonDocument
import org.bson.RawBsonDocument

/** Records as documents: what they look like, that nothing is lost, and what is refused. */
class RecordDocumentsSpec : FreeSpec({
    val shapes = RecordShape.entries.flatMap { shape ->
        RawBytes.entries.map { raw ->
            RecordDocuments {
                this.shape = shape
                rawBytes = raw
                searchKeys = listOf("020a", "245", "003")
            }
        }
    }

    "a record read back" - {
        for (documents in shapes) {
            "is equal to the one stored: ${documents.shape}, bytes ${documents.rawBytes}" - {
                "the sample catalogue" {
                    val records = MarcReader.open(SampleCatalogue.toByteArray()).records().toList()
                    records.map { read(documents, write(documents, it)) } shouldContainExactly records
                }

                "any record that ISO 2709 can hold" {
                    checkAll(300, ArbRecords.record(20)) { plain ->
                        val original = recordOf(numbered(plain))
                        val again = read(documents, write(documents, original))
                        again shouldBe original
                        again.fields.map { it.toString() } shouldContainExactly original.fields.map { it.toString() }
                    }
                }

                "a built one" {
                    val built = record {
                        field("001", "24 hex: 0123456789abcdef01234567")
                        field("245", '1', '0') { 'a' to "NUL \u0000, astral \uD83D\uDCDA, \$ and . and é" }
                        field("\$.x", ' ', '.') {
                            '$' to "odd"
                            '.' to ""
                        }
                    }
                    read(documents, write(documents, built)) shouldBe built
                }
            }
        }

        "has the very bytes it was read from, where they are stored" {
            val original = recordOf(SampleCatalogue.records().first())
            for (documents in shapes.filter { it.shape == RecordShape.ISO_2709 || it.rawBytes != RawBytes.LEFT_OUT }) {
                read(documents, write(documents, original)).sameBytes(original) shouldBe true
            }
        }
    }

    "a record that was repaired when it was read" - {
        val lenient = ReadOptions { strictness = Strictness.LENIENT }
        val random = Random(2709)
        val damaged = List(300) { DamagedBytes.of(SampleCatalogue.toByteArray(), random, 30).toByteArray() }
        val repaired = damaged.flatMap { bytes ->
            BlockingMarcReader.open(bytes, lenient).use { it.toList() }
        }.filter { it.problems.isNotEmpty() && it.fields("001").size == 1 && it["001"]?.value?.isBlank() == false }

        for (shape in RecordShape.entries) {
            "comes back equal, or is refused where its shape cannot hold it: $shape" {
                val documents = RecordDocuments { this.shape = shape }
                var stored = 0
                for (record in repaired) {
                    val write = encode(documents, record)
                    val rejection = write.rejection
                    if (rejection != null) {
                        rejection.reason shouldBe RejectionReason.UNENCODABLE
                        rejection.message shouldContain
                            if (shape == RecordShape.ISO_2709) "can't be read back" else "only the shape ISO_2709"
                    } else {
                        read(documents, checkNotNull(write.document)) shouldBe record
                        stored++
                    }
                }
                stored shouldBeGreaterThan 100
            }
        }

        "has a document that tells what was wrong with it, wherever in the input it stood" {
            val book = SampleCatalogue.records().first()
            // Its 001 has lost its terminator, and so the directory does not fit.
            val bytes = Iso2709Bytes.encode(book).also { it[it.indexOf(0x1E) + 1] = 0x1E }
            val behind = Iso2709Bytes.encode(numbered(book)) + bytes
            fun last(input: ByteArray) = BlockingMarcReader.open(input, lenient).use { it.toList() }.last()
            for (shape in RecordShape.entries) {
                val documents = RecordDocuments { this.shape = shape }
                val record = last(bytes)
                val write = encode(documents, record)
                if (write.rejection != null) continue
                val told = write.document.shouldNotBeNull().getArray("problems").map { it.asDocument() }
                told.map { it.getString("code").value } shouldContainExactly record.problems.map { it.code.name }
                told.map { it.getString("found").value } shouldContainExactly record.problems.map { it.found }
                told.map { it.getInt32("offset").value } shouldContainExactly
                    record.problems.map { it.position.offsetInRecord }
                encode(documents, last(behind)).document shouldBe write.document
            }
            repaired.forEach { record ->
                val document = encode(RecordDocuments.DEFAULT, record).document ?: return@forEach
                document.getArray("problems").size shouldBe record.problems.size
            }
        }

        "has the problems of its bytes, where they are stored" {
            val documents = RecordDocuments { shape = RecordShape.ISO_2709 }
            val fromBytes = repaired.mapNotNull { record ->
                encode(documents, record).document?.takeIf { "raw" in it }?.let { record to read(documents, it) }
            }
            fromBytes.size shouldBeGreaterThan 100
            for ((record, again) in fromBytes) {
                again.sameBytes(record) shouldBe true
                codes(again) shouldContainExactly codes(record)
            }
        }
    }

    "a document" - {
        val small = record {
            field("001", "ocm1")
            field("005", "20240131235959.0")
            field("020") {
                'a' to "0306406152"
                'q' to "cloth"
            }
            field("245", '1', '0') {
                'a' to "Title"
                'b' to "rest"
            }
        }

        "in compact shape" {
            val documents = RecordDocuments { searchKeys = listOf("020a", "245") }
            write(documents, small) shouldBe BsonDocument.parse(
                """
                {_id: "ocm1", leader: "00000nam a2200000 i 4500", f: [
                  {t: "001", v: "ocm1"}, {t: "005", v: "20240131235959.0"},
                  {t: "020", i: "  ", s: [{c: "a", v: "0306406152"}, {c: "q", v: "cloth"}]},
                  {t: "245", i: "10", s: [{c: "a", v: "Title"}, {c: "b", v: "rest"}]}],
                changed: "20240131235959.0",
                k: [{p: "020a", v: "0306406152"}, {p: "245a", v: "Title"}, {p: "245b", v: "rest"}]}
                """,
            )
        }

        "in MARC-in-JSON" {
            write(RecordDocuments { shape = RecordShape.JSON }, small) shouldBe BsonDocument.parse(
                """
                {_id: "ocm1", leader: "00000nam a2200000 i 4500", fields: [
                  {"001": "ocm1"}, {"005": "20240131235959.0"},
                  {"020": {ind1: " ", ind2: " ", subfields: [{a: "0306406152"}, {q: "cloth"}]}},
                  {"245": {ind1: "1", ind2: "0", subfields: [{a: "Title"}, {b: "rest"}]}}],
                changed: "20240131235959.0"}
                """,
            )
        }

        "with nothing but bytes" {
            val original =
                recordOf(PlainRecord.book(PlainField.control("001", "n"), PlainField.data("245", "10", "a", "T")))
            val document = write(RecordDocuments { shape = RecordShape.ISO_2709 }, original)
            document.keys.toList() shouldContainExactly listOf("_id", "raw")
            document.getBinary("raw").data shouldBe original.rawBytes
        }

        "begins with its _id, and is found under source and number if files mix sources" {
            val mixed = RecordDocuments { key = RecordKey.SOURCE_AND_CONTROL_NUMBER }
            val document = write(
                mixed,
                record {
                    field("003", "DE-101")
                    field("001", "1")
                },
            )
            document.firstKey shouldBe "_id"
            document.getString("_id").value shouldBe "DE-101:1"
        }
    }

    "a record is rejected" - {
        fun rejection(record: Record, documents: RecordDocuments = RecordDocuments.DEFAULT): Rejection =
            encode(documents, record).rejection.shouldNotBeNull()

        "without 001" {
            rejection(record { field("245") { 'a' to "Title" } }).reason shouldBe RejectionReason.NO_KEY
        }

        "with a blank 001, or two of them" {
            rejection(record { field("001", "  ") }).message shouldBe "field 001 of the record is blank"
            val twice = rejection(
                record {
                    field("001", "a")
                    field("001", "b")
                },
            )
            twice.reason shouldBe RejectionReason.NO_KEY
            twice.message shouldBe "the record has 2 fields 001, not one"
        }

        "without 003 where it is part of the key" {
            val mixed = RecordDocuments { key = RecordKey.SOURCE_AND_CONTROL_NUMBER }
            rejection(record { field("001", "a") }, mixed).message shouldContain "0 fields 003"
        }

        "if only its bytes could hold it, and then they do" {
            // A delimiter before the end of the field, and no code behind it, which strict reading lets pass.
            val data = "n\u001E" + "10\u001Fax\u001F\u001E" + "\u001D"
            val directory = "001" + "0002" + "00000" + "245" + "0007" + "00002" + "\u001E"
            val leader = "%05dnam a22%05d i 4500".format(24 + directory.length + data.length, 24 + directory.length)
            val shortened = (leader + directory + data).toByteArray(Charsets.US_ASCII)
            val odd = Record.parse(shortened)
            rejection(odd).message shouldContain "only the shape ISO_2709"
            rejection(odd).reason shouldBe RejectionReason.UNENCODABLE
            val documents = RecordDocuments { shape = RecordShape.ISO_2709 }
            read(documents, write(documents, odd)).sameBytes(odd) shouldBe true
        }
    }

    "a search key that is none is refused" {
        shouldThrow<IllegalArgumentException> { RecordDocuments { searchKeys = listOf("24") } }
            .message shouldBe "a tag of three characters is expected here, such as 245, 6XX or LDR\n  24\n    ^"
    }

    "MARC-in-JSON of other programs is read, whatever the order of the parts" {
        val document = RawBsonDocument.parse(
            """
            {_id: 1, leader: "00000nam a2200000 i 4500", fields: [
              {"001": "ocm1"}, {"245": {subfields: [{a: "T"}, {a: "U"}], more: 1, ind2: "0", ind1: "1"}}]}
            """,
        )
        read(RecordDocuments.DEFAULT, document) shouldBe record {
            field("001", "ocm1")
            field("245", '1', '0') {
                'a' to "T"
                'a' to "U"
            }
        }
    }

    "a document that is no record is refused" - {
        val leader = """leader: "00000nam a2200000 i 4500""""
        val noRecords = mapOf(
            """{_id: "a"}""" to "nor leader with f",
            """{$leader}""" to "nor leader with f",
            """{f: []}""" to "nor leader with f",
            """{leader: "short", f: []}""" to "leader",
            """{leader: 7, f: []}""" to "STRING",
            """{$leader, f: 7}""" to "ARRAY",
            """{$leader, f: [{t: "24", i: "10", s: []}]}""" to "tag",
            """{$leader, f: [{t: "245", i: "1", s: []}]}""" to "indicators",
            """{$leader, f: [{t: "245", i: "10", s: [{c: "ab", v: "T"}]}]}""" to "isn't one character",
            """{$leader, f: [{t: "245", i: "10", s: [{v: "T", c: "a"}]}]}""" to "c",
            """{$leader, fields: [{"245": {ind1: "1", ind2: "0"}}]}""" to "lacks",
            """{$leader, fields: [{"245": {ind1: "", ind2: "0", subfields: []}}]}""" to "isn't one character",
            """{$leader, fields: [{"001": "a", "002": "b"}]}""" to "",
            """{raw: {"${'$'}binary": {base64: "AAAA", subType: "00"}}}""" to "3 bytes, not a record",
            """{set: "no such set", raw: {"${'$'}binary": {base64: "AAAA", subType: "00"}}}""" to "no such set",
            """{set: "utf8", raw: {"${'$'}binary": {base64: "AAAA", subType: "00"}}}""" to "isn't called",
        )
        for ((document, why) in noRecords) {
            document {
                shouldThrow<org.bson.BsonSerializationException> {
                    read(RecordDocuments.DEFAULT, RawBsonDocument.parse(document))
                }.message shouldContain why
            }
        }
    }
})

/** The same with one 001, as far as there is room for it in ISO 2709. */
private fun numbered(plain: PlainRecord): PlainRecord {
    var room = Iso2709Bytes.MAX_RECORD_LENGTH - 100
    val others = plain.fields.filter { it.tag != "001" }.filter { field ->
        (Iso2709Bytes.encodedLength(field) <= room).also { fits -> if (fits) room -= Iso2709Bytes.encodedLength(field) }
    }
    return PlainRecord(plain.leader, listOf(PlainField.control("001", "n")) + others)
}

private fun recordOf(plain: PlainRecord): Record = Record.parse(Iso2709Bytes.encode(plain))

/** Without the difference whether what stands behind a record that breaks off is another one, or nothing. */
private fun codes(record: Record): List<ProblemCode> = record.problems.map {
    if (it.code == ProblemCode.RECORD_TERMINATOR_MISSING) ProblemCode.RECORD_CUT_OFF else it.code
}
