// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.internal.bytes.EACH_0X21
import dev.marcato.internal.bytes.EACH_1
import dev.marcato.internal.bytes.EACH_DELIMITER
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.zeroBytes
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * Bytes as [nextDelimiter] needs them: numbers are read with the lowest byte first, which most processors do for free.
 */
internal fun littleEndian(bytes: ByteArray): ByteBuffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)

/** Returns where the next subfield delimiter stands in the little-endian [bytes], or [end]. */
internal fun nextDelimiter(bytes: ByteBuffer, from: Int, end: Int): Int {
    var index = from
    // Eight bytes at a time, even across the end: matches after it don't count.
    val lastWord = bytes.limit() - 8
    while (index < end) {
        if (index > lastWord) return nextDelimiterByByte(bytes, index, end)
        // A byte that is the delimiter becomes zero, and the subtraction sets its top bit. The borrow may also set the
        // top bit of later bytes, but never of one before the first match.
        val word = bytes.getLong(index) xor EACH_DELIMITER
        val delimiters = zeroBytes(word) and TOP_BITS
        if (delimiters != 0L) return minOf(index + (java.lang.Long.numberOfTrailingZeros(delimiters) ushr 3), end)
        index += 8
    }
    return end
}

private fun nextDelimiterByByte(bytes: ByteBuffer, from: Int, end: Int): Int {
    for (index in from until end) if (bytes.get(index) == SUBFIELD_DELIMITER) return index
    return end
}

/**
 * Whether one of the subfield delimiters between [start] and [end], where a terminator has to stand, may be followed by
 * anything but a graphic ASCII character. If this returns false, none is.
 */
internal fun mayHoldOddCode(bytes: ByteBuffer, start: Int, end: Int): Boolean {
    var index = start
    var odd = 0L
    while (index + 8 < end) {
        val delimiters = bytes.getLong(index) xor EACH_DELIMITER
        val codes = bytes.getLong(index + 1)
        val notGraphic = (codes - EACH_0X21) or codes or (codes + EACH_1)
        odd = odd or (zeroBytes(delimiters) and notGraphic)
        index += 8
    }
    while (index < end) if (bytes.get(index++) == SUBFIELD_DELIMITER && bytes.get(index) !in 0x21..0x7E) return true
    return odd and TOP_BITS != 0L
}

/** Returns the first (0) or the second (1) indicator of the field between [start] and [end]; a blank if it is missing. */
internal fun indicatorAt(bytes: ByteArray, start: Int, end: Int, position: Int): Char {
    // If an indicator is missing, a subfield may begin in its place.
    for (at in start..start + position) if (at >= end || bytes[at] == SUBFIELD_DELIMITER) return ' '
    return (bytes[start + position].toInt() and 0xFF).toChar()
}

/** Returns where the first subfield delimiter stands, or [end]; nearly always it follows two indicators. */
internal fun firstDelimiter(bytes: ByteBuffer, start: Int, end: Int): Int {
    val usual = start + INDICATOR_COUNT
    val isUsual = usual < end && bytes.get(usual) == SUBFIELD_DELIMITER &&
        bytes.get(start) != SUBFIELD_DELIMITER && bytes.get(start + 1) != SUBFIELD_DELIMITER
    return if (isUsual) usual else nextDelimiter(bytes, start, end)
}

/**
 * Calls [action] with code, start and end of the value of each subfield between [start] and [end].
 *
 * Text before the first delimiter, and a delimiter without a code (another delimiter or the end follows), count as a
 * subfield with the code U+0000, so that nothing is dropped.
 */
internal inline fun scanSubfields(
    bytes: ByteBuffer,
    start: Int,
    end: Int,
    action: (code: Char, from: Int, to: Int) -> Unit,
) {
    var delimiter = firstDelimiter(bytes, start, end)
    if (delimiter > start + INDICATOR_COUNT) action('\u0000', start + INDICATOR_COUNT, delimiter)
    while (delimiter < end) {
        val hasCode = delimiter + 1 < end && bytes.get(delimiter + 1) != SUBFIELD_DELIMITER
        val from = if (hasCode) delimiter + 2 else delimiter + 1
        val to = nextDelimiter(bytes, from, end)
        action(if (hasCode) (bytes.get(delimiter + 1).toInt() and 0xFF).toChar() else '\u0000', from, to)
        delimiter = to
    }
}

/** Returns the graphic code of the subfield that the byte at [at] belongs to, in a field between [start] and [end]. */
internal fun subfieldCodeAt(bytes: ByteArray, start: Int, end: Int, at: Int): Char? {
    val delimiter = (at downTo start).firstOrNull { bytes[it] == SUBFIELD_DELIMITER } ?: return null
    if (delimiter + 1 >= end) return null
    return (bytes[delimiter + 1].toInt() and 0xFF).toChar().takeIf { it in '!'..'~' }
}

/** Returns the values of all subfields as one string, joined by [separator]. */
internal fun joinSubfields(bytes: ByteBuffer, start: Int, end: Int, separator: Byte, isAscii: Boolean): String {
    var joined: ByteArray? = null
    var length = 0
    scanSubfields(bytes, start, end) { _, from, to ->
        val target = joined
        if (target == null) {
            // Many fields have only one subfield, which needs no joining.
            if (to == end) return decodeText(bytes.array(), from, to, isAscii)
            // Every delimiter and its code make room for the separator, so the result is never longer than the source.
            joined = bytes.array().copyOfRange(from, end)
            length = to - from
        } else {
            target[length++] = separator
            System.arraycopy(bytes.array(), from, target, length, to - from)
            length += to - from
        }
    }
    return joined?.let { decodeText(it, 0, length, isAscii) } ?: ""
}
