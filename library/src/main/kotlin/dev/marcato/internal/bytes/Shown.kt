// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

import java.nio.ByteBuffer

private const val LONGEST = 40

/** Returns text of the input for a problem: in quotation marks, cut off if it is long, with controls as `\u0007`. */
internal fun shown(text: CharSequence): String = buildString {
    append('"')
    for (index in 0 until minOf(text.length, LONGEST)) {
        val character = text[index]
        if (character < ' ' || character in '\u007F'..'\u009F' || character.isSurrogate()) {
            append("\\u").append(hex(character.code, 4))
        } else {
            append(character)
        }
    }
    if (text.length > LONGEST) append("…")
    append('"')
}

/** Returns a character of the input for a problem: `U+00E9`. */
internal fun shown(character: Char): String = "U+${hex(character.code, 4)}"

/** Returns UTF-8 of the input for a problem, with U+FFFD for bytes that aren't UTF-8. */
internal fun shown(bytes: ByteBuffer, from: Int, to: Int): String {
    // At most four bytes per character.
    val part = ByteArray(minOf(to - from, 4 * LONGEST + 4)) { bytes.get(from + it) }
    return shown(String(part, Charsets.UTF_8))
}

/** Returns the bytes as text for a problem: printable ASCII unchanged, other bytes as `\xE9`. */
internal fun quoted(bytes: ByteArray, at: Int, length: Int): String =
    (at until at + length).joinToString("", "\"", "\"") {
        if (bytes[it] in 0x20..0x7E) bytes[it].toInt().toChar().toString() else "\\x${hex(bytes[it])}"
    }

/** Returns the bytes in hexadecimal for a problem: `bytes C3 28`. */
internal fun excerpt(bytes: ByteArray, from: Int, to: Int): String = excerpt(ByteBuffer.wrap(bytes), from, to)

internal fun excerpt(bytes: ByteBuffer, from: Int, to: Int): String =
    (from until to).joinToString(" ", "bytes ") { hex(bytes.get(it)) }
