// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import java.nio.ByteBuffer

internal const val BLANK: Byte = 0x20

internal const val CARRIAGE_RETURN: Byte = 0x0D

/** Returns the text between these places; what is no UTF-8 as U+FFFD. */
internal fun textOf(bytes: ByteBuffer, from: Int, end: Int): String =
    String(ByteArray(maxOf(0, end - from)) { bytes.get(from + it) }, Charsets.UTF_8)

/** Returns how many bytes the character at [at] has, as its first one says, but none at or behind [end]. */
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

/** Returns where the text of a line ends that is between these places: before its line feed, and a carriage return. */
internal fun endOfText(bytes: ByteBuffer, from: Int, to: Int): Int {
    var end = to
    if (end > from && bytes.get(end - 1) == LINE_FEED) end--
    if (end > from && bytes.get(end - 1) == CARRIAGE_RETURN) end--
    return end
}
