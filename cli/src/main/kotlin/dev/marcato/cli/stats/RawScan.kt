// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

private const val LEADER_LENGTH = 24
private const val ENTRY_LENGTH = 12
private const val FIELD_TERMINATOR: Byte = 0x1E
private const val SUBFIELD_DELIMITER: Byte = 0x1F
private const val ZERO = '0'.code

/**
 * Counts the fields of a record in its bytes (ISO 2709), without making an object of any of them: what the speed of
 * `stats` comes from. For records without problems only, which reading has checked from the leader to the last
 * terminator; where something is not as it should be all the same, it is left to those who look at the fields.
 */
internal class RawScan(private val statistics: Statistics) {
    /** Counts the record, or returns false and counts nothing of it. */
    fun add(raw: ByteArray): Boolean {
        val base = number(raw, 12, 5)
        val entries = (base - 1 - LEADER_LENGTH) / ENTRY_LENGTH
        if (base > raw.size || entries < 0 || raw[base - 1] != FIELD_TERMINATOR) return false
        for (index in 0 until entries) {
            val entry = LEADER_LENGTH + index * ENTRY_LENGTH
            val end = base + number(raw, entry + 7, 5).toLong() + number(raw, entry + 3, 4)
            if (end > raw.size || number(raw, entry + 3, 4) < 1 || number(raw, entry + 7, 5) < 0) return false
        }
        statistics.begin(raw[6].toInt(), raw[9].toInt())
        for (index in 0 until entries) addField(raw, LEADER_LENGTH + index * ENTRY_LENGTH, base)
        return true
    }

    private fun addField(raw: ByteArray, entry: Int, base: Int) {
        val first = raw[entry].toInt()
        val second = raw[entry + 1].toInt()
        val third = raw[entry + 2].toInt()
        val start = base + number(raw, entry + 7, 5)
        val end = start + number(raw, entry + 3, 4) - 1
        val record = statistics.recordNumber
        val tally = statistics.fields.of(first, second, third)
        tally.addField(record)
        if (first == ZERO && second == ZERO) {
            if (third == '8'.code) statistics.addDates(end - start) { raw[start + it].toInt() and 0xFF }
            return
        }
        var subfields = 0
        var at = start
        while (at < end) {
            if (raw[at++] != SUBFIELD_DELIMITER) continue
            subfields++
            val code = if (at < end) raw[at] else SUBFIELD_DELIMITER
            tally.addSubfield(if (code == SUBFIELD_DELIMITER) 0 else code.toInt(), record)
        }
        statistics.subfieldCount += subfields
    }

    private fun number(raw: ByteArray, start: Int, length: Int): Int {
        var value = 0
        for (index in start until start + length) {
            val digit = raw[index] - ZERO
            if (digit !in 0..9) return -1
            value = value * 10 + digit
        }
        return value
    }
}
