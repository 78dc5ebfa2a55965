// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.Outcome
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import dev.marcato.validation.FindingSummary
import dev.marcato.validation.Validator

/**
 * Checks files one after the other, each with several threads if it can be read so.
 *
 * @property validator validates records; null if that isn't asked for
 * @property baseline findings that are left out; null if there is none
 * @property identities where the identity of each finding is written; null for nowhere
 */
internal class Checker(
    private val validator: Validator?,
    val baseline: Baseline?,
    private val identities: Appendable?,
    private val listing: Listing,
    examples: Int,
) {
    /** The findings of all files, without those that are known. */
    val summary = FindingSummary(examples)

    /** How many findings were left out because they are known. */
    var knownFindings = 0L
        private set

    private val isOneByOne = listing.hasFindings || baseline != null || identities != null

    /** Returns what there is in the file. */
    fun check(input: Input, reading: Reading): CheckWork {
        val all = work(input, summary) { take(it, input) }
        val newWork = { part(input) }
        val join = { part: Part ->
            val before = reading.recordsBefore
            all.add(part.work, before)
            for (checked in part.kept) take(checked.after(before), input)
        }
        reading.shareOutcomesOf(input, Part(all, emptyList()), newWork, join) { part, outcome, index ->
            part.work.add(outcome, index)
        }
        return all
    }

    /** A part of a file; what is to be shown waits until the number of records before it is known. */
    private class Part(val work: CheckWork, val kept: List<Checked>)

    private fun part(input: Input): Part {
        val kept = ArrayList<Checked>()
        return Part(work(input, FindingSummary(summary.examples), kept::add), kept)
    }

    private fun work(input: Input, summary: FindingSummary, take: (Checked) -> Unit) =
        CheckWork(nameOf(input), validator, isOneByOne, ::isShown, summary, take)

    private fun isShown(outcome: Outcome): Boolean = listing.isShown(outcome)

    private fun take(checked: Checked, input: Input) {
        val findings = checked.findings.map { it.at(nameOf(input), checked.index) }
        if (identities != null) {
            for (identity in Baseline.identitiesOf(findings.map { it.identity })) {
                identities.append(Baseline.lineOf(identity)).append('\n')
            }
        }
        val unknown = baseline?.unknown(findings) ?: findings
        knownFindings += findings.size - unknown.size
        if (findings.isNotEmpty()) summary.add(unknown)
        val shown = if (listing.hasFindings) unknown else emptyList()
        if (shown.isNotEmpty() || listing.isShown(checked.outcome)) {
            listing.show(Checked(checked.outcome, checked.index, shown), input)
        }
    }
}
