// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.reading.Input
import dev.marcato.validation.Finding

/**
 * Shows problems with the bytes there.
 *
 * @property hasFindings whether it shows the findings of each record, too
 */
internal class TextListing(override val hasFindings: Boolean, private val out: Appendable) : Listing {
    override fun isShown(outcome: Outcome): Boolean = outcome.problems.isNotEmpty()

    override fun show(checked: Checked, input: Input) {
        val outcome = checked.outcome
        val what = when (outcome) {
            is Outcome.Read ->
                "record ${checked.index}" +
                    outcome.record.controlNumber?.let { " (001 ${it.trim()})" }.orEmpty()

            else -> "no record"
        }
        val end = outcome.byteOffset + outcome.byteLength
        val counts = listOfNotNull(
            count(outcome.problems.size.toLong(), "problem")
                .takeIf { outcome.problems.isNotEmpty() || checked.findings.isEmpty() },
            count(checked.findings.size.toLong(), "finding").takeIf { checked.findings.isNotEmpty() },
        ).joinToString(", ")
        line("$input: $what, bytes ${outcome.byteOffset} to $end: $counts")
        for (problem in outcome.problems) show(problem)
        for (finding in checked.findings) show(finding)
        out.append('\n')
    }

    private fun show(problem: MarcProblem) {
        val position = problem.position
        val place = listOfNotNull(
            position.tag?.let { tag -> "field $tag" + position.occurrence?.let { "[$it]" }.orEmpty() },
            position.subfieldCode?.let { "\$$it" },
            "byte ${position.byteOffset}",
        ).joinToString(" ")
        line("  ${problem.code} (${problem.severity.name.lowercase()}), $place: ${wordingOf(problem)}")
        for (row in problem.hexWindow().trimEnd('\n').lines()) out.append("    ").append(row).append('\n')
    }

    private fun show(finding: Finding) {
        val severity = finding.severity.name.lowercase()
        line(
            "  ${finding.code} ($severity), ${finding.path}${finding.byteOffset?.let {
                ", byte $it"
            }.orEmpty()}: ${finding.message}",
        )
    }

    private fun line(text: String) {
        out.append(oneLine(text)).append('\n')
    }
}

/** What was found and what was expected, in words. */
internal fun wordingOf(problem: MarcProblem): String = "found ${problem.found}, expected ${problem.expected}"
