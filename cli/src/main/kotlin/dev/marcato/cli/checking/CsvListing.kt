// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.cli.reading.Input
import dev.marcato.cli.views.Table
import dev.marcato.validation.Finding

/** Shows each problem and each finding as a row. */
internal class CsvListing(private val table: Table, private val out: Appendable) : Listing {
    override val hasFindings: Boolean get() = true

    override fun isShown(outcome: Outcome): Boolean = outcome.problems.isNotEmpty()

    fun begin() {
        table.row(COLUMNS, out)
    }

    override fun show(checked: Checked, input: Input) {
        val record = checked.outcome as? Outcome.Read
        val place = listOf(nameOf(input), if (record == null) "" else "${checked.index}") +
            record?.record?.controlNumber.orEmpty()
        for (problem in checked.outcome.problems) table.row(place + cells(problem), out)
        for (finding in checked.findings) table.row(place + cells(finding), out)
    }

    private fun cells(problem: MarcProblem): List<String> {
        val position = problem.position
        val path = position.tag.orEmpty() + position.subfieldCode?.let { "\$$it" }.orEmpty()
        val severity = problem.severity.name.lowercase()
        return listOf("problem", problem.code.name, severity, "", path, "${position.byteOffset}") +
            listOf(problem.found, problem.expected, "", "", "", "")
    }

    private fun cells(finding: Finding): List<String> = listOf(
        "finding",
        finding.code,
        finding.severity.name.lowercase(),
        finding.rule.category.name.lowercase(),
        finding.path,
        finding.byteOffset?.toString().orEmpty(),
        finding.found.orEmpty(),
        finding.expected.orEmpty(),
        finding.rule.title,
        finding.label.orEmpty(),
        finding.rule.url.orEmpty(),
        finding.identity,
    )

    private companion object {
        val COLUMNS = listOf(
            "file", "record", "controlNumber", "kind", "code", "severity", "category", "path", "offset", "found",
            "expected", "title", "label", "url", "identity",
        )
    }
}
