// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

import java.nio.ByteBuffer

private const val DIGITS = "0123456789ABCDEF"

/** The byte as two hexadecimal digits: `E9`. Damaged files show many bytes, and a format string is slow. */
internal fun hex(byte: Byte): String = hex(byte.toInt() and 0xFF, 2)

/** The lowest [digits] hexadecimal digits of the number. */
internal fun hex(number: Int, digits: Int): String =
    CharArray(digits) { DIGITS[number ushr 4 * (digits - 1 - it) and 0xF] }.concatToString()

/** Returns the bytes in hexadecimal for a problem: `bytes C3 28`. */
internal fun excerpt(bytes: ByteArray, from: Int, to: Int): String = excerpt(ByteBuffer.wrap(bytes), from, to)

internal fun excerpt(bytes: ByteBuffer, from: Int, to: Int): String =
    (from until to).joinToString(" ", "bytes ") { hex(bytes.get(it)) }
