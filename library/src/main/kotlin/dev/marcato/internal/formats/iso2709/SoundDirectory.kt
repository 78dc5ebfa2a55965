// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.numberOrMinusOne

/**
 * Finds where the directory of a record begins if the leader has lost or gained more than one byte.
 *
 * Only one place is possible: counted back from the first field terminator, the entries' lengths must add up to the
 * length of all fields, and each entry must lead from one field terminator to another. That can't happen by chance.
 */
internal class SoundDirectory(private val bytes: ByteArray) {
    /** Where the field terminator of the directory stands; -1 if there is none. */
    val end: Int = bytes.indexOf(FIELD_TERMINATOR)

    /** Returns where the directory begins, at [earliest] or after it; -1 if it doesn't fit the data. */
    fun from(earliest: Int): Int {
        if (end < earliest + DIRECTORY_ENTRY_LENGTH) return -1
        var dataEnd = end + 1
        while (dataEnd < bytes.size && bytes[dataEnd] != RECORD_TERMINATOR) dataEnd++
        if (dataEnd == bytes.size) return -1
        var size = dataEnd - end - 1
        var entry = end
        while (size > 0 && entry - DIRECTORY_ENTRY_LENGTH >= earliest) {
            entry -= DIRECTORY_ENTRY_LENGTH
            size -= lengthIfSound(entry)
        }
        return if (size == 0) entry else -1
    }

    /** The length of the field that the entry at [at] leads to; more than any length if it leads to none. */
    private fun lengthIfSound(at: Int): Int {
        val length = numberOrMinusOne(bytes, at + TAG_LENGTH, 4)
        val start = numberOrMinusOne(bytes, at + TAG_LENGTH + 4, 5)
        if (length <= 0 || start < 0) return NONE
        val from = end + 1 + start
        val isSound = from + length <= bytes.size && bytes[from - 1] == FIELD_TERMINATOR &&
            bytes[from + length - 1] == FIELD_TERMINATOR
        return if (isSound) length else NONE
    }

    private companion object {
        const val NONE = Int.MAX_VALUE / 2
    }
}
