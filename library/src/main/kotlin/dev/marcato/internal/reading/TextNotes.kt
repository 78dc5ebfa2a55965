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
    private val limit: Int,
) {
    private class Note(
        val code: ProblemCode,
        val offset: Int,
        val found: String,
        val expected: String,
        val tag: String?,
        val occurrence: Int?,
        val subfieldCode: Char?,
    )

    private val notes = ArrayList<Note>()

    // Where the last problem was, so that lines are counted once.
    private var place = lines
    private var placeOffset = 0

    /** How many problems there were, kept or not. */
    var count: Int = 0
        private set

    /** Whether further notes are only counted. */
    val isFull: Boolean get() = notes.size >= limit

    fun clear() {
        if (count == 0) return
        notes.clear()
        count = 0
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
        count++
        if (notes.size < limit) notes.add(Note(code, offset, found, expected, tag, occurrence, subfieldCode))
    }

    /**
     * Returns up to [limit] problems of the record that takes the next [size] bytes, in the order of their places; the
     * last one says if there were more.
     */
    fun problems(size: Int, recordIndex: Long, controlNumber: String?, limit: Int): List<MarcProblem> {
        if (count == 0) return emptyList()
        goToFront()
        val told = notes.sortedBy { it.offset }.take(minOf(limit, this.limit)).mapTo(ArrayList()) {
            problem(it, size, recordIndex, controlNumber, it.code.severity)
        }
        if (told.size < count) {
            val isOfInput = limit < this.limit
            val code = if (isOfInput) ProblemCode.PROBLEMS_IN_INPUT_LIMIT else ProblemCode.PROBLEMS_IN_RECORD_LIMIT
            val found = "$count problems, ${told.size} of them reported"
            val note = Note(code, 0, found, "${told.size} at most", null, null, null)
            goToFront()
            told.add(problem(note, size, recordIndex, controlNumber, code.severity))
        }
        return told
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
        val note = Note(code, offset, found, expected, null, null, null)
        goToFront()
        return problem(note, known, recordIndex, null, Severity.FATAL)
    }

    private fun problem(
        note: Note,
        known: Int,
        recordIndex: Long,
        controlNumber: String?,
        severity: Severity,
    ): MarcProblem {
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
            severity,
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
