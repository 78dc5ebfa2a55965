// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.reading.Input
import dev.marcato.validation.Finding
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.FindingSummary
import dev.marcato.validation.RuleSummary
import java.util.Locale

/**
 * Writes a summary of findings as text: rule by rule, the worst first, with examples.
 *
 * @property hasFiles whether examples name their file
 */
internal class SummaryText(
    private val summary: FindingSummary,
    private val hasFiles: Boolean,
    private val out: Appendable,
) {
    fun write() {
        val records = summary.records
        val share = percent(summary.recordsWithFindings, records)
        val severities = FindingSeverity.entries.reversed().map { it to summary.count(it) }.filter { it.second > 0 }
            .joinToString { (severity, number) -> count(number, severity.name.lowercase()) }
        out.append(count(summary.findings, "finding"))
        if (summary.findings > 0) {
            out.append(
                " in ${number(summary.recordsWithFindings)} of ${count(records, "record")} ($share): $severities",
            )
        }
        out.append('\n')
        for (rule in summary.rules) show(rule)
    }

    private fun show(rule: RuleSummary) {
        val share = percent(rule.records, summary.records)
        out.append('\n').append(rule.severity.name.lowercase().padEnd(WIDTH)).append(rule.rule.code).append(": ")
            .append(oneLine(rule.rule.title)).append('\n')
        line("${count(rule.findings, "finding")} in ${count(rule.records, "record")} ($share)")
        for (example in rule.examples) line(describe(example))
        val rest = rule.findings - rule.examples.size
        if (rest > 0 && rule.examples.isNotEmpty()) line("and ${number(rest)} more")
    }

    private fun describe(finding: Finding): String = buildString {
        if (hasFiles && finding.source != null) append(nameOf(finding.source.orEmpty())).append(": ")
        finding.recordIndex?.let { append("record ").append(it) }
        finding.controlNumber?.let { append(" (001 ").append(it.trim()).append(')') }
        append(", ").append(finding.path)
        val found = finding.found?.let { "found \"${clipped(it)}\"" }
        val expected = finding.expected?.let { "expected ${clipped(it)}" }
        if (found != null || expected != null) append(": ").append(listOfNotNull(found, expected).joinToString(", "))
    }

    private fun nameOf(source: String) = if (source == Input.STANDARD_INPUT) "standard input" else source

    private fun clipped(text: String): String = if (text.length <= LONGEST) text else text.take(LONGEST - 1) + "…"

    private fun line(text: String) {
        out.append(" ".repeat(WIDTH)).append(oneLine(text)).append('\n')
    }

    private fun number(number: Long): String = "%,d".format(Locale.ROOT, number)

    private companion object {
        const val WIDTH = 9
        const val LONGEST = 80
    }
}

/** The share that [part] is of [whole]: `12.5 %`; a share above zero is never shown as zero. */
internal fun percent(part: Long, whole: Long): String {
    val share = if (whole == 0L) 0.0 else 100.0 * part / whole
    return if (part > 0 && share < 0.05) "< 0.1 %" else "%.1f %%".format(Locale.ROOT, share)
}
