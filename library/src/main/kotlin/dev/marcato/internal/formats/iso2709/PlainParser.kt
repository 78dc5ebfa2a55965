// SPDX-License-Identifier: Apache-2.0
// Hot: checks every leader and directory entry, several digits at a time. ReadBenchmark holds its speed.
package dev.marcato.internal.formats.iso2709

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.EACH_1
import dev.marcato.internal.bytes.EACH_BLANK
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.firstByteNotText
import dev.marcato.internal.reading.TextRules
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.mayHoldOddCode
import dev.marcato.internal.text.mayHoldMarc8
import java.nio.ByteBuffer

private const val UNICODE = 'a'.code

/**
 * Makes records of plain frames: correct in all respects, with the fields in directory order. Returns null for any
 * other frame; [RecordRepair] then finds out what is wrong with it.
 */
internal class PlainParser(options: ReadOptions, private val rules: TextRules) {
    private val verifyText = options.textCheck != TextCheck.NONE
    private val verifyCodes = options.textCheck == TextCheck.TEXT_AND_CODES
    private val coded = CodedRecords(options, rules)

    fun parse(buffer: ByteBuffer, framer: Framer): Record? {
        val start = framer.start
        val length = framer.length
        val label = buffer.getLong(start + 8)
        val rest = buffer.getLong(start + 16)
        if (!isPlainLeader(buffer.getLong(start), label, rest)) return null
        val base = baseAddress(label, rest)
        val directoryLength = base - LEADER_LENGTH - 1
        if (directoryLength < 0 || base >= length || directoryLength % DIRECTORY_ENTRY_LENGTH != 0) return null
        val fieldCount = directoryLength / DIRECTORY_ENTRY_LENGTH
        // The terminators of the directory, the fields and the record; each of their places is checked below.
        if (framer.controlCount != fieldCount + 2) return null
        if (buffer.get(start + base - 1) != FIELD_TERMINATOR) return null
        if (verifyCodes && mayHoldOddCode(buffer, start + base, start + length - 1)) return null
        val coding = (label ushr 8).toInt() and 0xFF
        val isUsual = rules.isUsual && (coding == UNICODE || !framer.isBeyondAscii)
        val hasText = isUsual && framer.isBeyondAscii && verifyText
        if (hasText && firstByteNotText(buffer, start + base, start + length) >= 0) return null
        val table = LongArray(fieldCount)
        if (!fillTable(table, buffer, framer, base)) return null
        val bytes = copy(buffer, start, length)
        val isUtf8 = isUsual && (coding == UNICODE || !mayHoldMarc8(buffer, start + base, start + length))
        if (!isUtf8) return coded.recordOf(bytes, table, coding.toChar(), base)
        val isVerified = verifyText || !framer.isBeyondAscii
        return if (isVerified) Record.verified(bytes, FieldTable(table)) else Record.of(bytes, FieldTable(table))
    }

    private fun isPlainLeader(first: Long, second: Long, third: Long): Boolean {
        // A byte is printable if it stays below 0x80 unchanged, minus 0x20, and plus one.
        val outside = first or (first - EACH_BLANK) or (first + EACH_1) or second or (second - EACH_BLANK) or
            (second + EACH_1) or third or (third - EACH_BLANK) or (third + EACH_1)
        return outside and TOP_BITS == 0L &&
            (second ushr 16).toInt() and 0xFFFF == TWO_AND_TWO &&
            (third ushr 32).toInt() and 0xFFFF == FIVE_AND_FOUR
    }

    /** Returns the number in leader/12-16, four of whose digits are in the second eight bytes; -1 if it isn't one. */
    private fun baseAddress(second: Long, third: Long): Int {
        val a = (second ushr 32).toInt() and 0xFF
        val b = (second ushr 40).toInt() and 0xFF
        val c = (second ushr 48).toInt() and 0xFF
        val d = (second ushr 56).toInt()
        val e = third.toInt() and 0xFF
        if (minOf(minOf(a, b, c), minOf(d, e)) < '0'.code || maxOf(maxOf(a, b, c), maxOf(d, e)) > '9'.code) return -1
        return a * 10_000 + b * 1_000 + c * 100 + d * 10 + e - '0'.code * 11_111
    }

    private fun fillTable(table: LongArray, buffer: ByteBuffer, framer: Framer, base: Int): Boolean {
        val data = framer.start + base
        val dataLength = framer.length - base
        var entry = framer.start + LEADER_LENGTH
        var next = 0
        // Known for the record as a whole; checking each field would cost more than it saves in decoding.
        val isAscii = !framer.isBeyondAscii
        for (index in table.indices) {
            val head = java.lang.Integer.reverseBytes(buffer.getInt(entry))
            val digits = buffer.getLong(entry + 4)
            if (!isTagAndDigit(head) || !isEightDigits(digits)) return false
            val number = eightDigits(digits)
            val fieldLength = ((head and 0xFF) - '0'.code) * 1000 + number / 100_000
            // Fields that lie one after the other neither overlap nor leave bytes between them.
            if (number % 100_000 != next || fieldLength == 0 || next + fieldLength >= dataLength) return false
            val tag = head ushr 8
            if (!Tags.isControl(tag) && !isDataField(buffer, data + next, fieldLength)) return false
            table[index] = FieldTable.entry(tag, base + next, isAscii)
            next += fieldLength
            if (buffer.get(data + next - 1) != FIELD_TERMINATOR) return false
            entry += DIRECTORY_ENTRY_LENGTH
        }
        return next == dataLength - 1
    }

    private fun isTagAndDigit(head: Int): Boolean {
        val outside = head or (head - 0x21212100) or (head + 0x01010100)
        return outside and 0x80808000.toInt() == 0 && (head and 0xFF) - '0'.code in 0..9
    }

    private fun isDataField(buffer: ByteBuffer, at: Int, fieldLength: Int): Boolean =
        fieldLength > SHORTEST_DATA_FIELD && buffer.get(at) in 0x20..0x7E && buffer.get(at + 1) in 0x20..0x7E &&
            buffer.get(at + 2) == SUBFIELD_DELIMITER

    private fun copy(buffer: ByteBuffer, start: Int, length: Int): ByteArray {
        // The JVM copies arrays without filling the new one with zeros first.
        if (buffer.hasArray()) {
            val from = buffer.arrayOffset() + start
            return buffer.array().copyOfRange(from, from + length)
        }
        val bytes = ByteArray(length)
        val view = buffer.duplicate() as java.nio.Buffer
        view.position(start)
        (view as ByteBuffer).get(bytes)
        return bytes
    }

    private companion object {
        const val TWO_AND_TWO = 0x3232
        const val FIVE_AND_FOUR = 0x3534

        // Two indicators, a delimiter and the terminator.
        const val SHORTEST_DATA_FIELD = 4
    }
}

internal fun isEightDigits(bytes: Long): Boolean =
    (bytes and -0x0F0F0F0F0F0F0F10L) or ((bytes + 0x0606060606060606L) and -0x0F0F0F0F0F0F0F10L ushr 4) ==
        0x3333333333333333L

/**
 * Returns the number that eight ASCII digits spell, first digit in the lowest byte: combines pairs, then pairs of
 * pairs.
 */
internal fun eightDigits(bytes: Long): Int {
    val pairs = (bytes and 0x0F0F0F0F0F0F0F0FL) * (10 * 0x100 + 1) ushr 8
    val fours = (pairs and 0x00FF00FF00FF00FFL) * (100 * 0x10000 + 1) ushr 16
    return ((fours and 0x0000FFFF0000FFFFL) * (10_000 * 0x1_0000_0000L + 1) ushr 32).toInt()
}
