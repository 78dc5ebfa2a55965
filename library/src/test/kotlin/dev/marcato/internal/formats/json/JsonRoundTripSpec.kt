// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import com.fasterxml.jackson.core.JsonFactory
import dev.marcato.CharacterSet
import dev.marcato.Leader
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.LineCount
import dev.marcato.internal.reading.TextNotes
import dev.marcato.internal.reading.TextRecord
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.littleEndian
import dev.marcato.record
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Outcomes.records
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TextReading
import dev.marcato.testing.Writing
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

private val formats = listOf(MarcFormat.JSON, MarcFormat.JSON_LINES)

class JsonRoundTripSpec : FreeSpec({
    "any records are read back as they were written" {
        checkAll(200, Arb.list(ArbRecords.record(12), 0..4)) { plain ->
            val records = plain.map { it.build() }
            for (format in formats) {
                val bytes = Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(format))
                Readers.readAll(bytes, TestOptions.strict(format)) shouldBe records
            }
        }
    }

    "what is written is JSON, by the judgement of Jackson" {
        checkAll(100, Arb.list(ArbRecords.record(12), 0..3)) { plain ->
            for (format in formats) {
                val bytes = Writing.bytesOf(
                    *plain.map { it.build() }.toTypedArray(),
                    options = TestOptions.write(format),
                )
                JsonFactory().createParser(bytes).use { parser -> while (parser.nextToken() != null) parser.text }
            }
        }
    }

    "what is written has the everyday form" {
        val record = record {
            leader = Leader.of(LEADER)
            field("001", "4\"2\\")
            field("245", '1', ' ') {
                'a' to "Title\u0001\n"
                'a' to "é"
            }
        }
        val json = """{"leader":"$LEADER","fields":[{"001":"4\"2\\"},""" +
            """{"245":{"ind1":"1","ind2":" ","subfields":[{"a":"Title\u0001\n"},{"a":"é"}]}}]}"""
        String(Writing.bytesOf(record, options = TestOptions.write(MarcFormat.JSON_LINES))) shouldBe json + "\n"
        String(Writing.bytesOf(record, record, options = TestOptions.write(MarcFormat.JSON))) shouldBe
            "[\n$json,\n$json\n]\n"
        String(Writing.bytesOf(options = TestOptions.write(MarcFormat.JSON))) shouldBe "[\n\n]\n"
    }

    "records in MARC-8 are written in UTF-8" {
        val marc8 = record {
            leader = Leader.of("00000nam  2200000 i 4500")
            field("245", '1', '0') { 'a' to "Łódź" }
        }
        val iso = Writing.bytesOf(
            marc8,
            options = dev.marcato.WriteOptions { convertTo = dev.marcato.Conversion.MARC_8 },
        )
        val read = Readers.readAll(iso).single()
        read.characterSet shouldBe CharacterSet.MARC_8
        Readers.readAll(
            Writing.bytesOf(read, options = TestOptions.write(MarcFormat.JSON)),
            TestOptions.strict(MarcFormat.JSON),
        ).single() shouldBe read
    }

    "what JSON could hold but no record may is refused" {
        val bytes = "00050nam a2200037 i 4500245001000000\u001E10\u001F\u0001Title\u001E\u001D"
        val length = bytes.length
        val iso = ("%05d".format(length) + bytes.drop(5)).toByteArray()
        val odd: Record = Readers.readAll(iso, ReadOptions { textCheck = TextCheck.TEXT }).single()
        Writing.refusalOf(odd, TestOptions.write(MarcFormat.JSON))?.code shouldBe ProblemCode.SUBFIELD_CODE_NOT_ASCII
    }

    "the fast reading and Jackson's give the same" {
        var fast = 0
        checkAll(300, ArbRecords.record(8)) { plain ->
            val bytes = Writing.bytesOf(plain.build(), options = TestOptions.write(MarcFormat.JSON_LINES))
            val assembler = RecordAssembler()
            val end = PlainJsonParser(assembler, ReadOptions.DEFAULT).read(littleEndian(bytes), 0, bytes.size)
            val ours = if (end < 0) null else assembler.build()
            val window = ByteWindow {}
            window.feedAll(java.nio.ByteBuffer.wrap(bytes))
            val other = RecordAssembler()
            val parts = TextRecord(other, TextNotes(window, LineCount(), 10))
            JsonRecordParser(parts).read(littleEndian(bytes), 0, bytes.size - 1) shouldBe null
            val theirs = other.build()
            if (ours != null) {
                fast++
                end shouldBe bytes.size - 1
                ours.sameBytes(theirs) shouldBe true
            }
        }
        // Only characters that Unicode knows as halves, or tags that need escapes, are left to the other: an eighth of
        // these records. What is asked for is far enough from that to be no matter of luck.
        (fast > 200) shouldBe true
    }

    "pieces do not matter" {
        checkAll(40, Arb.list(ArbRecords.record(4), 1..3)) { plain ->
            for (format in formats) {
                val bytes = Writing.bytesOf(
                    *plain.map { it.build() }.toTypedArray(),
                    options = TestOptions.write(format),
                )
                val whole = TextReading.outcomes(bytes, TestOptions.lenient(format))
                for (cut in 1 until minOf(bytes.size, 400)) {
                    TextReading.inPieces(bytes, cut, TestOptions.lenient(format)).map { it.toString() } shouldBe
                        whole.map { it.toString() }
                }
                whole.records.size shouldBe plain.size
            }
        }
    }
})
