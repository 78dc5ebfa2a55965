// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.BYTES_AROUND
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Severity

/** What part of a record a problem is in. Problems are told in this order, and within a part from front to back. */
internal enum class Part { EXTENT, LEADER, DIRECTORY, FIELDS, CONTENT }

/**
 * What was found to be wrong with one stretch of bytes, noted down until it is known whose control number goes with
 * it; holds no more notes than will be told.
 *
 * @param recordIndex how many records came before; null if nobody counted
 * @param byteOffset where the stretch begins in the input
 * @param limit how many notes are kept; further ones are counted
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

    /** How many problems there were, kept or not. */
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

    /** Returns the problems that the record has, [limit] at most, and of which it is said if there were more. */
    fun problems(controlNumber: String?, limit: Int, ifMore: ProblemCode): List<MarcProblem> {
        if (count == 0) return emptyList()
        val told = notes.sortedBy {
            it.part
        }.take(minOf(limit, this.limit)).mapTo(ArrayList()) { problem(it, controlNumber) }
        if (told.size < count) {
            val code = if (limit < this.limit) ifMore else ProblemCode.PROBLEMS_IN_RECORD_LIMIT
            val found = "$count problems, of which ${told.size} told"
            // What a strict reading would go on after is no reason to end it when it is only counted.
            val severity = if (warnings == count) Severity.WARNING else code.severity
            told.add(problem(Note(Part.EXTENT, code, severity, 0, found, "${told.size} at most"), controlNumber))
        }
        return told
    }

    /** Returns a problem that is the reason why a stretch is no record. */
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
