// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.CharacterCoding
import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Record
import dev.marcato.internal.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.FIELD_TERMINATOR
import dev.marcato.internal.FieldTable
import dev.marcato.internal.INDICATOR_COUNT
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.RECORD_TERMINATOR
import dev.marcato.internal.SUBFIELD_DELIMITER
import dev.marcato.internal.Tags
import dev.marcato.internal.firstByteNotUtf8
import dev.marcato.internal.littleEndian

private const val ESCAPE: Byte = 0x1B

/**
 * Examines, fact by fact and from front to back, a frame that is not plain: makes a record of it if it is valid all the
 * same, or throws its first problem.
 *
 * Valid without being plain are fields stored in another order than that of the directory, which ISO 2709 and MARC 21
 * allow, and control characters that are no delimiters.
 *
 * @param bytes the frame, which ends in a record terminator where its length says so
 */
internal class RecordExamination(
    private val bytes: ByteArray,
    private val recordIndex: Long,
    private val byteOffset: Long,
    private val verifyText: Boolean,
) {
    private class Entry(val tag: Int, val start: Int, val end: Int)

    private val base: Int by lazy(LazyThreadSafetyMode.NONE) { number(BASE_ADDRESS, 5) }
    private val entries = ArrayList<Entry>()

    fun record(): Record {
        checkLeader()
        checkBaseAddress()
        for (at in LEADER_LENGTH until base - 1 step DIRECTORY_ENTRY_LENGTH) entries.add(readEntry(at))
        checkFieldsCoverTheData()
        checkTerminators()
        entries.forEachIndexed { index, entry -> checkField(index, entry) }
        checkText()
        return laidOut()
    }

    private fun checkLeader() {
        for (offset in 0 until LEADER_LENGTH) {
            if (bytes[offset] !in 0x20..0x7E) {
                fail(
                    ProblemCode.LEADER_NOT_ASCII,
                    offset,
                    "0x${hex(bytes[offset])} at leader/${twoDigits(offset)}",
                    "printable ASCII",
                )
            }
        }
        expectLeader(INDICATOR_COUNTS, "22", "10-11")
        expectLeader(ENTRY_MAP, "45", "20-21")
    }

    private fun expectLeader(offset: Int, expected: String, positions: String) {
        val found = ascii(offset, expected.length)
        if (found != expected) {
            fail(ProblemCode.LEADER_STRUCTURE, offset, "\"$found\" at leader/$positions", "\"$expected\"")
        }
    }

    private fun checkBaseAddress() {
        val found = "\"${ascii(BASE_ADDRESS, 5)}\""
        val atLeast = LEADER_LENGTH + 1
        if (base < atLeast || base >= bytes.size) {
            fail(ProblemCode.BASE_ADDRESS_WRONG, BASE_ADDRESS, found, "a number from $atLeast to ${bytes.size - 1}")
        }
        if ((base - atLeast) % DIRECTORY_ENTRY_LENGTH != 0) {
            fail(
                ProblemCode.BASE_ADDRESS_WRONG,
                BASE_ADDRESS,
                found,
                "25 and a multiple of 12, for whole directory entries",
            )
        }
        if (bytes[base - 1] != FIELD_TERMINATOR) {
            fail(
                ProblemCode.DIRECTORY_NOT_TERMINATED,
                base - 1,
                "0x${hex(bytes[base - 1])}",
                "0x1E before the base address $base",
            )
        }
    }

    private fun readEntry(at: Int): Entry {
        for (offset in at until at + TAG_LENGTH) {
            if (bytes[offset] !in 0x21..0x7E) {
                fail(ProblemCode.TAG_NOT_ASCII, offset, "0x${hex(bytes[offset])}", "a graphic ASCII character")
            }
        }
        val tag = Tags.pack(bytes[at], bytes[at + 1], bytes[at + 2])
        val length = number(at + TAG_LENGTH, 4)
        val start = number(at + TAG_LENGTH + 4, 5)
        val text = Tags.text(tag)
        val occurrence = entries.count { it.tag == tag } + 1
        if (length < 0 || start < 0) {
            val found = "\"${ascii(at + TAG_LENGTH, 9)}\""
            fail(
                ProblemCode.DIRECTORY_NOT_A_NUMBER,
                at + TAG_LENGTH,
                found,
                "nine digits, for length and offset",
                text,
                occurrence,
            )
        }
        val room = bytes.size - 1 - base
        if (length == 0 || start + length > room) {
            val found = "length $length at offset $start"
            fail(
                ProblemCode.FIELD_OUT_OF_RANGE,
                at + TAG_LENGTH,
                found,
                "1 to $room bytes within the $room bytes of data",
                text,
                occurrence,
            )
        }
        return Entry(tag, base + start, base + start + length)
    }

    private fun checkFieldsCoverTheData() {
        var next = base
        for (entry in entries.sortedBy { it.start }) {
            val tag = Tags.text(entry.tag)
            if (entry.start < next) {
                val found = "a field that begins at offset ${entry.start - base} of the data"
                fail(
                    ProblemCode.FIELDS_OVERLAP,
                    entry.start,
                    found,
                    "none before ${next - base}, where the field before it ends",
                    tag,
                )
            }
            if (entry.start > next) outsideFields(next, entry.start)
            next = entry.end
        }
        if (next < bytes.size - 1) outsideFields(next, bytes.size - 1)
    }

    private fun outsideFields(from: Int, to: Int): Nothing =
        fail(ProblemCode.BYTES_OUTSIDE_FIELDS, from, "${to - from} bytes that no directory entry covers", "none")

    private fun checkTerminators() {
        for (offset in 0 until bytes.size - 1) {
            if (bytes[offset] == RECORD_TERMINATOR) {
                fail(ProblemCode.RECORD_TERMINATOR_INSIDE, offset, "0x1D", "0x1D at the end of the record only")
            }
        }
    }

    private fun checkField(index: Int, entry: Entry) {
        val last = entry.end - 1
        if (bytes[last] != FIELD_TERMINATOR) {
            fail(
                ProblemCode.FIELD_NOT_TERMINATED,
                last,
                "0x${hex(bytes[last])}",
                "0x1E at the end of the field",
                entry,
                index,
            )
        }
        for (offset in entry.start until last) {
            if (bytes[offset] == FIELD_TERMINATOR) {
                fail(
                    ProblemCode.FIELD_TERMINATOR_INSIDE,
                    offset,
                    "0x1E",
                    "0x1E at the end of the field only",
                    entry,
                    index,
                )
            }
        }
        if (!Tags.isControl(entry.tag)) checkDataField(index, entry)
    }

    private fun checkDataField(index: Int, entry: Entry) {
        val delimiter = entry.start + INDICATOR_COUNT
        if (delimiter + 1 >= entry.end - 1 || bytes[delimiter] != SUBFIELD_DELIMITER) {
            val expected = "two indicators, 0x1F and a subfield code at the start of the field"
            val found = excerpt(entry.start, minOf(entry.start + INDICATOR_COUNT + 2, entry.end))
            fail(ProblemCode.SUBFIELD_DELIMITER_MISSING, entry.start, found, expected, entry, index)
        }
        for (offset in entry.start until delimiter) {
            if (bytes[offset] !in 0x20..0x7E) {
                val found = "0x${hex(bytes[offset])}"
                fail(
                    ProblemCode.INDICATOR_NOT_ASCII,
                    offset,
                    found,
                    "a blank or a graphic ASCII character",
                    entry,
                    index,
                )
            }
        }
    }

    private fun checkText() {
        val coding = (bytes[CODING].toInt() and 0xFF).toChar()
        if (coding == CharacterCoding.UNICODE.code) {
            val offset = if (verifyText) firstByteNotUtf8(littleEndian(bytes), base, bytes.size) else -1
            if (offset >= 0) failInText(ProblemCode.TEXT_NOT_UTF_8, offset, "UTF-8, as leader/09 says")
            return
        }
        // An escape sequence switches MARC-8 to another script even where all bytes are below 0x80.
        val offset = (base until bytes.size).firstOrNull { bytes[it] < 0 || bytes[it] == ESCAPE } ?: return
        failInText(
            ProblemCode.CHARACTER_SET_UNSUPPORTED,
            offset,
            "ASCII, or UTF-8 with leader/09 \"a\" instead of \"$coding\"",
        )
    }

    private fun failInText(code: ProblemCode, offset: Int, expected: String): Nothing {
        val index = entries.indexOfFirst { offset in it.start until it.end }
        fail(
            code,
            offset,
            excerpt(offset, minOf(offset + EXCERPT_LENGTH, bytes.size - 1)),
            expected,
            entries[index],
            index,
        )
    }

    /** The record itself; fields that lie in another order than that of the directory are put in that order. */
    private fun laidOut(): Record {
        val inOrder = entries.indices.all { entries[it].start == if (it == 0) base else entries[it - 1].end }
        if (inOrder) {
            return Record.of(
                bytes,
                FieldTable(
                    LongArray(entries.size) {
                        FieldTable.entry(entries[it].tag, entries[it].start, isAscii(entries[it]))
                    },
                ),
            )
        }
        val sorted = ByteArray(LEADER_LENGTH + bytes.size - base)
        bytes.copyInto(sorted, 0, 0, LEADER_LENGTH)
        var offset = LEADER_LENGTH
        val table = LongArray(entries.size) { index ->
            val entry = entries[index]
            bytes.copyInto(sorted, offset, entry.start, entry.end)
            FieldTable.entry(entry.tag, offset, isAscii(entry)).also { offset += entry.end - entry.start }
        }
        sorted[offset] = RECORD_TERMINATOR
        return Record.of(sorted, FieldTable(table), raw = bytes)
    }

    private fun isAscii(entry: Entry): Boolean = (entry.start until entry.end).all { bytes[it] >= 0 }

    private fun fail(
        code: ProblemCode,
        offset: Int,
        found: String,
        expected: String,
        entry: Entry,
        index: Int,
    ): Nothing {
        val occurrence = entries.subList(0, index + 1).count { it.tag == entry.tag }
        fail(code, offset, found, expected, Tags.text(entry.tag), occurrence, subfieldCodeAt(offset, entry))
    }

    private fun fail(
        code: ProblemCode,
        offset: Int,
        found: String,
        expected: String,
        tag: String? = null,
        occurrence: Int? = null,
        subfieldCode: Char? = null,
    ): Nothing {
        val position = ProblemPosition.of(
            recordIndex,
            byteOffset + offset,
            offset,
            tag,
            occurrence,
            subfieldCode,
            controlNumberOrNull(bytes),
        )
        throw MarcException.of(MarcProblem.of(code, position, found, expected))
    }

    private fun subfieldCodeAt(offset: Int, entry: Entry): Char? {
        if (Tags.isControl(entry.tag)) return null
        val delimiter = (offset downTo entry.start).firstOrNull { bytes[it] == SUBFIELD_DELIMITER } ?: return null
        return (bytes[delimiter + 1].toInt() and 0xFF).toChar().takeIf { it in '!'..'~' }
    }

    private fun number(at: Int, digits: Int): Int = numberOrMinusOne(bytes, at, digits)

    private fun ascii(at: Int, length: Int): String = String(bytes, at, length, Charsets.ISO_8859_1)

    private fun excerpt(from: Int, to: Int): String = (from until to).joinToString(" ", "bytes ") { hex(bytes[it]) }

    private companion object {
        const val CODING = 9
        const val INDICATOR_COUNTS = 10
        const val BASE_ADDRESS = 12
        const val ENTRY_MAP = 20
        const val TAG_LENGTH = 3
        const val EXCERPT_LENGTH = 4
    }
}
