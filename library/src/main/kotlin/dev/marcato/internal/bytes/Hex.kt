// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

private const val DIGITS = "0123456789ABCDEF"

/** The byte as two hexadecimal digits: `E9`. Damaged files show many bytes, and a format string is slow. */
internal fun hex(byte: Byte): String = hex(byte.toInt() and 0xFF, 2)

/** The lowest [digits] hexadecimal digits of the number. */
internal fun hex(number: Int, digits: Int): String =
    CharArray(digits) { DIGITS[number ushr 4 * (digits - 1 - it) and 0xF] }.concatToString()
