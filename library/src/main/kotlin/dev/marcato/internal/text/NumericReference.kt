// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER

/** `&#x4E2D;`, MARC-8's form of characters that none of its sets has. */
internal object NumericReference {
    private const val PREFIX = "&#x"
    private const val MOST_DIGITS = 6

    /** Returns the code point of the reference at [start], or -1 if there is none. */
    fun codePoint(bytes: ByteArray, start: Int, end: Int): Int =
        codePoint(start, end) { (bytes[it].toInt() and 0xFF).toChar() }

    /** Returns the code point of the reference at [start] of a text, or -1 if there is none. */
    fun codePoint(text: CharSequence, start: Int): Int = codePoint(start, text.length) { text[it] }

    private inline fun codePoint(start: Int, end: Int, at: (Int) -> Char): Int {
        for (index in PREFIX.indices) if (start + index >= end || at(start + index) != PREFIX[index]) return -1
        val first = start + PREFIX.length
        var value = 0
        for (index in first until minOf(end, first + MOST_DIGITS + 1)) {
            val character = at(index)
            if (character == ';') return if (index > first && isAllowed(value)) value else -1
            val digit = if (character < '\u0080') Character.digit(character, 16) else -1
            if (digit < 0) return -1
            value = value shl 4 or digit
        }
        return -1
    }

    /** Returns where the reference at [start] ends. */
    fun end(bytes: ByteArray, start: Int): Int {
        var index = start
        while (bytes[index] != ';'.code.toByte()) index++
        return index + 1
    }

    fun of(codePoint: Int): String {
        val digits = Integer.toHexString(codePoint).uppercase()
        return PREFIX + digits.padStart(4, '0') + ";"
    }

    // Text with a delimiter in it would fall apart when it is written again.
    private fun isAllowed(value: Int): Boolean = value <= Character.MAX_CODE_POINT && value !in 0xD800..0xDFFF &&
        value !in RECORD_TERMINATOR..SUBFIELD_DELIMITER
}
