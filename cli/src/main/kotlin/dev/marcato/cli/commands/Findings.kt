// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.ProblemCode
import java.util.EnumMap

/**
 * What `check` has found in a file, or in a part of it: counts, and the outcomes that are to be shown.
 *
 * @property isKept whether these wait until it is known how many records came before; else they are shown at once
 * @property show is called with the number of records before the outcome
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

    fun add(outcome: Outcome) {
        for (problem in outcome.problems) problems.merge(problem.code, 1, Long::plus)
        if (isShown(outcome)) {
            if (isKept) kept.add(Finding(outcome, records)) else show(outcome, records)
        }
        if (outcome is Outcome.Read) records++
    }

    /** Adds what was found behind this. */
    fun add(next: Findings) {
        for ((code, number) in next.problems) problems.merge(code, number, Long::plus)
        for (finding in next.kept) show(finding.outcome, records + finding.index)
        records += next.records
    }
}
