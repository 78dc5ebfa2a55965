// SPDX-License-Identifier: Apache-2.0
// Hot: looks at every byte of every line, eight at a time. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.lines

import dev.marcato.internal.bytes.EACH_BACKSLASH
import dev.marcato.internal.bytes.EACH_BLANK
import dev.marcato.internal.bytes.EACH_BRACE
import dev.marcato.internal.bytes.EACH_CLOSING_BRACE
import dev.marcato.internal.bytes.EACH_DOLLAR
import dev.marcato.internal.bytes.EACH_LINE_FEED
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.zeroBytes
import java.nio.ByteBuffer

internal const val LINE_FEED: Byte = 0x0A

/** Returns where the next line feed stands in the little-endian [bytes], or [end]. */
internal fun nextLineFeed(bytes: ByteBuffer, from: Int, end: Int): Int {
    var index = from
    while (index + 8 <= end) {
        val found = zeros(bytes.getLong(index) xor EACH_LINE_FEED)
        if (found != 0L) return index + (java.lang.Long.numberOfTrailingZeros(found) ushr 3)
        index += 8
    }
    while (index < end && bytes.get(index) != LINE_FEED) index++
    return index
}

/**
 * Returns where the first byte with a meaning in mnemonic text stands, or [end]: a dollar sign, a curly bracket, a
 * backslash, or a control character.
 */
internal fun endOfPlainMnemonic(bytes: ByteBuffer, from: Int, end: Int): Int {
    var index = from
    while (index + 8 <= end) {
        val word = bytes.getLong(index)
        // Each of these may be wrong about bytes after its first match, but not about the first.
        val controls = (word - EACH_BLANK) and word.inv() and TOP_BITS
        val found = controls or zeros(word xor EACH_DOLLAR) or zeros(word xor EACH_BRACE) or
            zeros(word xor EACH_CLOSING_BRACE) or zeros(word xor EACH_BACKSLASH)
        if (found != 0L) return index + (java.lang.Long.numberOfTrailingZeros(found) ushr 3)
        index += 8
    }
    while (index < end && isPlainMnemonic(bytes.get(index))) index++
    return index
}

/** Whether the byte by itself has no special meaning in mnemonic text. */
internal fun isPlainMnemonic(byte: Byte): Boolean = when (byte.toInt()) {
    in 0x00..0x1F, '$'.code, '{'.code, '}'.code, '\\'.code -> false
    else -> true
}

/** Returns a top bit for each byte that is zero, and perhaps for bytes after the first of them. */
private fun zeros(word: Long): Long = zeroBytes(word) and TOP_BITS
