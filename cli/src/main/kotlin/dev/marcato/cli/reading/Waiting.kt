// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.Outcome

/**
 * Outcomes of a part that wait for those of the parts before it: if only some records are wanted, how many of these
 * count isn't known before.
 */
internal class Waiting(private val most: Long) {
    /**
     * @property recordsBefore the number of records before it in the part
     * @property tally what was read of the part up to this outcome
     */
    class One(val outcome: Outcome, val recordsBefore: Long, val tally: Tally)

    val outcomes = ArrayList<One>()
    private var records = 0L

    fun add(outcome: Outcome, tally: Tally) {
        if (records == most) return
        if (outcome is Outcome.Read) records++
        outcomes.add(One(outcome, tally.recordsBefore(outcome), Tally().also { it.add(tally) }))
    }
}
