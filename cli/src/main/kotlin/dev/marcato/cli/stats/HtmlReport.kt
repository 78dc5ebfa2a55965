// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.Severity
import dev.marcato.cli.stats.Charts.escaped
import dev.marcato.cli.stats.Charts.number
import dev.marcato.cli.stats.Charts.percent
import dev.marcato.cli.views.Labels
import java.util.Locale

/**
 * Writes a [Report] as a page with charts. The page is self-contained, has no scripts, and suits light and dark screens
 * and paper.
 */
internal class HtmlReport(private val report: Report, private val labels: Labels, private val out: Appendable) {
    fun write() {
        val style = checkNotNull(HtmlReport::class.java.getResource("report.css")).readText()
        val isLong = report.files.size > MOST_NAMES
        val title = if (isLong) "${report.files.size} files" else escaped(report.files.joinToString(", "))
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n")
        out.append("<title>$title</title>\n<style>\n$style</style>\n</head>\n<body>\n")
        val heading = if (report.files.size == 1) "this catalogue" else "these catalogues"
        out.append("<header><h1>What is in $heading</h1>")
        if (isLong) {
            out.append("<details class=\"files\"><summary>$title</summary><ul>")
            for (file in report.files) out.append("<li>${escaped(file)}</li>")
            out.append("</ul></details>")
        } else {
            out.append("<p class=\"files\">$title</p>")
        }
        if (report.findings != null) out.append(JUMPS)
        out.append("</header>\n<main>\n")
        tiles()
        out.append("<div class=\"charts\">\n")
        bars("types", "Types of records", report.types, null)
        bars(
            "languages",
            "Languages",
            top(
                report.languages.map {
                    Share(labels.withLanguage(it.name), it.count)
                },
            ),
            null,
        )
        columns("years", "Years of publication", report.lastDecades(MOST_DECADES), yearNote())
        columns("lengths", "Bytes a record", report.lengths?.classes.orEmpty(), lengthNote())
        bars("completeness", "What bibliographic records have", report.completeness, report.bibliographic)
        bars("charactersets", "Character sets (${report.standard.characterSets})", report.encodings, null)
        problems()
        out.append("</div>\n")
        report.findings?.let {
            FindingsSection(it, out).write()
            SchemaSection(report, labels.schema, out).write()
        }
        fields()
        out.append("</main>\n<footer>Made by Marcato</footer>\n</body>\n</html>\n")
    }

    private fun tiles() {
        out.append("<section class=\"tiles\" aria-label=\"Totals\">\n")
        tile(number(report.records), named(report.records, "record"))
        tile(number(report.fieldCount), named(report.fieldCount, "field"))
        tile(number(report.subfieldCount), named(report.subfieldCount, "subfield"))
        tile("%.1f MB".format(Locale.ROOT, report.bytes / MEGA), "in all")
        tile(
            number(report.damagedRecords),
            "${named(report.damagedRecords, "record")} with problems",
            kindOf(report.damagedRecords),
        )
        tile(number(report.damages), "damaged ${named(report.damages, "stretch", "stretches")}", kindOf(report.damages))
        out.append("</section>\n")
    }

    private fun kindOf(damaged: Long): String = if (damaged == 0L) "good" else "bad"

    private fun named(number: Long, one: String, many: String = one + "s"): String = if (number == 1L) one else many

    private fun tile(value: String, label: String, kind: String = "plain") {
        out.append("<div class=\"tile $kind\"><strong>$value</strong><span>$label</span></div>\n")
    }

    private fun bars(id: String, title: String, shares: List<Share>, whole: Long?) {
        if (shares.isEmpty() || whole == 0L) return
        card(id, title, Charts.bars(title, shares, whole), null)
    }

    private fun columns(id: String, title: String, shares: List<Share>, note: String?) {
        if (shares.isNotEmpty()) card(id, title, Charts.columns(title, shares), note)
    }

    private fun problems() {
        if (report.problems.isEmpty()) return
        val kinds = report.problems.associate { it.code to it.severity }
        val shares = report.problems.map { Share(it.code, it.count) }
        val chart = Charts.bars("Problems by code", shares, null) { "bar ${kindOf(kinds.getValue(it.name))}" }
        card("problems", "Problems", chart, "marcato check shows each of them, with its place.")
    }

    private fun kindOf(severity: Severity): String = severity.name.lowercase()

    private fun card(id: String, title: String, chart: String, note: String?) {
        out.append("<section class=\"card\" id=\"$id\"><h2>$title</h2>\n$chart")
        if (note != null) out.append("<p class=\"note\">$note</p>")
        out.append("</section>\n")
    }

    private fun fields() {
        if (report.fields.isEmpty()) return
        out.append("<section class=\"card wide\" id=\"fields\"><h2>Fields</h2>\n<table>\n<thead><tr><th>Tag</th>")
        out.append("<th class=\"number\">Fields</th><th class=\"number\">Records</th><th>Share of records</th>")
        out.append("<th>Subfields</th></tr></thead>\n<tbody>\n")
        for (field in report.fields) {
            val share = percent(field.records, report.records)
            out.append(
                "<tr><th scope=\"row\">${named(field.tag)}</th><td class=\"number\">${number(field.count)}</td>",
            )
            out.append("<td class=\"number\">${number(field.records)}</td><td><svg class=\"share\" role=\"img\" ")
            out.append("aria-label=\"$share\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\">")
            out.append("<rect class=\"track\" width=\"100\" height=\"8\"/>")
            out.append(
                "<rect class=\"bar\" width=\"${share.substringBefore(' ')}\" height=\"8\"/></svg> $share</td><td>",
            )
            out.append(
                field.subfields.joinToString(" ") {
                    val name = labels.ofSubfield(field.tag, it.name[0])?.let { name -> " title=\"${escaped(name)}\"" }
                    "<span class=\"code\"${name.orEmpty()}><b>\$${escaped(it.name)}</b> ${number(it.count)}</span>"
                },
            )
            out.append("</td></tr>\n")
        }
        out.append("</tbody>\n</table></section>\n")
    }

    private fun named(tag: String): String {
        val name = labels.ofField(tag) ?: return escaped(tag)
        return "${escaped(tag)} <span class=\"name\">${escaped(name)}</span>"
    }

    private fun top(shares: List<Share>): List<Share> {
        if (shares.size <= MOST_BARS) return shares
        val rest = shares.drop(MOST_BARS - 1)
        return shares.take(MOST_BARS - 1) + Share("${rest.size} others", rest.sumOf { it.count })
    }

    private fun yearNote(): String? = report.firstYear?.let { "From $it to ${report.lastYear}, by decades." }

    private fun lengthNote(): String? = report.lengths?.let {
        "From ${number(it.shortest)} to ${number(it.longest)}; mean ${number(it.mean)}, median ${number(it.median)}."
    }

    private companion object {
        const val MEGA = 1e6
        const val MOST_BARS = 12
        const val MOST_NAMES = 3
        const val MOST_DECADES = 24
        const val JUMPS = "<nav><a href=\"#findings\">Findings</a> <a href=\"#rules\">Rule by rule</a> " +
            "<a href=\"#schema\">Fields of the schema</a> <a href=\"#fields\">All fields</a></nav>"
    }
}
