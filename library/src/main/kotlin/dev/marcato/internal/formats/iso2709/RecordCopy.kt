// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Repair
import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.twoDigits
import dev.marcato.internal.record.MOST_IN_FIELD
import dev.marcato.internal.record.MOST_IN_RECORD
import dev.marcato.internal.record.lengthLaidOut
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.writing.LEFT_BEHIND
import dev.marcato.internal.writing.Unwritable
import dev.marcato.internal.writing.lostByReading

/** Decides how a record that was read with problems is passed on in ISO 2709. Stateless, so threads can share it. */
internal class RecordCopy(private val repair: Repair) {
    /**
     * Returns the bytes that the record was read from, with a terminator, if it is to be passed on unchanged; null if
     * it is to be laid out anew.
     */
    fun rawBytesOf(record: Record): ByteArray? {
        if (!record.isFaulty || repair == Repair.RELAID) return null
        val raw = record.ownRawBytes?.takeIf(::isOneRecord) ?: return null
        val bytes = if (raw.last() == RECORD_TERMINATOR) raw else raw + RECORD_TERMINATOR
        val isInPlace = record.problems.all { it.code in OF_CONTENT }
        if (repair == Repair.RAW || isInPlace) return bytes
        val isMoved = record.problems.any { it.code !in OF_CONTENT && it.code !in OF_DELIMITERS }
        return bytes.takeIf { (!isMoved || !isBetterRelaid(record)) && leadBack(bytes, record) }
    }

    /** Returns the problems that show what is lost when the record is laid out anew. */
    fun lostOf(record: Record): List<MarcProblem> = if (record.ownRawBytes == null) {
        lostByReading(record)
    } else {
        record.problems.filter { it.code in LEFT_BEHIND }
    }

    /**
     * Gives the leader at [start] of [bytes] the shape by which readers find a record among damaged ones, and returns
     * the replacements.
     */
    fun shapeLeader(record: Record, bytes: ByteArray, start: Int, end: Int): List<MarcProblem> =
        if (isFound(KnownBytes(littleEndian(bytes), end, isComplete = true), start)) {
            emptyList()
        } else {
            shapeLeader(record, bytes, start)
        }

    private fun shapeLeader(record: Record, bytes: ByteArray, start: Int): List<MarcProblem> =
        SHAPE.mapNotNull { position ->
            val byte = bytes[start + position]
            if (byte in 0x20..0x7E && byte !in DIGITS) return@mapNotNull null
            bytes[start + position] = STAND_IN
            val found = "0x${hex(byte)} at leader/${twoDigits(position)}"
            val expected = "a letter or a blank"
            Unwritable(record).problem(ProblemCode.LEADER_STRUCTURE, position, found, expected, null).ofLivingRecord()
        }

    /** Whether laying out anew loses nothing; faults of text and codes stay in the fields, whose bytes are copied. */
    private fun isBetterRelaid(record: Record): Boolean = lostOf(record).isEmpty() && !isTooLarge(record)

    private fun isTooLarge(record: Record): Boolean {
        val fields = 0 until record.table.size
        return fields.any { lengthOf(record, it) > MOST_IN_FIELD } ||
            lengthLaidOut(record) > MOST_IN_RECORD
    }

    private companion object {
        val SHAPE = 5..7
        val DIGITS = '0'.code..'9'.code
        const val STAND_IN: Byte = '?'.code.toByte()

        /** Faults of text and codes, which don't move anything. */
        val OF_CONTENT = setOf(
            ProblemCode.LEADER_NOT_ASCII,
            ProblemCode.TAG_NOT_ASCII,
            ProblemCode.INDICATOR_NOT_ASCII,
            ProblemCode.SUBFIELD_DELIMITER_MISSING,
            ProblemCode.SUBFIELD_CODE_MISSING,
            ProblemCode.SUBFIELD_CODE_NOT_ASCII,
            ProblemCode.TEXT_NOT_UTF_8,
            ProblemCode.TEXT_UNDECODABLE,
            ProblemCode.CHARACTER_SET_CONTRADICTED,
            ProblemCode.CHARACTER_SET_UNSUPPORTED,
        )

        /** Delimiters that don't move anything, but may be misread once the neighbours are gone. */
        val OF_DELIMITERS = setOf(ProblemCode.FIELD_TERMINATOR_INSIDE, ProblemCode.RECORD_TERMINATOR_INSIDE)
    }
}

/**
 * Whether bytes make exactly one record wherever they stand: readers find its beginning, and no other record after a
 * record terminator inside it, whatever follows.
 */
internal fun isOneRecord(bytes: ByteArray): Boolean {
    val known = KnownBytes(littleEndian(bytes), bytes.size, isComplete = true)
    if (!isFound(known, 0)) return false
    val open = KnownBytes(known.bytes, bytes.size, isComplete = false)
    return (0 until bytes.size - 1).none { bytes[it] == RECORD_TERMINATOR && mayBegin(open, it + 1) }
}

/** Whether readers find the record at [at] after the terminator of another record, whatever it holds. */
private fun isFound(known: KnownBytes, at: Int): Boolean =
    leaderShape(known, at) == Answer.YES || directoryNearby(known, at) == Answer.YES

/** Whether readers may find a record at [at], after a record terminator, depending on the bytes that follow. */
private fun mayBegin(open: KnownBytes, at: Int): Boolean {
    var next = at
    while (next < open.limit && isFiller(open.bytes.get(next))) next++
    return leaderShape(open, next) != Answer.NO || directoryNearby(open, next) != Answer.NO
}
