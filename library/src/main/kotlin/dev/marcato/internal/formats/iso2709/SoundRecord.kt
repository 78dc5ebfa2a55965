// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import java.nio.ByteBuffer

/**
 * Tells whether a sound record begins somewhere: the length leads to a record terminator, the base address to a field
 * terminator behind a directory of whole entries, and every entry to one, too. Its leader may look as it likes.
 *
 * Such a record is taken as it stands, wherever it is found: so much does not fit together by chance. Two things
 * cut it: a record terminator inside, behind which another leader stands, since that is where reading may begin anywhere
 * in a file, so that it has to be a boundary for everybody; and another record with a leader's shape that fits together.
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

    /** A record that was cut off, and as many bytes as it lacks of another one behind, fit together by chance. */
    private fun holdsSoundRecord(known: KnownBytes, at: Int): Boolean {
        val end = at + length
        for (index in at + 1..end - Framer.SHORTEST_RECORD) {
            if (known.bytes.get(index) !in '0'.code..'9'.code || leaderShape(known, index) != Answer.YES) continue
            val inner = numberOrMinusOne(known.bytes, index, DIGITS_OF_LENGTH)
            if (inner in Framer.SHORTEST_RECORD..end - index && fitsTogether(known, index, inner)) return inVain()
        }
        return false
    }

    /** All bytes of the record were looked at for nothing. */
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
            // The terminator at the end is none of the bytes that a leader may have, so this needs no bytes behind.
            if (leaderShape(known, next) == Answer.YES) return inVain()
        }
        return false
    }

    private companion object {
        const val DIGITS_OF_LENGTH = 5
        const val BASE_ADDRESS = 12
    }
}
