// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

import java.nio.ByteBuffer

private const val LONGEST = 40

/** Returns a text of the input for a problem: in quotation marks, cut off if it is long, with controls as `\u0007`. */
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

/** Returns bytes of the input for a problem, as [shown] has texts; what is no UTF-8 as U+FFFD. */
internal fun shown(bytes: ByteBuffer, from: Int, to: Int): String {
    // Four bytes a character, at most.
    val part = ByteArray(minOf(to - from, 4 * LONGEST + 4)) { bytes.get(from + it) }
    return shown(String(part, Charsets.UTF_8))
}

/** Returns the bytes as text for a problem: printable ASCII as it is, anything else as `\xE9`. */
internal fun quoted(bytes: ByteArray, at: Int, length: Int): String =
    (at until at + length).joinToString("", "\"", "\"") {
        if (bytes[it] in 0x20..0x7E) bytes[it].toInt().toChar().toString() else "\\x${hex(bytes[it])}"
    }

/** Returns the bytes in hexadecimal for a problem: `bytes C3 28`. */
internal fun excerpt(bytes: ByteArray, from: Int, to: Int): String =
    (from until to).joinToString(" ", "bytes ") { hex(bytes[it]) }
