// SPDX-License-Identifier: Apache-2.0
// Hot: looks at text eight bytes at a time. Marc8Benchmark holds its speed.
package dev.marcato.internal.text

import dev.marcato.internal.bytes.EACH_AMPERSAND
import dev.marcato.internal.bytes.EACH_BLANK
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.zeroBytes
import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer

/** Puts eight bytes into the text, without a loop because not every loop is unrolled. */
internal fun copyEight(word: Long, target: CharArray, to: Int) {
    val low = word.toInt()
    val high = (word ushr 32).toInt()
    target[to] = (low and 0xFF).toChar()
    target[to + 1] = (low ushr 8 and 0xFF).toChar()
    target[to + 2] = (low ushr 16 and 0xFF).toChar()
    target[to + 3] = (low ushr 24).toChar()
    target[to + 4] = (high and 0xFF).toChar()
    target[to + 5] = (high ushr 8 and 0xFF).toChar()
    target[to + 6] = (high ushr 16 and 0xFF).toChar()
    target[to + 7] = (high ushr 24).toChar()
}

/**
 * Returns where the first byte stands that isn't graphic ASCII, or an ampersand; [start] if the array has fewer than
 * eight.
 */
internal fun endOfPlainWords(bytes: ByteArray, start: Int, end: Int): Int {
    val words = littleEndian(bytes)
    var index = start
    if (bytes.size < 8) return index
    while (index < end) {
        val count = plainIn(wordAt(words, index))
        index += count
        if (count < 8) break
    }
    return minOf(index, end)
}

/** Returns the eight bytes from [index] on, first byte lowest, with zeros after the end. */
internal fun wordAt(words: ByteBuffer, index: Int): Long {
    val last = words.limit() - 8
    return if (index <= last) words.getLong(index) else words.getLong(last) ushr (8 * (index - last))
}

/** Returns how many of eight bytes precede the first that isn't graphic ASCII, or an ampersand. */
internal fun plainIn(word: Long): Int {
    val ampersands = word xor EACH_AMPERSAND
    // A borrow may set bits of bytes after the first match, but never of one before it.
    val others = (word or (word - EACH_BLANK) or zeroBytes(ampersands)) and TOP_BITS
    return java.lang.Long.numberOfTrailingZeros(others) ushr 3
}
