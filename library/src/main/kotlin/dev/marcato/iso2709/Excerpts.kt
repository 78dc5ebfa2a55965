// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.internal.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.FIELD_TERMINATOR
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.decodeText

internal fun hex(byte: Byte): String = "%02X".format(java.util.Locale.ROOT, byte)

internal fun twoDigits(number: Int): String = number.toString().padStart(2, '0')

/** Returns the number that the ASCII digits spell, or -1 if one of them is no digit. */
internal fun numberOrMinusOne(bytes: ByteArray, at: Int, digits: Int): Int {
    var number = 0
    for (index in at until at + digits) {
        val digit = bytes[index] - '0'.code
        if (digit !in 0..9) return -1
        number = number * 10 + digit
    }
    return number
}

/**
 * Returns the control number of a record with which something is wrong, if its directory leads to a field 001 that
 * ends in its terminator; it names the record for whoever reads the problem.
 */
internal fun controlNumberOrNull(bytes: ByteArray): String? {
    if (bytes.size < LEADER_LENGTH) return null
    val base = numberOrMinusOne(bytes, 12, 5)
    var entry = LEADER_LENGTH
    while (entry + DIRECTORY_ENTRY_LENGTH <= minOf(base, bytes.size)) {
        if (String(bytes, entry, 3, Charsets.ISO_8859_1) == "001") {
            val start = base + numberOrMinusOne(bytes, entry + 7, 5)
            val end = start + numberOrMinusOne(bytes, entry + 3, 4) - 1
            if (start in base until end && end < bytes.size &&
                bytes[end] == FIELD_TERMINATOR
            ) {
                return decodeText(bytes, start, end, isAscii = false)
            }
        }
        entry += DIRECTORY_ENTRY_LENGTH
    }
    return null
}
