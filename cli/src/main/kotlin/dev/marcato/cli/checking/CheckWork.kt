// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.validation.FindingSummary
import dev.marcato.validation.Validator
import java.util.EnumMap

/**
 * What `check` finds in a file, or in a part of it: counts, and the outcomes to show.
 *
 * @property source the name of the file, for examples
 * @property validator validates each record; null if that isn't asked for
 * @property isOneByOne whether findings are looked at one by one; else they only count
 * @property isShown which outcomes are shown, whether they have findings or not
 * @property take gets the outcomes that are shown, and those with findings if these are looked at one by one
 */
internal class CheckWork(
    private val source: String,
    private val validator: Validator?,
    private val isOneByOne: Boolean,
    private val isShown: (Outcome) -> Boolean,
    val summary: FindingSummary,
    private val take: (Checked) -> Unit,
) {
    val problems = EnumMap<ProblemCode, Long>(ProblemCode::class.java)
    var records = 0L
        private set

    fun add(outcome: Outcome, recordsBefore: Long) {
        for (problem in outcome.problems) problems.merge(problem.code, 1, Long::plus)
        val findings = if (outcome is Outcome.Read) validator?.validate(outcome).orEmpty() else emptyList()
        val isTaken = isOneByOne && findings.isNotEmpty()
        if (outcome is Outcome.Read) {
            records++
            if (!isTaken) summary.add(findings, source, recordsBefore)
        }
        if (isTaken || isShown(outcome)) take(Checked(outcome, recordsBefore, if (isTaken) findings else emptyList()))
    }

    /** Adds the counts of a part that comes after [recordsBefore] records. */
    fun add(part: CheckWork, recordsBefore: Long) {
        for ((code, number) in part.problems) problems.merge(code, number, Long::plus)
        records += part.records
        summary.add(part.summary, recordsBefore)
    }
}
