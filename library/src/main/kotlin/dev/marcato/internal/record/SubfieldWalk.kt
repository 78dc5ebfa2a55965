// SPDX-License-Identifier: Apache-2.0
// Hot: every subfield that is visited without making it goes through it.
package dev.marcato.internal.record

import dev.marcato.internal.bytes.EACH_DELIMITER
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.exactZeroBytes
import java.nio.ByteBuffer

/**
 * Goes from subfield to subfield of a field, to those that [scanSubfields] finds, without making an object. All
 * delimiters of a word are found at once, and the end of a value only when it is asked for.
 */
internal class SubfieldWalk {
    private var bytes = NO_BYTES
    private var start = 0
    private var end = 0

    // The word that was searched last, and its delimiters that weren't visited yet.
    private var wordStart = 0
    private var delimiters = 0L

    var code: Char = MISSING_CODE
        private set

    /** Where the value begins; negative if the walk is at no subfield. */
    var from: Int = NOWHERE
        private set

    /** Where the value ends. */
    val to: Int get() = nextDelimiter()

    /** Leaves the field: the walk is at no subfield until [first] is called. */
    fun leave() {
        from = NOWHERE
    }

    /** Moves to the first subfield of the field between [start] and [end] of the little-endian [bytes]. */
    fun first(bytes: ByteBuffer, start: Int, end: Int): Boolean {
        this.bytes = bytes
        this.start = start
        this.end = end
        wordStart = start - Long.SIZE_BYTES
        delimiters = 0
        if (nextDelimiter() <= start + INDICATOR_COUNT) return next()
        // Text before the first delimiter.
        code = MISSING_CODE
        from = start + INDICATOR_COUNT
        return true
    }

    /** Moves to the next subfield; false if there is none. */
    fun next(): Boolean {
        val delimiter = nextDelimiter()
        if (delimiter == end) {
            from = NOWHERE
            return false
        }
        delimiters = delimiters and (delimiters - 1)
        val found = if (delimiter + 1 < end) bytes.get(delimiter + 1) else SUBFIELD_DELIMITER
        if (found == SUBFIELD_DELIMITER) {
            code = MISSING_CODE
            from = delimiter + 1
        } else {
            code = (found.toInt() and 0xFF).toChar()
            from = delimiter + 2
        }
        return true
    }

    /** Returns where the next delimiter stands, or [end]. */
    private fun nextDelimiter(): Int {
        var found = delimiters
        if (found == 0L) {
            var at = wordStart
            while (found == 0L) {
                at += Long.SIZE_BYTES
                if (at >= end) return end
                found = exactZeroBytes(wordAt(at) xor EACH_DELIMITER)
            }
            wordStart = at
            delimiters = found
        }
        // The word may reach into the next field.
        return minOf(wordStart + (found.countTrailingZeroBits() ushr 3), end)
    }

    private fun wordAt(at: Int): Long = if (at <= bytes.limit() - Long.SIZE_BYTES) bytes.getLong(at) else lastWord(at)

    /** The bytes up to the limit, and zeros. */
    private fun lastWord(at: Int): Long {
        var word = 0L
        for (index in bytes.limit() - 1 downTo at) word = (word shl 8) or (bytes.get(index).toLong() and 0xFF)
        return word
    }

    private companion object {
        const val NOWHERE = -1
        const val MISSING_CODE = '\u0000'
        val NO_BYTES = littleEndian(ByteArray(0))
    }
}
