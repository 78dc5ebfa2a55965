// SPDX-License-Identifier: Apache-2.0
// Hot: looks at every byte of every record that is written, eight at a time. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.json

import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.EACH_BACKSLASH
import dev.marcato.internal.bytes.EACH_BLANK
import dev.marcato.internal.bytes.EACH_QUOTE
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.zeroBytes
import java.nio.ByteBuffer

private const val HEX = "0123456789ABCDEF"

/**
 * Returns where the first control character, quotation mark or backslash stands in the little-endian [bytes], or [end].
 *
 * A writer has to escape these bytes; a reader may find the end of a string there.
 */
internal fun endOfPlainString(bytes: ByteBuffer, from: Int, end: Int): Int {
    var index = from
    val lastWord = minOf(bytes.limit(), end) - 8
    while (index <= lastWord) {
        val word = bytes.getLong(index)
        // If the top bit of a byte is set, that byte or one before it matches, so the first one always does.
        val quotes = word xor EACH_QUOTE
        val backslashes = word xor EACH_BACKSLASH
        val found = ((word - EACH_BLANK) and word.inv()) or zeroBytes(quotes) or
            zeroBytes(backslashes)
        if (found and TOP_BITS != 0L) return index + (java.lang.Long.numberOfTrailingZeros(found and TOP_BITS) ushr 3)
        index += 8
    }
    while (index < end && isPlainInString(bytes.get(index))) index++
    return index
}

private fun isPlainInString(byte: Byte): Boolean = (byte < 0 || byte >= 0x20) && byte != QUOTE && byte != BACKSLASH

/** Appends the JSON escape for a byte that can't stand in a string itself. */
internal fun appendEscape(block: ByteBlock, byte: Byte) {
    val letter = when (byte.toInt()) {
        '"'.code -> '"'
        '\\'.code -> '\\'
        '\n'.code -> 'n'
        '\r'.code -> 'r'
        '\t'.code -> 't'
        '\b'.code -> 'b'
        0x0C -> 'f'
        else -> 'u'
    }
    val start = block.extend(if (letter == 'u') 6 else 2)
    val to = block.bytes
    to[start] = BACKSLASH
    to[start + 1] = letter.code.toByte()
    if (letter == 'u') {
        to[start + 2] = '0'.code.toByte()
        to[start + 3] = '0'.code.toByte()
        to[start + 4] = HEX[byte.toInt() shr 4].code.toByte()
        to[start + 5] = HEX[byte.toInt() and 0xF].code.toByte()
    }
}
