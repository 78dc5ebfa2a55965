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
private const val TOP_BITS = -0x7F7F7F7F7F7F7F80L

/**
 * Counts the fields of a record in its bytes (ISO 2709), without making an object of any of them: what the speed of
 * `stats` comes from. For records without problems only, which reading has checked from the leader to the last
 * terminator; where something is not as it should be all the same, it is left to those who look at the fields.
 */
internal class RawScan(private val statistics: Statistics) {
    /** Counts the record, or returns false and counts nothing of it. */
    fun add(record: ByteArray): Boolean {
        val raw = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN)
        val base = number(raw, 12, 5)
        val entries = (base - 1 - LEADER_LENGTH) / ENTRY_LENGTH
        if (base > record.size || entries < 0 || raw.get(base - 1) != FIELD_TERMINATOR) return false
        for (index in 0 until entries) {
            val entry = LEADER_LENGTH + index * ENTRY_LENGTH
            val end = base + number(raw, entry + 7, 5).toLong() + number(raw, entry + 3, 4)
            if (end > record.size || number(raw, entry + 3, 4) < 1 || number(raw, entry + 7, 5) < 0) return false
        }
        statistics.begin(raw.get(6).toInt(), raw.get(9).toInt())
        for (index in 0 until entries) addField(raw, LEADER_LENGTH + index * ENTRY_LENGTH, base)
        return true
    }

    private fun addField(raw: ByteBuffer, entry: Int, base: Int) {
        val first = raw.get(entry).toInt()
        val second = raw.get(entry + 1).toInt()
        val third = raw.get(entry + 2).toInt()
        val start = base + number(raw, entry + 7, 5)
        val end = start + number(raw, entry + 3, 4) - 1
        val tally = statistics.addField(first, second, third)
        if (first == ZERO && second == ZERO) {
            if (third == '8'.code) statistics.addDates(end - start) { raw.get(start + it).toInt() and 0xFF }
        } else {
            addSubfields(raw, start, end, tally)
        }
    }

    private fun addSubfields(raw: ByteBuffer, start: Int, end: Int, tally: FieldTally) {
        var at = start
        // Eight bytes at a time: those that are delimiters become zero, and of zeros the top bit remains.
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

    private fun number(raw: ByteBuffer, start: Int, length: Int): Int {
        var value = 0
        for (index in start until start + length) {
            val digit = raw.get(index) - ZERO
            if (digit !in 0..9) return -1
            value = value * 10 + digit
        }
        return value
    }
}
