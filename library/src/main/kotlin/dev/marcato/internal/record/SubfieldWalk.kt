// SPDX-License-Identifier: Apache-2.0
// Hot: every subfield that is visited without making it goes through it.
package dev.marcato.internal.record

import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import java.nio.ByteBuffer

/**
 * Goes from subfield to subfield of a field, to those that [scanSubfields] finds.
 *
 * What is rare has a function of its own: [next] is fast only if it is small enough to be compiled into its caller.
 */
internal class SubfieldWalk {
    private var end = 0

    // Where text before the first delimiter begins; negative if there is none, or it was visited.
    private var textStart = NOWHERE

    var code: Char = MISSING_CODE
        private set

    /** Where the value begins; negative if the walk is at no subfield. */
    var from: Int = NOWHERE
        private set

    /** Where the value ends: the next delimiter, or the end of the field. */
    var to: Int = 0
        private set

    /** Goes to before the first subfield of the field between [start] and [end]. */
    fun begin(bytes: ByteArray, start: Int, end: Int) {
        skip(end)
        val usual = start + INDICATOR_COUNT
        val isUsual = usual < end && bytes[usual] == SUBFIELD_DELIMITER &&
            bytes[start] != SUBFIELD_DELIMITER && bytes[start + 1] != SUBFIELD_DELIMITER
        if (isUsual) to = usual else findFirst(bytes, start)
    }

    /** Goes to before the [end] of a field without subfields. */
    fun skip(end: Int) {
        this.end = end
        to = end
        from = NOWHERE
        textStart = NOWHERE
    }

    /** Moves to the next subfield; false if there is none. The little-endian [words] have the bytes of the record. */
    fun next(words: ByteBuffer): Boolean {
        if (textStart >= 0) return takeText()
        val delimiter = to
        if (delimiter == end) {
            from = NOWHERE
            return false
        }
        val found = if (delimiter + 1 < end) words.get(delimiter + 1) else SUBFIELD_DELIMITER
        val hasCode = found != SUBFIELD_DELIMITER
        val start = if (hasCode) delimiter + 2 else delimiter + 1
        code = if (hasCode) (found.toInt() and 0xFF).toChar() else MISSING_CODE
        from = start
        to = nextDelimiter(words, start, end)
        return true
    }

    private fun findFirst(bytes: ByteArray, start: Int) {
        to = (start until end).firstOrNull { bytes[it] == SUBFIELD_DELIMITER } ?: end
        if (to > start + INDICATOR_COUNT) textStart = start + INDICATOR_COUNT
    }

    private fun takeText(): Boolean {
        code = MISSING_CODE
        from = textStart
        textStart = NOWHERE
        return true
    }

    private companion object {
        const val NOWHERE = -1
        const val MISSING_CODE = '\u0000'
    }
}
