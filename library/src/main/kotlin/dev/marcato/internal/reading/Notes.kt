// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.ProblemCode
import dev.marcato.Severity

/**
 * What was noted about a problem, until it is known where the record ends and what its control number is.
 *
 * @property offset where it is in the stretch
 * @property rank notes are reported in this order
 */
internal class Note(
    val code: ProblemCode,
    val offset: Int,
    val found: String,
    val expected: String,
    val severity: Severity = code.severity,
    val tag: String? = null,
    val occurrence: Int? = null,
    val subfieldCode: Char? = null,
    val rank: Int = offset,
)

/** Collects the notes about one stretch. It keeps [limit] of them, and only counts the others. */
internal class Notes(private val limit: Int) {
    private val kept = ArrayList<Note>()
    private var warnings = 0

    /** The number of notes, kept or not. */
    var count: Int = 0
        private set

    /** Whether further notes are only counted. */
    val isFull: Boolean get() = kept.size >= limit

    fun add(note: Note) {
        count++
        if (note.severity == Severity.WARNING) warnings++
        if (!isFull) kept.add(note)
    }

    fun clear() {
        kept.clear()
        count = 0
        warnings = 0
    }

    /** Returns up to [limit] notes in order; if there were more, the last one has their number, and the code [ifMore]. */
    fun toReport(limit: Int, ifMore: ProblemCode = ProblemCode.PROBLEMS_IN_INPUT_LIMIT): List<Note> {
        val reported = kept.sortedBy { it.rank }.take(limit)
        if (reported.size == count) return reported
        val code = if (limit < this.limit) ifMore else ProblemCode.PROBLEMS_IN_RECORD_LIMIT
        // If only warnings are left out, strict reading must not stop because of their count.
        val severity = if (warnings == count) Severity.WARNING else code.severity
        val found = "$count problems, ${reported.size} of them reported"
        return reported + Note(code, 0, found, "${reported.size} at most", severity)
    }
}
