// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Severity

/**
 * Problems because of which bytes, or directory entries, are missing in a record made of the fields that were found.
 */
internal val LEFT_BEHIND: Set<ProblemCode> = setOf(
    ProblemCode.RECORD_CUT_OFF,
    ProblemCode.LEADER_LENGTH_WRONG,
    ProblemCode.TAG_NOT_ASCII,
    ProblemCode.TAG_LENGTH_WRONG,
    ProblemCode.FIELD_MISSING,
    ProblemCode.BYTES_OUTSIDE_FIELDS,
    ProblemCode.JSON_MEMBER_WRONG,
    // The problems beyond the limit are unknown.
    ProblemCode.PROBLEMS_IN_RECORD_LIMIT,
)

/** Things that reading replaces in a record whose bytes are gone, and keeps in one that still has them. */
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
 * Returns the problems that show what a record, as it was read, lacks or misstates of what its bytes said.
 * Writing it in another form loses that for good.
 */
internal fun lostByReading(record: Record): List<MarcProblem> {
    if (record.problems.isEmpty()) return emptyList()
    return record.problems.filter { problem ->
        problem.code in LEFT_BEHIND || (problem.code in REPLACED && !record.isAsRead) || isLongIndicator(problem) ||
            // In the character set that the record declares, this is different text.
            (problem.code == ProblemCode.CHARACTER_SET_CONTRADICTED && problem.severity != Severity.WARNING)
    }
}

/** An indicator with several characters loses some; one that is missing is a blank, and nothing is lost. */
private fun isLongIndicator(problem: MarcProblem): Boolean =
    problem.code == ProblemCode.INDICATOR_LENGTH_WRONG && !problem.found.startsWith("no ")
