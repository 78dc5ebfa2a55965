// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.RawRecord
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

/** One input per code, with the whole problem that it has to lead to. */
private class Case(
    val code: ProblemCode,
    val what: String,
    val bytes: ByteArray,
    val position: String,
    val found: String,
    val expected: String,
)

// Leader 24, directory 3 x 12, terminator: the data begins at 61 with 42<1E>, then 10<1F>aTitle<1E>, then  0<1F>aSea<1E>.
private val SOUND = PlainRecord.book(
    PlainField.control("001", "42"),
    PlainField.data("245", "10", "a", "Title"),
    PlainField.data("650", " 0", "a", "Sea"),
)
private val RAW = RawRecord.of(SOUND)
private const val DATA = 61
private const val SIZE = 83

private fun damaged(change: (ByteArray) -> Unit): ByteArray = RAW.toByteArray().also(change)

private fun ByteArray.put(offset: Int, text: String) {
    text.forEachIndexed { index, character -> this[offset + index] = character.code.toByte() }
}

private val CASES = listOf(
    Case(
        ProblemCode.RECORD_CUT_OFF,
        "the last byte is missing",
        RAW.toByteArray().copyOf(SIZE - 1),
        "record 1 (001 42), byte 165 (offset 82 in the record)",
        "the end of the input after 82 bytes",
        "83 bytes, as the leader says",
    ),
    Case(
        ProblemCode.RECORD_CUT_OFF,
        "the input ends in the leader",
        RAW.toByteArray().copyOf(4),
        "record 1, byte 87 (offset 4 in the record)",
        "the end of the input after 4 bytes",
        "a leader of 24 bytes",
    ),
    Case(
        ProblemCode.RECORD_LENGTH_NOT_A_NUMBER,
        "letters stand where the length belongs",
        damaged {
            it.put(0, "0a0\u0001é")
        },
        "record 1, byte 83 (offset 0 in the record)",
        "\"0a0\\x01\\xE9\"",
        "five digits, the length of a record",
    ),
    Case(
        ProblemCode.RECORD_LENGTH_TOO_SMALL,
        "the length is 25",
        damaged { it.put(0, "00025") },
        "record 1, byte 83 (offset 0 in the record)",
        "\"00025\"",
        "a number from 26",
    ),
    Case(
        ProblemCode.RECORD_LENGTH_WRONG,
        "the record ends before",
        damaged { it.put(0, "00084") } + 0x20,
        "record 1 (001 42), byte 83 (offset 0 in the record)",
        "length 84, but 0x1D at the end of 83 bytes",
        "length 83",
    ),
    Case(
        ProblemCode.RECORD_LENGTH_WRONG,
        "the record ends behind",
        damaged { it.put(0, "00082") },
        "record 1 (001 42), byte 164 (offset 81 in the record)",
        "0x1E at the end of 82 bytes, as the leader says, and no 0x1D before it",
        "0x1D",
    ),
    Case(
        ProblemCode.RECORD_TERMINATOR_INSIDE,
        "0x1D stands in a title",
        damaged { it.put(DATA + 8, "\u001D") },
        "record 1 (001 42), byte 152 (offset 69 in the record)",
        "0x1D",
        "0x1D at the end of the record only",
    ),
    Case(
        ProblemCode.LEADER_NOT_ASCII,
        "a NUL stands in the leader",
        damaged { it.put(17, "\u0000") },
        "record 1 (001 42), byte 100 (offset 17 in the record)",
        "0x00 at leader/17",
        "printable ASCII",
    ),
    Case(
        ProblemCode.LEADER_STRUCTURE,
        "there are three indicators",
        damaged { it.put(10, "3") },
        "record 1 (001 42), byte 93 (offset 10 in the record)",
        "\"32\" at leader/10-11",
        "\"22\"",
    ),
    Case(
        ProblemCode.LEADER_STRUCTURE,
        "the lengths have three digits",
        damaged { it.put(20, "37") },
        "record 1 (001 42), byte 103 (offset 20 in the record)",
        "\"37\" at leader/20-21",
        "\"45\"",
    ),
    Case(
        ProblemCode.BASE_ADDRESS_WRONG,
        "it is no number",
        damaged { it.put(12, "000x1") },
        "record 1, byte 95 (offset 12 in the record)",
        "\"000x1\"",
        "a number from 25 to 82",
    ),
    Case(
        ProblemCode.BASE_ADDRESS_WRONG,
        "it is behind the record",
        damaged { it.put(12, "00083") },
        "record 1, byte 95 (offset 12 in the record)",
        "\"00083\"",
        "a number from 25 to 82",
    ),
    Case(
        ProblemCode.BASE_ADDRESS_WRONG,
        "it leaves part of an entry",
        damaged { it.put(12, "00060") },
        "record 1, byte 95 (offset 12 in the record)",
        "\"00060\"",
        "25 and a multiple of 12, for whole directory entries",
    ),
    Case(
        ProblemCode.DIRECTORY_NOT_TERMINATED,
        "a blank stands behind the directory",
        damaged { it.put(DATA - 1, " ") },
        "record 1 (001 42), byte 143 (offset 60 in the record)",
        "0x20",
        "0x1E before the base address 61",
    ),
    Case(
        ProblemCode.TAG_NOT_ASCII,
        "a tag has a blank",
        damaged { it.put(37, " ") },
        "record 1 (001 42), byte 120 (offset 37 in the record)",
        "0x20",
        "a graphic ASCII character",
    ),
    Case(
        ProblemCode.DIRECTORY_NOT_A_NUMBER,
        "an offset has a letter",
        damaged { it.put(47, "x") },
        "record 1 (001 42), byte 122 (offset 39 in the record), field 245[1]",
        "\"00100000x\"",
        "nine digits, for length and offset",
    ),
    Case(
        ProblemCode.FIELD_OUT_OF_RANGE,
        "a field is longer than the data",
        damaged { it.put(39, "9999") },
        "record 1 (001 42), byte 122 (offset 39 in the record), field 245[1]",
        "length 9999 at offset 3",
        "1 to 21 bytes within the 21 bytes of data",
    ),
    Case(
        ProblemCode.FIELD_OUT_OF_RANGE,
        "a field has no length",
        damaged { it.put(39, "0000") },
        "record 1 (001 42), byte 122 (offset 39 in the record), field 245[1]",
        "length 0 at offset 3",
        "1 to 21 bytes within the 21 bytes of data",
    ),
    Case(
        ProblemCode.FIELDS_OVERLAP,
        "a field begins in the one before",
        damaged { it.put(55, "00012") },
        "record 1 (001 42), byte 156 (offset 73 in the record), field 650",
        "a field that begins at offset 12 of the data",
        "none before 13, where the field before it ends",
    ),
    Case(
        ProblemCode.BYTES_OUTSIDE_FIELDS,
        "a field is shorter than its bytes",
        damaged { it.put(39, "0009") },
        "record 1 (001 42), byte 156 (offset 73 in the record)",
        "1 bytes that no directory entry covers",
        "none",
    ),
    Case(
        ProblemCode.FIELD_NOT_TERMINATED,
        "a blank stands at the end of a field",
        damaged { it.put(DATA + 12, " ") },
        "record 1 (001 42), byte 156 (offset 73 in the record), field 245[1] \$a",
        "0x20",
        "0x1E at the end of the field",
    ),
    Case(
        ProblemCode.FIELD_TERMINATOR_INSIDE,
        "0x1E stands in a title",
        damaged { it.put(DATA + 9, "\u001E") },
        "record 1 (001 42), byte 153 (offset 70 in the record), field 245[1] \$a",
        "0x1E",
        "0x1E at the end of the field only",
    ),
    Case(
        ProblemCode.SUBFIELD_DELIMITER_MISSING,
        "text stands before the first subfield",
        damaged {
            it.put(DATA + 5, "x")
        },
        "record 1 (001 42), byte 147 (offset 64 in the record), field 245[1]",
        "bytes 31 30 78 61",
        "two indicators, 0x1F and a subfield code at the start of the field",
    ),
    Case(
        ProblemCode.INDICATOR_NOT_ASCII,
        "an indicator is a control character",
        damaged { it.put(DATA + 4, "\u0007") },
        "record 1 (001 42), byte 148 (offset 65 in the record), field 245[1]",
        "0x07",
        "a blank or a graphic ASCII character",
    ),
    Case(
        ProblemCode.TEXT_NOT_UTF_8,
        "a letter is in Latin-1",
        damaged { it.put(DATA + 9, "é") },
        "record 1 (001 42), byte 153 (offset 70 in the record), field 245[1] \$a",
        "bytes E9 6C 65 1E",
        "UTF-8, as leader/09 says",
    ),
    Case(
        ProblemCode.CHARACTER_SET_UNSUPPORTED,
        "a letter is beyond ASCII and the leader does not say UTF-8",
        damaged {
            it.put(9, " ")
            it.put(DATA + 17, "é")
        },
        "record 1 (001 42), byte 161 (offset 78 in the record), field 650[1] \$a",
        "bytes E9 65 61 1E",
        "ASCII, or UTF-8 with leader/09 \"a\" instead of \" \"",
    ),
    Case(
        ProblemCode.CHARACTER_SET_UNSUPPORTED,
        "an escape sequence switches to another script",
        damaged {
            it.put(9, " ")
            it.put(DATA + 17, "\u001B")
        },
        "record 1 (001 42), byte 161 (offset 78 in the record), field 650[1] \$a",
        "bytes 1B 65 61 1E",
        "ASCII, or UTF-8 with leader/09 \"a\" instead of \" \"",
    ),
)

class ProblemCodeSpec : FreeSpec({
    "the sound record" - {
        "is what the cases are made of" {
            RAW.toByteArray().size shouldBe SIZE
            RAW.dataStart() shouldBe DATA
            BlockingMarcReader.open(RAW.toByteArray()).use { it.read()?.fields?.size } shouldBe 3
        }
    }

    "each code" - {
        "has a case" {
            CASES.map { it.code }.toSet() shouldBe ProblemCode.entries.toSet()
        }
    }

    CASES.groupBy { it.code }.forEach { (code, cases) ->
        code.name - {
            cases.forEach { case ->
                "is told when ${case.what}" {
                    BlockingMarcReader.open(Iso2709Bytes.encode(SOUND) + case.bytes).use { reader ->
                        reader.read()?.controlNumber shouldBe "42"
                        val problem = shouldThrow<MarcException> { reader.read() }.problem
                        problem.toString() shouldBe
                            "$code in ${case.position}: found ${case.found}, expected ${case.expected}"
                        problem.code shouldBe code
                        problem.found shouldBe case.found
                        problem.expected shouldBe case.expected
                        problem.position.recordIndex shouldBe 1
                        problem.position.byteOffset shouldBe SIZE + problem.position.offsetInRecord
                    }
                }
            }
        }
    }

    "a valid record that is not plain" - {
        "may store its fields in another order than that of the directory" {
            val entries = RAW.entries
            val swapped = RAW.withEntries(listOf(entries[2], entries[0], entries[1])).toByteArray()
            val record = BlockingMarcReader.open(swapped).use { checkNotNull(it.read()) }
            record.fields.map { it.toString() } shouldBe listOf("650  0 \$a Sea", "001 42", "245 10 \$a Title")
            record.rawBytes shouldBe swapped
            record.edit { } shouldBe record
        }

        "may hold control characters that are no delimiters" {
            val bytes = damaged { it.put(DATA + 9, "\t") }
            BlockingMarcReader.open(bytes).use { it.read()?.get("245")?.get('a') } shouldBe "Ti\tle"
        }

        "may say in leader/22-23 what it likes, which MARC 21 leaves undefined" {
            BlockingMarcReader.open(damaged { it.put(22, " e") }).use { it.read()?.controlNumber } shouldBe "42"
        }
    }

    "a problem" - {
        val problem = shouldThrow<MarcException> {
            BlockingMarcReader.open(CASES.last().bytes).use { it.read() }
        }.problem

        "can be read from its properties" {
            problem.position.recordIndex shouldBe 0
            problem.position.byteOffset shouldBe 78
            problem.position.offsetInRecord shouldBe 78
            problem.position.tag shouldBe "650"
            problem.position.occurrence shouldBe 1
            problem.position.subfieldCode shouldBe 'a'
            problem.position.controlNumber shouldBe "42"
        }

        "equals the same problem of another reading" {
            val again = shouldThrow<MarcException> {
                BlockingMarcReader.open(CASES.last().bytes).use { it.read() }
            }.problem
            again shouldBe problem
            again.hashCode() shouldBe problem.hashCode()
            (again == CASES.first() as Any) shouldBe false
        }

        "is the message of the exception" {
            shouldThrow<MarcException> {
                BlockingMarcReader.open(CASES.last().bytes).use { it.read() }
            }.message shouldBe
                problem.toString()
        }
    }
})
