// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

import java.nio.ByteBuffer

internal fun twoDigits(number: Int): String = number.toString().padStart(2, '0')

/** Returns the number that the ASCII digits spell, or -1 if one of them isn't a digit. */
internal fun numberOrMinusOne(bytes: ByteArray, at: Int, digits: Int): Int = number(digits) { bytes[at + it] }

internal fun numberOrMinusOne(bytes: ByteBuffer, at: Int, digits: Int): Int = number(digits) { bytes.get(at + it) }

private inline fun number(digits: Int, byteAt: (Int) -> Byte): Int {
    var number = 0
    for (index in 0 until digits) {
        val digit = byteAt(index) - '0'.code
        if (digit !in 0..9) return -1
        number = number * 10 + digit
    }
    return number
}
