// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.Leader
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.Severity
import dev.marcato.TextCheck
import dev.marcato.WriteOptions
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.Tags
import dev.marcato.record
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe

private val ABOUT_CHARACTER_SETS =
    setOf(ProblemCode.CHARACTER_SET_UNSUPPORTED, ProblemCode.CHARACTER_SET_CONTRADICTED)

class RefusalSpec : FreeSpec({
    for (case in WriteCases.all()) {
        "a record is refused, $case" {
            val problem = checkNotNull(Writing.refusalOf(case.record, case.options))
            problem.code shouldBe case.code
            problem.severity shouldBe Severity.FATAL
            problem.position.tag shouldBe case.tag
            problem.position.controlNumber shouldBe "42"
            problem.position.recordIndex shouldBe 0
        }
    }

    "a refusal names the field, where it would stand, and what was to be said of it" {
        val problem = checkNotNull(Writing.refusalOf(WriteCases.ofField(10, 10_000)))
        problem.toString() shouldBe "FIELD_TOO_LONG in record 0 (001 42), byte 74 (offset 74 in the record), " +
            "field 520[2]: found a field of 10000 bytes, its terminator included, expected 9999 bytes at most"
        problem.hexWindow().lines().take(2).joinToString("\n") shouldBe
            "00000030                                         34 32 1e  |             42.|\n" +
            "00000040  20 20 1f 61 78 78 78 78 78 1e 20 20 1f 61 78 78  |  .axxxxx.  .axx|"
    }

    "a text format reports of a record that was read what a full check would report" - {
        val sound = Writing.bytesOf(record { field("245") { 'a' to "One" } })
        for ((byte, code) in listOf(
            0x1F to ProblemCode.SUBFIELD_CODE_MISSING,
            0x20 to ProblemCode.SUBFIELD_CODE_NOT_ASCII,
            0x80 to ProblemCode.SUBFIELD_CODE_NOT_ASCII,
        )) {
            for (format in MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL - MarcFormat.ISO_2709) {
                "$byte for a code, to $format" {
                    val bytes = sound.copyOf()
                    bytes[bytes.indexOf(0x1F) + 1] = byte.toByte()
                    val record = Readers.readAll(bytes, ReadOptions { textCheck = TextCheck.NONE }).single()
                    Writing.refusalOf(record, TestOptions.write(format))?.code shouldBe code
                    // Built anew, the record is looked at as a whole.
                    val rebuilt = record.edit { editFields("245") { indicator1 = '1' } }
                    Writing.refusalOf(rebuilt, TestOptions.write(format))?.code shouldBe code
                }
            }
        }
    }

    "at the limits" - {
        for (more in -1..1) {
            "a field of ${9_999 + more} bytes is ${if (more > 0) "refused" else "written"}" {
                val record = WriteCases.ofField(9_999 + more)
                Writing.refusalOf(record)?.code shouldBe if (more > 0) ProblemCode.FIELD_TOO_LONG else null
                if (more <= 0) Readers.readAll(Writing.bytesOf(record)) shouldBe listOf(record)
            }

            "a record of ${99_999 + more} bytes is ${if (more > 0) "refused" else "written"}" {
                val lengths = IntArray(11) { if (it < 10) 9_980 else 0 }
                lengths[10] = 99_999 + more - (26 + 12 * 12 + 3 + lengths.sum())
                val record = WriteCases.ofField(*lengths)
                Writing.refusalOf(record)?.code shouldBe if (more > 0) ProblemCode.RECORD_TOO_LONG else null
                if (more <= 0) {
                    Writing.bytesOf(record).size shouldBe 99_999 + more
                    Readers.readAll(Writing.bytesOf(record)) shouldBe listOf(record)
                }
            }
        }
    }

    "a record that was read leniently" - {
        for (case in ProblemCases.all()) {
            "is written so that strict reading accepts it, or refused with a problem that it has: $case" {
                // These are copied, so the next reader reports them again.
                val isKept = case.code in ABOUT_CHARACTER_SETS
                for (record in Readers.readAll(case.input(), case.lenientOptions())) {
                    val refusal = Writing.refusalOf(record)
                    withClue(record) {
                        if (refusal != null) {
                            record.problems.map { it.code } + ProblemCode.SUBFIELD_DELIMITER_MISSING +
                                ProblemCode.SUBFIELD_CODE_MISSING shouldContainCode refusal.code
                        } else {
                            Readers.readAll(
                                Writing.bytesOf(record, options = TestOptions.REFUSING),
                                if (isKept) LENIENT else ReadOptions.DEFAULT,
                            ) shouldBe listOf(withProperStructure(record))
                        }
                    }
                }
            }
        }

        "is copied if only its character set is in doubt" {
            val inDoubt = ProblemCases.all().filter { it.code in ABOUT_CHARACTER_SETS }.map { it.damaged() }
                .map { it to Readers.readAll(it, LENIENT).single() }
                .filter { (_, record) -> record.problems.all { it.code in ABOUT_CHARACTER_SETS } }
            inDoubt.size shouldBe 3
            for ((bytes, record) in inDoubt) withClue(record) { Writing.bytesOf(record) shouldBe bytes }
        }
    }

    "what only a broken format could make of a record is refused" - {
        fun broken(tag: Int, content: String): Record {
            val bytes = (Leader.BOOK.toString() + content + "\u001E\u001D").toByteArray(Charsets.ISO_8859_1)
            return Record.of(bytes, FieldTable(longArrayOf(FieldTable.entry(tag, Leader.LENGTH, false))))
        }

        val title = Tags.pack("245")
        val cases = listOf(
            Triple(Tags.pack(0x32, 0x20, 0x35), "10\u001FaTitle", ProblemCode.TAG_NOT_ASCII),
            Triple(title, "10\u001FaTi\u001Etle", ProblemCode.FIELD_TERMINATOR_INSIDE),
            Triple(title, "10\u001FaTi\u001Dtle", ProblemCode.RECORD_TERMINATOR_INSIDE),
            Triple(title, "1\u0007\u001FaTitle", ProblemCode.INDICATOR_NOT_ASCII),
            Triple(title, "Title", ProblemCode.SUBFIELD_DELIMITER_MISSING),
            Triple(title, "1", ProblemCode.SUBFIELD_DELIMITER_MISSING),
            Triple(title, "10\u001FaTitle\u001F\u001Fb", ProblemCode.SUBFIELD_CODE_MISSING),
            Triple(title, "10\u001FaTitle\u001F", ProblemCode.SUBFIELD_CODE_MISSING),
            Triple(title, "10\u001F\u00E9Title", ProblemCode.SUBFIELD_CODE_NOT_ASCII),
            Triple(title, "10\u001FaTitl\u00E9", ProblemCode.TEXT_NOT_UTF_8),
            Triple(Tags.pack("008"), "\u00E9", ProblemCode.TEXT_NOT_UTF_8),
        )
        for ((tag, content, code) in cases) {
            "$code in ${content.map { if (it < ' ') '.' else it }.joinToString("")}" {
                val problem = checkNotNull(Writing.refusalOf(broken(tag, content)))
                problem.code shouldBe code
                problem.position.occurrence shouldBe 1
            }
        }

        "LEADER_NOT_ASCII" {
            val record = broken(title, "10\u001FaTitle")
            record.bytes[6] = 0
            checkNotNull(Writing.refusalOf(record)).position.offsetInRecord shouldBe 6
        }
    }

    "a blank where a subfield code belongs is one ASCII character, and written" {
        val raw = RawRecord.of(PlainRecord.book(PlainField.data("245", "10", "a", "Title")))
        val read = Readers.readAll(raw.withDataByte(3, 0x20).toByteArray()).single()
        val edited = read.edit { field("001", "1") }
        Readers.readAll(Writing.bytesOf(edited)) shouldBe listOf(edited)
    }

    "refused records that are skipped" - {
        val good = record { field("001", "1") }
        val bad = WriteCases.ofField(10_000)

        "are left out, and the report lists each" {
            val told = ArrayList<String>()
            val options = WriteOptions {
                refusal = Refusal.SKIP
                onRefused { record, problem -> told.add("${record.controlNumber} ${problem.position.recordIndex}") }
            }
            val stream = java.io.ByteArrayOutputStream()
            val writer = dev.marcato.blocking.BlockingMarcWriter.open(stream, options)
            writer.use { it.writeAll(listOf(good, bad, good, bad)) }
            Readers.readAll(stream.toByteArray()) shouldBe listOf(good, good)
            writer.report.toString() shouldBe "2 records, ${stream.size()} bytes, 2 refused; target COMPLETE"
            told shouldBe listOf("42 1", "42 3")
            writer.report.problems.map { it.position.recordIndex } shouldBe listOf(1L, 3L)
            // Each would have come after the good ones before it.
            writer.report.problems.map { it.position.byteOffset - it.position.offsetInRecord } shouldBe
                listOf(stream.size() / 2L, stream.size().toLong())
        }

        "have no more problems in the report than are asked for" {
            val options = WriteOptions {
                refusal = Refusal.SKIP
                reportedProblems = 1
            }
            val writer = dev.marcato.blocking.BlockingMarcWriter.open(java.io.ByteArrayOutputStream(), options)
            writer.use { it.writeAll(listOf(bad, bad, bad)) }
            writer.report.problems.size shouldBe 1
            writer.report.refusedRecords shouldBe 3
        }
    }

    "without a refusal there are no problems" {
        Writing.refusalOf(record { field("001", "1") }).shouldBeNull()
        dev.marcato.blocking.BlockingMarcWriter.open(java.io.ByteArrayOutputStream()).report.problems.shouldBeEmpty()
    }
})

private infix fun Collection<ProblemCode>.shouldContainCode(code: ProblemCode) {
    withClue("$code among $this") { (code in this) shouldBe true }
}

/** The record with the leader that strict reading asks for. */
private fun withProperStructure(record: Record): Record {
    val leader = record.leader.with(10, '2').with(11, '2').with(20, '4').with(21, '5')
    return record.edit { this.leader = leader }
}
