// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Severity
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.input.ByteWindow

/**
 * Collects the problems of the stretch at the front of the [window] until the stretch ends; holds no more than will be
 * reported. Offsets are those in the stretch.
 */
internal class TextNotes(
    private val window: ByteWindow,
    private val lines: LineCount,
    /** How many notes are kept; further ones are only counted. */
    limit: Int,
) {
    private val notes = Notes(limit)

    // Where the last problem was, so that lines are counted once.
    private var place = lines
    private var placeOffset = 0

    /** How many problems there were, kept or not. */
    val count: Int get() = notes.count

    /** Whether further notes are only counted. */
    val isFull: Boolean get() = notes.isFull

    fun clear() {
        if (count > 0) notes.clear()
    }

    fun add(
        code: ProblemCode,
        offset: Int,
        found: String,
        expected: String,
        tag: String? = null,
        occurrence: Int? = null,
        subfieldCode: Char? = null,
    ) {
        notes.add(Note(code, offset, found, expected, code.severity, tag, occurrence, subfieldCode))
    }

    /**
     * Returns up to [limit] problems of the record that takes the next [size] bytes, in the order of their places; the
     * last one says if there were more.
     */
    fun problems(size: Int, recordIndex: Long, controlNumber: String?, limit: Int): List<MarcProblem> {
        if (count == 0) return emptyList()
        goToFront()
        return notes.toReport(limit).map {
            if (it.offset < placeOffset) goToFront()
            problem(it, size, recordIndex, controlNumber)
        }
    }

    /** Returns the reason why a stretch of at least [known] bytes isn't a record. */
    fun damage(
        code: ProblemCode,
        offset: Int,
        found: String,
        expected: String,
        known: Int,
        recordIndex: Long,
    ): MarcProblem {
        goToFront()
        return problem(Note(code, offset, found, expected, Severity.FATAL), known, recordIndex, null)
    }

    private fun problem(note: Note, known: Int, recordIndex: Long, controlNumber: String?): MarcProblem {
        val buffer = window.buffer
        val front = window.position
        goTo(note.offset)
        val position = ProblemPosition.of(
            recordIndex,
            window.offset + note.offset,
            note.offset,
            note.tag,
            note.occurrence,
            note.subfieldCode,
            controlNumber,
            place.line,
            place.column(window.offset + note.offset),
        )
        val from = maxOf(0, note.offset - BYTES_AROUND)
        val to = minOf(known, note.offset + BYTES_AROUND)
        val around = ByteArray(maxOf(0, to - from)) { buffer.get(front + from + it) }
        return MarcProblem.of(
            note.code,
            note.severity,
            position,
            note.found,
            note.expected,
            around,
            window.offset + from,
        )
    }

    private fun goToFront() {
        place = lines.copy()
        placeOffset = 0
    }

    private fun goTo(offset: Int) {
        val front = window.position
        place.pass(window.buffer, front + placeOffset, front + offset, window.offset + placeOffset)
        placeOffset = offset
    }
}
