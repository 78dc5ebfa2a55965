// SPDX-License-Identifier: Apache-2.0
// Hot: looks at every byte of every value, eight at a time.
package dev.marcato.internal.formats.xml

import dev.marcato.internal.bytes.EACH_2
import dev.marcato.internal.bytes.EACH_AMPERSAND
import dev.marcato.internal.bytes.EACH_BLANK
import dev.marcato.internal.bytes.EACH_GREATER
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.zeroBytes
import java.nio.ByteBuffer

/**
 * Returns a word whose lowest set bit is the top bit of the first byte of [word] that is `<`, `>`, `&` or below a
 * blank; zero if there is none. A borrow may set higher bits wrongly.
 */
internal fun markupIn(word: Long): Long {
    // The brackets differ in one bit.
    val bracket = (word or EACH_2) xor EACH_GREATER
    val ampersand = word xor EACH_AMPERSAND
    val found = zeroBytes(bracket) or zeroBytes(ampersand) or
        ((word - EACH_BLANK) and word.inv())
    return found and TOP_BITS
}

internal fun isMarkup(byte: Byte): Boolean = byte == LESS || byte == GREATER || byte == AMPERSAND || byte in 0..0x1F

/** Returns where the first byte of that kind stands in the little-endian [bytes], or [end]. */
internal fun nextMarkup(bytes: ByteBuffer, from: Int, end: Int): Int {
    var index = from
    while (index + 8 <= end) {
        val found = markupIn(bytes.getLong(index))
        if (found != 0L) return index + (java.lang.Long.numberOfTrailingZeros(found) ushr 3)
        index += 8
    }
    while (index < end && !isMarkup(bytes.get(index))) index++
    return index
}

/** Returns where U+FFFE or U+FFFF, which XML forbids, stands in well-formed UTF-8, or -1. */
internal fun noncharacter(bytes: ByteBuffer, from: Int, to: Int): Int {
    for (index in from until to - 2) {
        val isOne = bytes.get(index) == 0xEF.toByte() && bytes.get(index + 1) == 0xBF.toByte() &&
            (bytes.get(index + 2).toInt() or 1) == 0xBF.toByte().toInt()
        if (isOne) return index
    }
    return -1
}

internal fun noncharacter(bytes: ByteArray, from: Int): Int = noncharacter(ByteBuffer.wrap(bytes), from, bytes.size)
