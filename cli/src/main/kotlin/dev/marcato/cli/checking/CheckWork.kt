// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.validation.Finding
import java.util.EnumMap

/**
 * What `check` finds in a file, or in a part of it: counts, and the outcomes.
 *
 * @property validate says what is wrong in what a record says
 * @property take gets each outcome
 */
internal class CheckWork(
    private val validate: (Outcome.Read) -> List<Finding>,
    private val take: (Checked) -> Unit,
) {
    val problems = EnumMap<ProblemCode, Long>(ProblemCode::class.java)
    var records = 0L
        private set

    fun add(outcome: Outcome, recordsBefore: Long) {
        for (problem in outcome.problems) problems.merge(problem.code, 1, Long::plus)
        if (outcome is Outcome.Read) records++
        take(Checked(outcome, recordsBefore, if (outcome is Outcome.Read) validate(outcome) else emptyList()))
    }

    /** Adds the counts of a part. */
    fun add(part: CheckWork) {
        for ((code, number) in part.problems) problems.merge(code, number, Long::plus)
        records += part.records
    }
}
