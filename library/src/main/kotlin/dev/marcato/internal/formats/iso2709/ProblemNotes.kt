// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Severity
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.reading.Note
import dev.marcato.internal.reading.Notes

/**
 * The part of a record that a problem is in. Problems are reported in this order, and from front to back within a part.
 */
internal enum class Part { EXTENT, LEADER, DIRECTORY, FIELDS, CONTENT }

/**
 * Collects the problems of one stretch until its control number is known; holds no more than will be reported.
 *
 * @param recordIndex the number of records before; null if unknown
 * @param byteOffset where the stretch begins in the input
 * @param limit how many notes are kept; further ones are only counted
 */
internal class ProblemNotes(
    private val bytes: ByteArray,
    private val recordIndex: Long?,
    private val byteOffset: Long,
    limit: Int,
) {
    private val notes = Notes(limit)

    /** The number of problems, kept or not. */
    val count: Int get() = notes.count

    fun add(
        part: Part,
        code: ProblemCode,
        offset: Int,
        found: String,
        expected: String,
        entry: DirectoryEntry? = null,
        subfieldCode: Char? = null,
        severity: Severity = code.severity,
    ) {
        notes.add(
            Note(code, offset, found, expected, severity, entry?.tag, entry?.occurrence, subfieldCode, part.ordinal),
        )
    }

    /** Returns up to [limit] problems of the record; adds the problem [ifMore] if there were more. */
    fun problems(controlNumber: String?, limit: Int, ifMore: ProblemCode): List<MarcProblem> =
        notes.toReport(limit, ifMore).map { problem(it, controlNumber) }

    /** Returns the reason why a stretch isn't a record. */
    fun damage(code: ProblemCode, offset: Int, found: String, expected: String): MarcProblem =
        problem(Note(code, offset, found, expected, Severity.FATAL), null)

    private fun problem(note: Note, controlNumber: String?): MarcProblem {
        val position = ProblemPosition.of(
            recordIndex,
            byteOffset + note.offset,
            note.offset,
            note.tag,
            note.occurrence,
            note.subfieldCode,
            controlNumber,
        )
        val from = maxOf(0, note.offset - BYTES_AROUND)
        val to = minOf(bytes.size, note.offset + BYTES_AROUND)
        return MarcProblem.of(
            note.code,
            note.severity,
            position,
            note.found,
            note.expected,
            if (from < to) bytes.copyOfRange(from, to) else ByteArray(0),
            byteOffset + from,
        )
    }
}
