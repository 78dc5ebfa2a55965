// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

import java.nio.ByteBuffer

/**
 * Returns the index of the first byte of the little-endian [bytes], between [start] and [end], that isn't part of
 * well-formed UTF-8 (Unicode, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF), or -1.
 */
internal fun firstByteNotUtf8(bytes: ByteBuffer, start: Int, end: Int): Int = firstWrong(bytes, start, end, false)

/** Like [firstByteNotUtf8] for the fields of a record: a subfield code beyond ASCII isn't text either. */
internal fun firstByteNotText(bytes: ByteBuffer, start: Int, end: Int): Int = firstWrong(bytes, start, end, true)

private fun firstWrong(bytes: ByteBuffer, start: Int, end: Int, isForCodes: Boolean): Int {
    var index = endOfAscii(bytes, start, end)
    while (index < end) {
        // A delimiter is ASCII, so a code beyond ASCII begins a run of other bytes.
        if (isForCodes && index > start && bytes.get(index - 1) == SUBFIELD_DELIMITER) return index
        // Letters of other scripts come in runs, too.
        while (index < end && bytes.get(index) < 0) {
            val lead = bytes.get(index).toInt() and 0xFF
            val isPair = lead in 0xC2..0xDF && index + 1 < end && isContinuation(bytes, index + 1)
            val length = if (isPair) 2 else sequenceLength(bytes, index, end)
            if (length == 0) return index
            index += length
        }
        index = endOfAscii(bytes, index, end)
    }
    return -1
}

/** Returns where the run of ASCII that begins at [start] ends. */
internal fun endOfAscii(bytes: ByteBuffer, start: Int, end: Int): Int {
    var index = start
    while (index + 32 <= end && isAscii(bytes, index)) index += 32
    while (index + 8 <= end) {
        val high = bytes.getLong(index) and TOP_BITS
        if (high != 0L) return index + (java.lang.Long.numberOfTrailingZeros(high) ushr 3)
        index += 8
    }
    while (index < end && bytes.get(index) >= 0) index++
    return index
}

private fun isAscii(bytes: ByteBuffer, at: Int): Boolean =
    (bytes.getLong(at) or bytes.getLong(at + 8) or bytes.getLong(at + 16) or bytes.getLong(at + 24)) and TOP_BITS == 0L

/** Returns the length of the sequence of three or four bytes that begins at [index], or 0 if none does. */
private fun sequenceLength(bytes: ByteBuffer, index: Int, end: Int): Int {
    val lead = bytes.get(index).toInt() and 0xFF
    val length = when (lead) {
        in 0xE0..0xEF -> 3
        in 0xF0..0xF4 -> 4
        else -> return 0
    }
    if (index + length > end) return 0
    val second = bytes.get(index + 1).toInt() and 0xFF
    val lowest = if (lead == 0xE0) {
        0xA0
    } else if (lead == 0xF0) {
        0x90
    } else {
        0x80
    }
    val highest = if (lead == 0xED) {
        0x9F
    } else if (lead == 0xF4) {
        0x8F
    } else {
        0xBF
    }
    if (second !in lowest..highest) return 0
    for (further in index + 2 until index + length) if (!isContinuation(bytes, further)) return 0
    return length
}

private fun isContinuation(bytes: ByteBuffer, index: Int): Boolean = bytes.get(index).toInt() and 0xC0 == 0x80

/**
 * Returns how many of the invalid bytes from [at] on count as one mistake: the longest beginning of a valid sequence,
 * or one byte. Decoders also replace each mistake by one U+FFFD.
 */
internal fun lengthOfWrongPart(bytes: ByteBuffer, at: Int, end: Int): Int {
    val lead = bytes.get(at).toInt() and 0xFF
    val wanted = when (lead) {
        in 0xC2..0xDF -> 2
        in 0xE0..0xEF -> 3
        in 0xF0..0xF4 -> 4
        else -> return 1
    }
    var length = 1
    while (length < wanted && at + length < end) {
        val next = bytes.get(at + length).toInt() and 0xFF
        val lowest = if (length > 1) 0x80 else lowestSecond(lead)
        val highest = if (length > 1) 0xBF else highestSecond(lead)
        if (next !in lowest..highest) break
        length++
    }
    return length
}

private fun lowestSecond(lead: Int): Int = when (lead) {
    0xE0 -> 0xA0
    0xF0 -> 0x90
    else -> 0x80
}

private fun highestSecond(lead: Int): Int = when (lead) {
    0xED -> 0x9F
    0xF4 -> 0x8F
    else -> 0xBF
}
