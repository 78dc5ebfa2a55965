// SPDX-License-Identifier: Apache-2.0
// Hot: checks every directory entry, all of its digits at once. ReadBenchmark holds its speed.
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.FieldTable
import java.nio.ByteBuffer

// Of four bytes, lowest first: what to subtract from a tag and a digit, and to add to them, so that no top bit is set
// as long as the tag is graphic ASCII.
private const val LOWEST_IN_HEAD = 0x30212121
private const val ABOVE_HEAD = 0x46010101

// The same for the terminator before a field, two indicators and a delimiter.
private const val LOWEST_IN_FRONT = 0x00202000
private const val ABOVE_FRONT = 0x7F01017F
private const val FRONT = (SUBFIELD_DELIMITER.toInt() shl 24) or FIELD_TERMINATOR.toInt()

private const val EACH_TOP_BIT = 0x80808080.toInt()
private const val LOW_HALVES = 0x0F0F0F0F0F0F0F0FL
private const val EACH_0X06 = 0x0606060606060606L
private const val EACH_DIGIT = 0x3030303030303030L
private const val TENS_AND_ONES = 10L * 0x100 + 1
private const val HUNDREDS_AND_ONES = 100L * 0x1_0000 + 1

private const val CONTROL = 0x3030

// Two indicators, a delimiter, a code and the terminator.
private const val SHORTEST_DATA_FIELD = 5

/**
 * Makes the table of a plain record: its fields lie one after the other in the order of the directory, each after a
 * terminator, and the data fields have two indicators and a delimiter. Returns false if it isn't one.
 *
 * @param start where the record begins in the little-endian [bytes]
 * @param base where its data begins, counted from there
 * @param length the length of the record
 */
internal fun fillTable(
    table: LongArray,
    bytes: ByteBuffer,
    start: Int,
    base: Int,
    length: Int,
    isAscii: Boolean,
): Boolean {
    // Says that there is an array, without which the compiler looks at the buffer anew for each word.
    val _ = bytes.array()
    val last = length - 1
    val flag = FieldTable.entry(0, 0, isAscii)
    var entry = start + LEADER_LENGTH
    var next = base
    var index = 0
    while (entry < start + base - 1) {
        val head = bytes.getInt(entry)
        val digits = bytes.getLong(entry + 4)
        // The first four digits are the length, the other five the place.
        val eight = (digits shl 8) or (head ushr 24).toLong()
        val pairs = (eight and LOW_HALVES) * TENS_AND_ONES ushr 8
        val fours = (pairs and 0x00FF00FF00FF00FFL) * HUNDREDS_AND_ONES ushr 16
        val fieldLength = fours.toInt() and 0xFFFF
        val at = base + (fours ushr 32).toInt() * 10 + ((digits ushr 56).toInt() and 0x0F)
        val isInPlace = isTagAndDigit(head) && isEightDigits(digits) && at == next && next + fieldLength <= last
        if (!isInPlace) return false
        val least = if (head and 0xFFFF == CONTROL) 1 else SHORTEST_DATA_FIELD
        if (fieldLength < least) return false
        table[index++] = flag or ((Integer.reverseBytes(head) ushr 8).toLong() shl 32) or next.toLong()
        next += fieldLength
        entry += DIRECTORY_ENTRY_LENGTH
    }
    return next == last && bytes.get(start + next - 1) == FIELD_TERMINATOR && areFieldsSound(table, bytes, start)
}

private fun areFieldsSound(table: LongArray, bytes: ByteBuffer, start: Int): Boolean {
    val _ = bytes.array()
    for (entry in table) {
        val before = start + entry.toInt() - 1
        val isSound = if ((entry ushr 40).toInt() and 0xFFFF == CONTROL) {
            // An empty one may be the last, with too few bytes after it.
            bytes.getInt(before - 3) ushr 24 == FIELD_TERMINATOR.toInt()
        } else {
            // A data field is long enough for that.
            isFrontOfDataField(bytes.getInt(before))
        }
        if (!isSound) return false
    }
    return true
}

private fun isTagAndDigit(head: Int): Boolean =
    (head or (head - LOWEST_IN_HEAD) or (head + ABOVE_HEAD)) and EACH_TOP_BIT == 0

private fun isEightDigits(bytes: Long): Boolean =
    ((bytes xor EACH_DIGIT) or ((bytes xor EACH_DIGIT) + EACH_0X06)) and LOW_HALVES.inv() == 0L

private fun isFrontOfDataField(front: Int): Boolean {
    val apart = front xor FRONT
    return (apart or (apart - LOWEST_IN_FRONT) or (apart + ABOVE_FRONT)) and EACH_TOP_BIT == 0
}
