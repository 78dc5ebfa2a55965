// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

/** The number of bytes that a problem shows on either side of its position. */
internal const val BYTES_AROUND: Int = 24

private const val LINE = 16

/** Shows bytes of an input, the first of which is at [offset], with a caret below the one at [marked]. */
internal fun hexWindow(bytes: ByteArray, offset: Long, marked: Long): String = buildString {
    // The place after the last byte can be marked, too: the input ends there.
    val last = maxOf(offset + bytes.size - 1, marked)
    var line = offset - offset % LINE
    while (line <= last) {
        val places = line until line + LINE
        append(line.toString(16).padStart(8, '0')).append(' ')
        for (place in places) append(byteAt(bytes, place - offset)?.let { " ${hex(it).lowercase()}" } ?: "   ")
        append("  |")
        for (place in places) append(byteAt(bytes, place - offset)?.let(::printable) ?: ' ')
        append("|\n")
        if (marked in places) append(" ".repeat(OFFSET_WIDTH + 3 * (marked - line).toInt())).append("^^\n")
        line += LINE
    }
}

private fun byteAt(bytes: ByteArray, index: Long): Byte? = if (index in bytes.indices) bytes[index.toInt()] else null

private fun printable(byte: Byte): Char = if (byte in 0x20..0x7E) byte.toInt().toChar() else '.'

private const val OFFSET_WIDTH = 10
