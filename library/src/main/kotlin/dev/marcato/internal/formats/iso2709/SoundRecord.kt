// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.numberOrMinusOne
import java.nio.ByteBuffer

/**
 * Finds out whether a sound record begins at a place: its length leads to a record terminator, its base address to a
 * field terminator after a directory of whole entries, and every entry to a field terminator. Its leader may look like
 * anything.
 *
 * Such a record is accepted wherever it stands, for so much can't fit together by chance. Two things cut it: a record
 * terminator inside that another leader follows, because reading may begin there and so it has to be a boundary for
 * every reader; and another record with the shape of a leader that fits together.
 */
internal class SoundRecord {
    var length: Int = 0
        private set

    /** The number of directory entries that were examined in vain; a search over many places should limit it. */
    var effort: Long = 0
        private set

    fun rest() {
        effort = 0
    }

    fun beginsAt(known: KnownBytes, at: Int): Answer {
        val leader = known.matches(at, DIGITS_OF_LENGTH) { _, byte -> byte in '0'.code..'9'.code }
        if (leader != Answer.YES) return leader
        length = numberOrMinusOne(known.bytes, at, DIGITS_OF_LENGTH)
        if (length < Framer.SHORTEST_RECORD) return Answer.NO
        if (at + length > known.limit) return known.beyondLimit
        val isSound = fitsTogether(known, at, length) && !holdsAnchor(known, at) && !holdsSoundRecord(known, at)
        return if (isSound) Answer.YES else Answer.NO
    }

    private fun fitsTogether(known: KnownBytes, at: Int, length: Int): Boolean {
        val bytes = known.bytes
        if (bytes.get(at + length - 1) != RECORD_TERMINATOR) return false
        val base = numberOrMinusOne(bytes, at + BASE_ADDRESS, DIGITS_OF_LENGTH)
        return base in LEADER_LENGTH + 1 until length &&
            (base - LEADER_LENGTH - 1) % DIRECTORY_ENTRY_LENGTH == 0 &&
            bytes.get(at + base - 1) == FIELD_TERMINATOR && entriesLeadToTerminators(bytes, at, base, length)
    }

    private fun entriesLeadToTerminators(bytes: ByteBuffer, at: Int, base: Int, length: Int): Boolean {
        val room = length - 1 - base
        var entry = at + LEADER_LENGTH
        while (entry < at + base - 1) {
            val fieldLength = numberOrMinusOne(bytes, entry + TAG_LENGTH, 4)
            val start = numberOrMinusOne(bytes, entry + TAG_LENGTH + 4, 5)
            val leads = fieldLength > 0 && start >= 0 && start + fieldLength <= room &&
                bytes.get(at + base + start + fieldLength - 1) == FIELD_TERMINATOR
            if (!leads) {
                effort += (entry - at) / DIRECTORY_ENTRY_LENGTH
                return false
            }
            entry += DIRECTORY_ENTRY_LENGTH
        }
        return true
    }

    /** A record that was cut off can fit together by chance with as many bytes of the next one. */
    private fun holdsSoundRecord(known: KnownBytes, at: Int): Boolean {
        val end = at + length
        for (index in at + 1..end - Framer.SHORTEST_RECORD) {
            if (known.bytes.get(index) !in '0'.code..'9'.code || leaderShape(known, index) != Answer.YES) continue
            val inner = numberOrMinusOne(known.bytes, index, DIGITS_OF_LENGTH)
            if (inner in Framer.SHORTEST_RECORD..end - index && fitsTogether(known, index, inner)) return inVain()
        }
        return false
    }

    /** Counts all bytes of the record as examined in vain. */
    private fun inVain(): Boolean {
        effort += length / DIRECTORY_ENTRY_LENGTH
        return true
    }

    private fun holdsAnchor(known: KnownBytes, at: Int): Boolean {
        val end = at + length - 1
        for (index in at until end) {
            if (known.bytes.get(index) != RECORD_TERMINATOR) continue
            var next = index + 1
            while (next < end && isFiller(known.bytes.get(next))) next++
            // A leader can't hold the terminator at the end, so this needs no bytes after it.
            if (leaderShape(known, next) == Answer.YES) return inVain()
        }
        return false
    }

    private companion object {
        const val DIGITS_OF_LENGTH = 5
        const val BASE_ADDRESS = 12
    }
}
