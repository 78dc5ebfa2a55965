// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.internal.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.FIELD_TERMINATOR
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.RECORD_TERMINATOR

/**
 * Tells whether a sound record begins somewhere: the length leads to a record terminator, the base address to a field
 * terminator behind a directory of whole entries, and every entry to one, too. Its leader may look as it likes.
 *
 * Such a record is taken as it stands, wherever it is found: so much does not fit together by chance. The one thing
 * that cuts it is a record terminator inside, behind which another leader stands: that is where reading may begin
 * anywhere in a file, so it has to be a boundary for everybody.
 */
internal class SoundRecord {
    /** The length of the record that was found. */
    var length: Int = 0
        private set

    /** How many directory entries were looked at in vain; whoever asks for many places may want to stop some time. */
    var effort: Long = 0
        private set

    /** Forgets the effort. */
    fun rest() {
        effort = 0
    }

    fun beginsAt(terrain: Terrain, at: Int): Answer {
        val bytes = terrain.bytes
        val leader = terrain.matches(at, DIGITS_OF_LENGTH) { _, byte -> byte in '0'.code..'9'.code }
        if (leader != Answer.YES) return leader
        length = numberOrMinusOne(bytes, at, DIGITS_OF_LENGTH)
        if (length < Framer.SHORTEST_RECORD) return Answer.NO
        if (at + length > terrain.limit) return terrain.beyondLimit
        if (bytes.get(at + length - 1) != RECORD_TERMINATOR) return Answer.NO
        val base = numberOrMinusOne(bytes, at + BASE_ADDRESS, DIGITS_OF_LENGTH)
        val isWhole = base in LEADER_LENGTH + 1 until length &&
            (base - LEADER_LENGTH - 1) % DIRECTORY_ENTRY_LENGTH == 0 &&
            bytes.get(at + base - 1) == FIELD_TERMINATOR
        val isSound = isWhole && entriesLeadToTerminators(terrain, at, base) && !holdsAnchor(terrain, at)
        return if (isSound) Answer.YES else Answer.NO
    }

    private fun entriesLeadToTerminators(terrain: Terrain, at: Int, base: Int): Boolean {
        val bytes = terrain.bytes
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

    private fun holdsAnchor(terrain: Terrain, at: Int): Boolean {
        val end = at + length - 1
        for (index in at until end) {
            if (terrain.bytes.get(index) != RECORD_TERMINATOR) continue
            var next = index + 1
            while (next < end && isFiller(terrain.bytes.get(next))) next++
            // The terminator at the end is none of the bytes that a leader may have, so this needs no bytes behind.
            if (leaderShape(terrain, next) == Answer.YES) return true
        }
        return false
    }

    private companion object {
        const val DIGITS_OF_LENGTH = 5
        const val BASE_ADDRESS = 12
    }
}
