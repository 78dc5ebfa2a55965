// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Severity

/** What is in the bytes, or in the directory, and not in a record that is made of the fields that were found. */
internal val LEFT_BEHIND: Set<ProblemCode> = setOf(
    ProblemCode.RECORD_CUT_OFF,
    ProblemCode.LEADER_LENGTH_WRONG,
    ProblemCode.TAG_NOT_ASCII,
    ProblemCode.TAG_LENGTH_WRONG,
    ProblemCode.FIELD_MISSING,
    ProblemCode.BYTES_OUTSIDE_FIELDS,
    ProblemCode.JSON_MEMBER_WRONG,
    // Nobody knows what the others are.
    ProblemCode.PROBLEMS_IN_RECORD_LIMIT,
)

/** What reading replaces in a record whose bytes are no longer there, and leaves in one that still has them. */
private val REPLACED = setOf(
    ProblemCode.LEADER_NOT_ASCII,
    ProblemCode.INDICATOR_NOT_ASCII,
    ProblemCode.SUBFIELD_CODE_NOT_ASCII,
    ProblemCode.SUBFIELD_CODE_TOO_LONG,
    ProblemCode.TEXT_HOLDS_DELIMITER,
    ProblemCode.TEXT_NOT_UTF_8,
    ProblemCode.TEXT_UNDECODABLE,
)

/**
 * Returns the problems because of which a record, as reading delivers it, doesn't say all that its bytes said, or says it
 * wrongly, so that nobody can get that back from what is written in another form.
 */
internal fun lostByReading(record: Record): List<MarcProblem> {
    if (record.problems.isEmpty()) return emptyList()
    return record.problems.filter { problem ->
        problem.code in LEFT_BEHIND || (problem.code in REPLACED && !record.isAsRead) || isLongIndicator(problem) ||
            // Read by what the record says, it is other text.
            (problem.code == ProblemCode.CHARACTER_SET_CONTRADICTED && problem.severity != Severity.WARNING)
    }
}

/** Of an indicator with several characters something is lost; of one that is missing, and so a blank, nothing is. */
private fun isLongIndicator(problem: MarcProblem): Boolean =
    problem.code == ProblemCode.INDICATOR_LENGTH_WRONG && !problem.found.startsWith("no ")
