// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.Outcome
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import dev.marcato.validation.Finding
import dev.marcato.validation.FindingSummary
import dev.marcato.validation.RepeatedIdentifiers

/**
 * Checks files one after the other, each with several threads if it can be read so.
 *
 * @property validation what validates records; null if that isn't asked for
 * @property isWhole whether all records of a file are looked at, so that they can be compared with one another
 * @property baseline findings that are left out; null if there is none
 * @property identities where the identity of each finding is written; null for nowhere
 */
internal class Checker(
    private val validation: Validation?,
    private val isWhole: Boolean,
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

    /** The names of files with too many identifiers to compare all of them. */
    val incomplete = ArrayList<String>()

    private val areNeeded = listing.hasFindings || baseline != null || identities != null

    /** Returns what there is in the file. */
    fun check(input: Input, reading: Reading): CheckWork {
        val repeated = if (isWhole) validation?.let { RepeatedIdentifiers.of(it.profile) } else null
        val all = CheckWork({ read -> validate(read).with(repeated?.add(read).orEmpty()) }) { take(it, input) }
        val join = { part: Part ->
            all.add(part.work)
            val more = part.identifiers?.let { repeated?.add(it) }.orEmpty().groupBy { it.recordIndex }
            for (checked in part.kept) {
                val whole = checked.after(reading.recordsBefore)
                take(if (more.isEmpty()) whole else whole.with(more[whole.index].orEmpty()), input)
            }
        }
        val whole = Part(all, null, emptyList())
        reading.shareOutcomesOf(input, whole, { part(repeated?.newPart()) }, join) { part, outcome, index ->
            part.work.add(outcome, index)
        }
        if (repeated?.incompleteFrom != null) incomplete += input.name
        return all
    }

    /** A part of a file; what is in it waits until the parts before it were counted. */
    private class Part(val work: CheckWork, val identifiers: RepeatedIdentifiers.Part?, val kept: List<Checked>)

    private fun part(identifiers: RepeatedIdentifiers.Part?): Part {
        val kept = ArrayList<Checked>()
        val validate = { read: Outcome.Read ->
            identifiers?.add(read)
            validate(read)
        }
        return Part(CheckWork(validate, kept::add), identifiers, kept)
    }

    private fun validate(read: Outcome.Read): List<Finding> = validation?.validator?.validate(read).orEmpty()

    private fun List<Finding>.with(more: List<Finding>) = if (more.isEmpty()) this else this + more

    private fun take(checked: Checked, input: Input) {
        val name = nameOf(input)
        val isRecord = checked.outcome is Outcome.Read
        if (!areNeeded) {
            if (isRecord) summary.add(checked.findings, name, checked.index)
            if (listing.isShown(checked.outcome)) listing.show(checked.with(null), input)
            return
        }
        val findings = checked.findings.map { it.at(name, checked.index) }
        if (identities != null && findings.isNotEmpty()) write(findings, identities)
        val unknown = baseline?.unknown(findings) ?: findings
        knownFindings += findings.size - unknown.size
        if (isRecord) summary.add(unknown)
        val shown = if (listing.hasFindings) unknown else emptyList()
        if (shown.isNotEmpty() || listing.isShown(checked.outcome)) {
            listing.show(Checked(checked.outcome, checked.index, shown), input)
        }
    }

    private fun write(findings: List<Finding>, out: Appendable) {
        for (identity in Baseline.identitiesOf(findings.map { it.identity })) {
            out.append(Baseline.lineOf(identity)).append('\n')
        }
    }
}
