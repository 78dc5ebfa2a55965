// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Severity
import dev.marcato.internal.bytes.BYTES_AROUND

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
    private val limit: Int,
) {
    private class Note(
        val part: Part,
        val code: ProblemCode,
        val severity: Severity,
        val offset: Int,
        val found: String,
        val expected: String,
        val entry: DirectoryEntry? = null,
        val subfieldCode: Char? = null,
    )

    private val notes = ArrayList<Note>()
    private var warnings = 0

    /** The number of problems, kept or not. */
    var count: Int = 0
        private set

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
        count++
        if (severity == Severity.WARNING) warnings++
        if (notes.size < limit) notes.add(Note(part, code, severity, offset, found, expected, entry, subfieldCode))
    }

    /** Returns up to [limit] problems of the record; adds the problem [ifMore] if there were more. */
    fun problems(controlNumber: String?, limit: Int, ifMore: ProblemCode): List<MarcProblem> {
        if (count == 0) return emptyList()
        val reported = notes.sortedBy { it.part }.take(minOf(limit, this.limit))
            .mapTo(ArrayList()) { problem(it, controlNumber) }
        if (reported.size < count) {
            val code = if (limit < this.limit) ifMore else ProblemCode.PROBLEMS_IN_RECORD_LIMIT
            val found = "$count problems, ${reported.size} of them reported"
            // If only warnings are left out, strict reading must not stop because of their count.
            val severity = if (warnings == count) Severity.WARNING else code.severity
            reported.add(
                problem(Note(Part.EXTENT, code, severity, 0, found, "${reported.size} at most"), controlNumber),
            )
        }
        return reported
    }

    /** Returns the reason why a stretch isn't a record. */
    fun damage(code: ProblemCode, offset: Int, found: String, expected: String): MarcProblem =
        problem(Note(Part.EXTENT, code, Severity.FATAL, offset, found, expected), null)

    private fun problem(note: Note, controlNumber: String?): MarcProblem {
        val position = ProblemPosition.of(
            recordIndex,
            byteOffset + note.offset,
            note.offset,
            note.entry?.tag,
            note.entry?.occurrence,
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
