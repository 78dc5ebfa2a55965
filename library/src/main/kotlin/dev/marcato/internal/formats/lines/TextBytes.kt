// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import java.nio.ByteBuffer

internal const val BLANK: Byte = 0x20

internal const val CARRIAGE_RETURN: Byte = 0x0D
internal const val DOLLAR: Byte = '$'.code.toByte()
internal const val BACKSLASH: Byte = '\\'.code.toByte()
internal const val EQUALS: Byte = '='.code.toByte()
internal const val BRACE: Byte = '{'.code.toByte()
internal const val CLOSING_BRACE: Byte = '}'.code.toByte()
internal const val NUMBER_SIGN: Byte = '#'.code.toByte()

/** Returns the text between these places, with U+FFFD for bytes that aren't UTF-8. */
internal fun textOf(bytes: ByteBuffer, from: Int, end: Int): String =
    String(ByteArray(maxOf(0, end - from)) { bytes.get(from + it) }, Charsets.UTF_8)

/** Returns the number of bytes of the character at [at], from its first byte; none at or after [end]. */
internal fun lengthOfCharacter(bytes: ByteBuffer, at: Int, end: Int): Int {
    if (at >= end) return 0
    val length = when (bytes.get(at).toInt() and 0xFF) {
        in 0xC2..0xDF -> 2
        in 0xE0..0xEF -> 3
        in 0xF0..0xF4 -> 4
        else -> 1
    }
    return minOf(length, end - at)
}

/** Returns where the text of the line between these places ends, without its line feed and carriage return. */
internal fun endOfText(bytes: ByteBuffer, from: Int, to: Int): Int {
    var end = to
    if (end > from && bytes.get(end - 1) == LINE_FEED) end--
    if (end > from && bytes.get(end - 1) == CARRIAGE_RETURN) end--
    return end
}
