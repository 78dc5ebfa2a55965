// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.ProblemCode
import java.util.EnumMap

/**
 * The findings of `check` in a file, or in a part of it: counts, and the outcomes to show.
 *
 * @property isKept whether these wait until the number of records before them is known; else they are shown at once
 * @property show called with the number of records before the outcome in its file
 */
internal class Findings(
    private val isKept: Boolean,
    private val isShown: (Outcome) -> Boolean,
    private val show: (outcome: Outcome, index: Long) -> Unit,
) {
    private class Finding(val outcome: Outcome, val index: Long)

    private val kept = ArrayList<Finding>()
    val problems = EnumMap<ProblemCode, Long>(ProblemCode::class.java)
    var records = 0L
        private set

    fun add(outcome: Outcome, recordsBefore: Long) {
        for (problem in outcome.problems) problems.merge(problem.code, 1, Long::plus)
        if (isShown(outcome)) {
            if (isKept) kept.add(Finding(outcome, recordsBefore)) else show(outcome, recordsBefore)
        }
        if (outcome is Outcome.Read) records++
    }

    /** Adds the findings of a part that comes after [recordsBefore] records. */
    fun add(part: Findings, recordsBefore: Long) {
        for ((code, number) in part.problems) problems.merge(code, number, Long::plus)
        for (finding in part.kept) show(finding.outcome, recordsBefore + finding.index)
        records += part.records
    }
}
