// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.numberOrMinusOne
import dev.marcato.internal.bytes.quoted
import dev.marcato.internal.bytes.twoDigits
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.littleEndian

/** Examines the leader of a record, which may be too short or too long. */
internal class LeaderExamination(private val bytes: ByteArray) {
    private val soundDirectory = SoundDirectory(bytes)

    /**
     * Its number of bytes: 24; 23 or 25 if everything at its end is one byte off; any other number only if directory
     * and data leave no doubt.
     */
    val length: Int = findLength()

    /** Whether only the record length can be found in it. */
    private val isShapeless = length !in LEADER_LENGTHS

    private val shift = length - LEADER_LENGTH

    /** The claimed record length, or -1 if it isn't a number. */
    val claimedLength: Int = if (bytes.size < LENGTH_DIGITS) -1 else numberOrMinusOne(bytes, 0, LENGTH_DIGITS)

    /** The claimed record length, corrected for a writer that counted 24 bytes for the leader. */
    val claimedLengthShifted: Int = if (claimedLength < 0) -1 else claimedLength + shift

    /**
     * The claimed base address, corrected for a writer that counted 24 bytes for the leader; -1 if it isn't a number.
     */
    val claimedBase: Int = if (isShapeless) {
        soundDirectory.end + 1
    } else if (bytes.size < LEADER_LENGTH + 1) {
        -1
    } else {
        numberOrMinusOne(bytes, BASE_ADDRESS + shift, LENGTH_DIGITS).let { if (it < 0) -1 else it + shift }
    }

    /** Leader/09. */
    val coding: Char get() = if (isShapeless) ' ' else (bytes[CODING + shift].toInt() and 0xFF).toChar()

    /**
     * Writes 24 bytes. If one of 8 and 9 is missing or superfluous, it is unknown which; 09 is the byte before the
     * counts.
     */
    fun copyTo(target: ByteArray) {
        if (isShapeless) {
            RecordAssembler.NO_LEADER.copyInto(target)
            bytes.copyInto(target, 0, 0, LENGTH_DIGITS)
            return
        }
        bytes.copyInto(target, 0, 0, HEAD)
        target[HEAD] = if (shift < 0) ' '.code.toByte() else bytes[HEAD]
        bytes.copyInto(target, CODING, CODING + shift, length)
    }

    fun note(notes: ProblemNotes) {
        if (shift != 0) {
            val expected = "a leader of $LEADER_LENGTH bytes"
            notes.add(Part.LEADER, ProblemCode.LEADER_LENGTH_WRONG, HEAD, "a leader of $length bytes", expected)
        }
        for (offset in 0 until length) {
            if (bytes[offset] in 0x20..0x7E) continue
            val found = "0x${hex(bytes[offset])} at leader/${twoDigits(offset)}"
            notes.add(Part.LEADER, ProblemCode.LEADER_NOT_ASCII, offset, found, "printable ASCII")
        }
        if (isShapeless) return
        expect(INDICATOR_COUNTS + shift, "22", "10-11", notes)
        expect(ENTRY_MAP + shift, "45", "20-21", notes)
    }

    private fun expect(offset: Int, expected: String, positions: String, notes: ProblemNotes) {
        if (bytes[offset].toInt() == expected[0].code && bytes[offset + 1].toInt() == expected[1].code) return
        val found = "${quoted(bytes, offset, expected.length)} at leader/$positions"
        notes.add(Part.LEADER, ProblemCode.LEADER_STRUCTURE, offset, found, "\"$expected\"")
    }

    fun damageIfCutOff(isAtEnd: Boolean): Fault {
        val digits = minOf(bytes.size, LENGTH_DIGITS)
        if (numberOrMinusOne(bytes, 0, digits) < 0) return noLength()
        return cutOff(isAtEnd, "a leader of $LEADER_LENGTH bytes")
    }

    /** What is wrong with the record length by itself. */
    fun lengthFault(): Fault? = when {
        claimedLength < 0 -> noLength()

        claimedLength < Framer.SHORTEST_RECORD -> Fault(
            ProblemCode.RECORD_LENGTH_TOO_SMALL,
            0,
            quoted(bytes, 0, LENGTH_DIGITS),
            "a number from ${Framer.SHORTEST_RECORD}",
        )

        else -> null
    }

    fun damage(isAtEnd: Boolean, hasDirectory: Boolean): Fault = lengthFault() ?: when {
        claimedLength > bytes.size && bytes[bytes.size - 1] != RECORD_TERMINATOR ->
            cutOff(isAtEnd, "$claimedLength bytes, as the leader says")

        !hasDirectory -> Fault(
            ProblemCode.DIRECTORY_NOT_TERMINATED,
            length,
            "no 0x1E in the ${bytes.size - length} bytes after the leader",
            "0x1E after the directory",
        )

        else -> Fault(
            ProblemCode.DIRECTORY_UNREADABLE,
            length,
            quoted(bytes, length, minOf(SAMPLE, bytes.size - length)),
            "directory entries, each a tag of three graphic characters and nine digits",
        )
    }

    private fun noLength(): Fault = Fault(
        ProblemCode.RECORD_LENGTH_NOT_A_NUMBER,
        0,
        quoted(bytes, 0, minOf(LENGTH_DIGITS, bytes.size)),
        LENGTH_EXPECTED,
    )

    private fun cutOff(isAtEnd: Boolean, expected: String): Fault {
        val what = if (isAtEnd) "the end of the input" else "another record"
        val found = "$what after ${bytes.size} bytes"
        return Fault(ProblemCode.RECORD_CUT_OFF, bytes.size, found, expected)
    }

    private fun findLength(): Int {
        if (bytes.size < LEADER_LENGTH + 2 || standsAt(LEADER_LENGTH)) return LEADER_LENGTH
        val known = KnownBytes(littleEndian(bytes), bytes.size, isComplete = true)
        // The lengths in a directory hardly show where it begins; the bytes before it do.
        return LEADER_LENGTHS.firstOrNull { standsAt(it) && directoryAt(known, it) == Answer.YES }
            ?: soundDirectory.from(LENGTH_DIGITS).takeIf { it >= 0 }
            ?: LEADER_LENGTH
    }

    /** Whether a leader that ends before [end] has its indicator counts, base address and entry map in their places. */
    private fun standsAt(end: Int): Boolean =
        bytes[end - 4] == '4'.code.toByte() && bytes[end - 3] == '5'.code.toByte() &&
            bytes[end - 14] == '2'.code.toByte() && bytes[end - 13] == '2'.code.toByte()

    private companion object {
        const val LENGTH_EXPECTED = "five digits, the length of a record"
        const val LENGTH_DIGITS = 5
        const val HEAD = 8
        const val CODING = 9
        const val INDICATOR_COUNTS = 10
        const val BASE_ADDRESS = 12
        const val ENTRY_MAP = 20
        const val SAMPLE = 12
    }
}
