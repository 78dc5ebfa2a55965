// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.input.ByteWindow

/**
 * Finds where a stretch ends that does not begin with a sound record: at the next place where a record seems to begin.
 *
 * Such a place is a property of the bytes around it, and of nothing that was read before: where a leader has its shape
 * and does not read as part of a directory, where a sound record begins, and, behind a record terminator (line ends, blanks and NULs
 * between), where a leader has its shape or a directory stands as far off as it should. So the same bytes are cut in the same places whatever pieces they come in, and
 * wherever reading began.
 *
 * No byte is looked at more than a fixed number of times, whatever the bytes are.
 */
internal class BoundarySearch(private val window: ByteWindow) {
    private val sound = SoundRecord()
    private var letGo = 0L

    /** How many bytes, counted from the front of the window, are known to hold no boundary. */
    var reach: Int = 1
        private set

    /** Begins anew, at the front of the window. */
    fun restart() {
        reach = 1
        letGo = 0
        sound.rest()
    }

    /** Lets go of the bytes without boundary but for the last one, which the search looks back at; returns how many. */
    fun letGo(): Int {
        val count = reach - 1
        window.consume(count)
        letGo += count
        reach = 1
        return count
    }

    /** Returns how many bytes from the front of the window the next boundary is, or [MORE] if bytes are missing. */
    fun next(): Int {
        val known = KnownBytes(window.buffer, window.limit, window.isComplete)
        val front = window.position
        while (front + reach < window.limit) {
            when (isBoundary(known, front + reach)) {
                Answer.YES -> return reach
                Answer.UNKNOWN -> return MORE
                Answer.NO -> reach++
            }
        }
        return if (window.isComplete) window.available else MORE
    }

    private fun isBoundary(known: KnownBytes, at: Int): Answer {
        if (known.bytes.get(at - 1) == RECORD_TERMINATOR) {
            val found = behindTerminator(known, at)
            if (found != Answer.NO) return found
        }
        if (known.bytes.get(at) !in '0'.code..'9'.code) return Answer.NO
        val leader = leaderAfterText(known, at)
        return if (leader == Answer.NO) soundRecordAt(known, at) else leader
    }

    private fun behindTerminator(known: KnownBytes, at: Int): Answer {
        var next = at
        while (next < known.limit && isFiller(known.bytes.get(next))) {
            // So much of it belongs to no record, damaged or not.
            if (next - at == LONG_FILLER) return Answer.YES
            next++
        }
        // At the end of the input the filler stands by itself, too.
        if (next == known.limit) return if (known.isComplete) Answer.YES else Answer.UNKNOWN
        val shape = leaderShape(known, next)
        if (shape != Answer.NO) return shape
        val blanks = blanksOfLength(known, at, next)
        if (blanks != 0) return if (blanks > 0) Answer.YES else Answer.UNKNOWN
        val directory = directoryNearby(known, next)
        return if (directory == Answer.NO) soundRecordAt(known, next) else directory
    }

    private fun soundRecordAt(known: KnownBytes, at: Int): Answer {
        // Somebody may write a file in which nearly all of a record fits together at every place. Depends on the bytes
        // of the stretch alone, so everybody gives up at the same place.
        val isWorthIt = sound.effort <= EFFORT + EFFORT_PER_BYTE * (letGo + reach)
        return if (isWorthIt) sound.beginsAt(known, at) else Answer.NO
    }

    companion object {
        const val MORE: Int = -1
        private const val LONG_FILLER = 4096
        private const val EFFORT = 256L
        private const val EFFORT_PER_BYTE = 16L
    }
}
