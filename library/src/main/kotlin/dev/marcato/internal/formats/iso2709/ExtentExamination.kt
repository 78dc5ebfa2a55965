// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.hex

/**
 * Finds where a record ends: at the terminator that the leader leads to, or that the directory leads to, or at the
 * first one.
 */
internal class ExtentExamination(
    private val bytes: ByteArray,
    private val leader: LeaderExamination,
    private val directory: DirectoryExamination,
    private val isAtEnd: Boolean,
    private val isOpen: Boolean,
) {
    private val terminator = findTerminator()

    val length: Int = if (terminator < 0) bytes.size else terminator + 1

    // The record ends where its leader says, but another byte replaces the terminator.
    private val isReplaced = terminator < 0 && leader.claimedLengthShifted == bytes.size &&
        bytes[bytes.size - 1] != FIELD_TERMINATOR && directory.dataStart < bytes.size

    val dataEnd: Int = if (terminator >= 0) {
        terminator
    } else if (isReplaced) {
        bytes.size - 1
    } else {
        bytes.size
    }

    fun note(notes: ProblemNotes) {
        noteLength(notes)
        if (terminator >= 0) return
        if (isOpen) {
            noteOpenEnd(notes)
        } else if (isReplaced) {
            val at = bytes.size - 1
            val found = "0x${hex(bytes[at])} at the end of ${bytes.size} bytes, as the leader says"
            notes.add(Part.EXTENT, ProblemCode.RECORD_TERMINATOR_MISSING, at, found, "0x1D")
        } else if (isAtEnd) {
            val expected = if (leader.claimedLength > bytes.size) {
                "${leader.claimedLength} bytes, as the leader says"
            } else {
                "0x1D at the end of the record"
            }
            val found = "the end of the input after ${bytes.size} bytes"
            notes.add(Part.EXTENT, ProblemCode.RECORD_CUT_OFF, bytes.size, found, expected)
        } else {
            val found = "another record after ${bytes.size} bytes"
            notes.add(Part.EXTENT, ProblemCode.RECORD_TERMINATOR_MISSING, bytes.size, found, "0x1D before it")
        }
    }

    private fun noteLength(notes: ProblemNotes) {
        val fault = leader.lengthFault()
        if (fault != null) {
            notes.add(Part.EXTENT, fault.code, fault.at, fault.found, fault.expected)
        } else if (terminator >= 0 && leader.claimedLengthShifted != length) {
            val found = "length ${leader.claimedLength}, but 0x1D at the end of $length bytes"
            notes.add(Part.EXTENT, ProblemCode.RECORD_LENGTH_WRONG, 0, found, "length $length")
        }
    }

    /** The end is still missing, but the record is already longer than its leader says. */
    private fun noteOpenEnd(notes: ProblemNotes) {
        val claimed = leader.claimedLength
        if (claimed < Framer.SHORTEST_RECORD) return
        val found = "length $claimed, but no 0x1D in the first ${bytes.size} bytes"
        notes.add(Part.EXTENT, ProblemCode.RECORD_LENGTH_WRONG, 0, found, "0x1D at the end of $claimed bytes")
    }

    private fun findTerminator(): Int {
        val byLeader = leader.claimedLengthShifted - 1
        if (isTerminator(byLeader)) return byLeader
        val byDirectory = directory.dataStart +
            (directory.entries.filter { it.isNumber }.maxOfOrNull { it.start + it.length } ?: 0)
        if (isTerminator(byDirectory)) return byDirectory
        var first = -1
        for (at in directory.dataStart until bytes.size) {
            if (bytes[at] != RECORD_TERMINATOR) continue
            // A terminator right after that of a field is the end; one in the middle of text may be a stray one.
            if (bytes[at - 1] == FIELD_TERMINATOR) return at
            if (first < 0) first = at
        }
        return first
    }

    private fun isTerminator(at: Int): Boolean =
        at in directory.dataStart until bytes.size && bytes[at] == RECORD_TERMINATOR
}
