// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import java.nio.ByteBuffer
import java.nio.ByteOrder

private const val LEADER_LENGTH = 24
private const val ENTRY_LENGTH = 12
private const val FIELD_TERMINATOR: Byte = 0x1E
private const val SUBFIELD_DELIMITER: Byte = 0x1F
private const val ZERO = '0'.code
private const val EACH_DELIMITER = 0x1F1F1F1F1F1F1F1FL
private const val LOW_BITS = 0x7F7F7F7F7F7F7F7FL
private const val EACH_ZERO = 0x3030303030303030L
private const val EACH_SIX = 0x0606060606060606L
private const val EACH_DIGIT = 0x0F0F0F0F0F0F0F0FL
private const val HIGH_HALVES = EACH_DIGIT.inv()
private const val TOP_BITS = -0x7F7F7F7F7F7F7F80L

/**
 * Counts the fields of a record in its ISO 2709 bytes without making objects, which makes `stats` fast. Only for
 * records without problems, which reading has checked from the leader to the last terminator. If something is wrong
 * nevertheless, the scan leaves the record to the caller, which counts its fields.
 */
internal class RawScan(private val statistics: Statistics) {
    // Where each field of the current record begins and ends.
    private var starts = IntArray(64)
    private var ends = IntArray(64)

    /** Counts the record, or returns false and counts nothing of it. */
    fun add(record: ByteArray): Boolean {
        val raw = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN)
        val base = number(raw, 12)
        val entries = (base - 1 - LEADER_LENGTH) / ENTRY_LENGTH
        if (base > record.size || entries < 0 || raw.get(base - 1) != FIELD_TERMINATOR) return false
        if (!findFields(raw, base, entries)) return false
        statistics.begin(raw.get(6).toInt(), raw.get(9).toInt())
        for (index in 0 until entries) addField(raw, LEADER_LENGTH + index * ENTRY_LENGTH, starts[index], ends[index])
        return true
    }

    private fun findFields(raw: ByteBuffer, base: Int, entries: Int): Boolean {
        if (starts.size < entries) {
            starts = IntArray(2 * entries)
            ends = IntArray(2 * entries)
        }
        for (index in 0 until entries) {
            val entry = LEADER_LENGTH + index * ENTRY_LENGTH
            // The last three digits of the length, and the five of the offset.
            val digits = raw.getLong(entry + 4)
            val first = raw.get(entry + 3) - ZERO
            if (!isEightDigits(digits) || first !in 0..9) return false
            val number = eightDigits(digits)
            val length = first * 1_000 + number / 100_000
            val start = base + number % 100_000
            if (length < 1 || start + length > raw.limit()) return false
            starts[index] = start
            ends[index] = start + length - 1
        }
        return true
    }

    private fun addField(raw: ByteBuffer, entry: Int, start: Int, end: Int) {
        val first = raw.get(entry).toInt()
        val second = raw.get(entry + 1).toInt()
        val third = raw.get(entry + 2).toInt()
        val tally = statistics.addField(first, second, third)
        if (first == ZERO && second == ZERO) {
            if (third == '8'.code) statistics.addFixedField(end - start) { raw.get(start + it).toInt() and 0xFF }
        } else {
            addSubfields(raw, start, end, tally)
        }
    }

    private fun addSubfields(raw: ByteBuffer, start: Int, end: Int, tally: FieldTally) {
        var at = start
        // Eight bytes at a time: delimiters become zero, and only zeros keep their top bit.
        while (at + Long.SIZE_BYTES <= end) {
            val bytes = raw.getLong(at) xor EACH_DELIMITER
            var found = ((bytes and LOW_BITS) + LOW_BITS or bytes).inv() and TOP_BITS
            while (found != 0L) {
                addSubfield(raw, at + (found.countTrailingZeroBits() ushr 3), end, tally)
                found = found and (found - 1)
            }
            at += Long.SIZE_BYTES
        }
        while (at < end) {
            if (raw.get(at) == SUBFIELD_DELIMITER) addSubfield(raw, at, end, tally)
            at++
        }
    }

    private fun addSubfield(raw: ByteBuffer, delimiter: Int, end: Int, tally: FieldTally) {
        statistics.subfieldCount++
        val code = if (delimiter + 1 < end) raw.get(delimiter + 1) else SUBFIELD_DELIMITER
        tally.addSubfield(if (code == SUBFIELD_DELIMITER) 0 else code.toInt(), statistics.recordNumber)
    }

    /** Returns the number in five digits, or -1 if they aren't digits. */
    private fun number(raw: ByteBuffer, start: Int): Int {
        var value = 0
        for (index in start until start + 5) {
            val digit = raw.get(index) - ZERO
            if (digit !in 0..9) return -1
            value = value * 10 + digit
        }
        return value
    }

    /** Whether each byte is a digit: its high half is 3, also after adding six. */
    private fun isEightDigits(bytes: Long): Boolean =
        (bytes and HIGH_HALVES) == EACH_ZERO && (bytes + EACH_SIX and HIGH_HALVES) == EACH_ZERO

    /** Returns the number of these digits, with the first in the lowest byte: by pairs, then pairs of pairs. */
    private fun eightDigits(bytes: Long): Int {
        val pairs = (bytes and EACH_DIGIT) * (10 * 0x100 + 1) ushr 8
        val fours = (pairs and 0x00FF00FF00FF00FFL) * (100 * 0x10000 + 1) ushr 16
        return ((fours and 0x0000FFFF0000FFFFL) * (10_000 * 0x1_0000_0000L + 1) ushr 32).toInt()
    }
}
