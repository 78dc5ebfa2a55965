// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.input.ByteWindow

/**
 * Finds the end of a stretch that doesn't begin with a sound record: the next place where a record seems to begin.
 *
 * Only the bytes around a place decide whether it is such a boundary:
 * - a leader has its shape there, and doesn't read as part of a directory;
 * - or a sound record begins there;
 * - or the place follows a record terminator (line ends, blanks and NULs may stand between), and a leader has its shape
 * there, or a directory stands at the right distance.
 *
 * So the same bytes are always cut at the same places, however they arrive and wherever reading began. The search looks
 * at each byte a bounded number of times.
 */
internal class BoundarySearch(private val window: ByteWindow) {
    private val sound = SoundRecord()
    private var letGo = 0L

    /** The number of bytes from the front of the window that are known to hold no boundary. */
    var reach: Int = 1
        private set

    /** Begins a new search at the front of the window. */
    fun restart() {
        reach = 1
        letGo = 0
        sound.rest()
    }

    /** Consumes the bytes without a boundary, except the last one, which the search looks back at; returns how many. */
    fun letGo(): Int {
        val count = reach - 1
        window.consume(count)
        letGo += count
        reach = 1
        return count
    }

    /** Returns the distance from the front of the window to the next boundary, or [MORE] if bytes are missing. */
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
            val found = afterTerminator(known, at)
            if (found != Answer.NO) return found
        }
        if (known.bytes.get(at) !in '0'.code..'9'.code) return Answer.NO
        val leader = leaderAfterText(known, at)
        return if (leader == Answer.NO) soundRecordAt(known, at) else leader
    }

    private fun afterTerminator(known: KnownBytes, at: Int): Answer {
        var next = at
        while (next < known.limit && isFiller(known.bytes.get(next))) {
            // A filler this long belongs to no record, damaged or not.
            if (next - at == LONG_FILLER) return Answer.YES
            next++
        }
        // Filler at the end of the input stands by itself, too.
        if (next == known.limit) return if (known.isComplete) Answer.YES else Answer.UNKNOWN
        val shape = leaderShape(known, next)
        if (shape != Answer.NO) return shape
        val blanks = blanksOfLength(known, at, next)
        if (blanks != 0) return if (blanks > 0) Answer.YES else Answer.UNKNOWN
        val directory = directoryNearby(known, next)
        return if (directory == Answer.NO) soundRecordAt(known, next) else directory
    }

    private fun soundRecordAt(known: KnownBytes, at: Int): Answer {
        // A hostile file may hold almost sound records at every place. The limit depends only on the bytes of the
        // stretch, so every search gives up at the same place.
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
