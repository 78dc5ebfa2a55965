// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.cli.messages.count
import dev.marcato.cli.reading.Input
import dev.marcato.cli.stats.Charts.escaped
import dev.marcato.cli.stats.Charts.number
import dev.marcato.cli.stats.Charts.percent
import dev.marcato.validation.Finding
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.FindingSummary
import dev.marcato.validation.RuleSummary

/** Writes the part of a page about what is wrong in records: a bar for each rule, which leads to its examples. */
internal class FindingsSection(private val summary: FindingSummary, private val out: Appendable) {
    private val rules = summary.rules

    fun write() {
        out.append("<section class=\"card wide\" id=\"findings\"><h2>Findings</h2>\n<p class=\"total\">")
        if (rules.isEmpty()) {
            out.append("Nothing was found in ${count(summary.records, "record")}.</p></section>\n")
            return
        }
        out.append("${number(summary.findings)} in ${number(summary.recordsWithFindings)} of ")
        out.append("${count(summary.records, "record")} (${percent(summary.recordsWithFindings, summary.records)})")
        for (severity in FindingSeverity.entries.reversed()) {
            val count = summary.count(severity)
            if (count > 0) out.append(' ').append(mark(severity, count(count, severity.name.lowercase())))
        }
        out.append("</p>\n<ul class=\"rules\">\n")
        for (rule in rules) bar(rule)
        out.append("</ul>\n<p class=\"note\">A bar is the share of records. marcato check --schema lists findings ")
        out.append("and leaves out known ones.</p></section>\n")
        out.append("<section class=\"card wide\" id=\"rules\"><h2>What was found, rule by rule</h2>\n")
        for (rule in rules) details(rule)
        out.append("</section>\n")
    }

    private fun mark(severity: FindingSeverity, text: String = severity.name.lowercase()): String =
        "<span class=\"mark ${severity.name.lowercase()}\">$text</span>"

    private fun bar(rule: RuleSummary) {
        val share = percent(rule.records, summary.records)
        val severity = rule.severity.name.lowercase()
        out.append(
            "<li>${mark(rule.severity)}<span><a href=\"#rule-${escaped(rule.rule.code)}\">${escaped(rule.rule.title)}",
        )
        out.append(
            "</a><span class=\"name\">${escaped(
                rule.rule.code,
            )}</span></span><svg class=\"share\" role=\"img\" aria-label=\"$share of records\" viewBox=\"0 0 100 8\" ",
        )
        out.append("preserveAspectRatio=\"none\"><rect class=\"track\" width=\"100\" height=\"8\"/>")
        out.append("<rect class=\"bar $severity\" width=\"${share.substringBefore(' ')}\" height=\"8\"/></svg>")
        out.append("<span class=\"number\">${number(rule.findings)} · $share</span></li>\n")
    }

    private fun details(rule: RuleSummary) {
        val share = percent(rule.records, summary.records)
        out.append(
            "<article id=\"rule-${escaped(rule.rule.code)}\"><h3>${mark(rule.severity)} ${escaped(rule.rule.title)}",
        )
        out.append("</h3>\n<p>${escaped(rule.rule.explanation)}")
        rule.rule.url?.let { out.append(" <a href=\"${escaped(it)}\">Source</a>") }
        out.append("</p>\n<p class=\"note\">${escaped(rule.rule.code)}: ${number(rule.findings)} in ")
        out.append("${count(rule.records, "record")} ($share). <a href=\"#findings\">All rules</a></p>\n")
        if (rule.examples.isNotEmpty()) examples(rule.examples)
        out.append("</article>\n")
    }

    private fun examples(examples: List<Finding>) {
        val hasFiles = examples.map { it.source }.distinct().size > 1
        val columns = listOfNotNull("File".takeIf { hasFiles }, "Record", "001", "Place", "Found", "Expected")
        out.append("<table class=\"examples\"><thead><tr>")
        for (column in columns) out.append("<th>$column</th>")
        out.append("</tr></thead><tbody>\n")
        for (example in examples) {
            out.append("<tr>")
            if (hasFiles) cell("File", escaped(nameOf(example)))
            cell("Record", example.recordIndex?.let(::number).orEmpty())
            cell("001", escaped(example.controlNumber.orEmpty()))
            val name = example.label?.let { " <span class=\"name\">${escaped(it)}</span>" }.orEmpty()
            cell("Place", "<code>${escaped(example.path)}</code>$name")
            cell("Found", example.found?.let { "<code>${escaped(it)}</code>" }.orEmpty())
            cell("Expected", escaped(example.expected.orEmpty()))
            out.append("</tr>\n")
        }
        out.append("</tbody></table>\n")
    }

    private fun cell(name: String, content: String) {
        out.append("<td data-name=\"$name\">$content</td>")
    }

    private fun nameOf(finding: Finding) =
        finding.source.orEmpty().let { if (it == Input.STANDARD_INPUT) "standard input" else it }
}
