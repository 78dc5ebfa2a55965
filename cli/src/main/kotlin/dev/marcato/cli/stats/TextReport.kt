// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.views.Labels
import dev.marcato.validation.FindingSummary
import java.util.Locale

/** Writes a [Report] as text with small bars. */
internal class TextReport(
    private val report: Report,
    private val labels: Labels,
    private val rows: Int,
    private val out: Appendable,
) {
    fun write() {
        out.appendLine(oneLine(report.files.joinToString(", ")))
        val bytes = "%.1f".format(Locale.ROOT, report.bytes / MEGA)
        out.appendLine(
            "${count(report.records, "record")}, ${count(report.fieldCount, "field")}, " +
                "${count(report.subfieldCount, "subfield")}, $bytes MB",
        )
        val damaged = listOfNotNull(
            "${count(report.damagedRecords, "record")} with problems".takeIf { report.damagedRecords > 0 },
            count(report.damages, "stretch that is no record", "stretches that are no record")
                .plus(" (${count(report.damagedBytes, "byte")})").takeIf { report.damages > 0 },
        )
        if (damaged.isNotEmpty()) out.appendLine(damaged.joinToString(", "))
        out.appendLine()
        bars("Types", report.types)
        bars("Formats", report.formats.filter { it.name != "ISO_2709" })
        bars("Character sets (${report.standard.characterSets})", report.encodings)
        bars(
            "Languages (${report.standard.languages})",
            report.languages.map {
                Share(labels.withLanguage(it.name), it.count)
            },
        )
        years()
        lengths()
        bars(
            "Of ${count(report.bibliographic, "bibliographic record")}, have",
            report.completeness,
            report.bibliographic,
        )
        fields()
        bars("Problems", report.problems.map { Share("${it.code} (${it.severity.name.lowercase()})", it.count) })
        report.findings?.let(::findings)
    }

    private fun findings(summary: FindingSummary) {
        bars(
            "Records with findings (marcato check --schema shows these)",
            summary.rules.map { Share("${it.rule.code} (${it.severity.name.lowercase()})", it.records) },
            summary.records,
        )
    }

    private fun bars(heading: String, shares: List<Share>, whole: Long? = null) {
        if (shares.isEmpty() || whole == 0L) return
        out.appendLine(heading)
        val shown = shares.take(maxOf(rows, if (whole == null) 0 else shares.size))
        val width = shown.maxOf { it.name.length }
        val sum = whole ?: shares.sumOf { it.count }
        for (share in shown) line(share.name.padEnd(width), share.count, share.count.toDouble() / sum)
        if (shares.size > shown.size) {
            val rest = shares.drop(shown.size)
            out.appendLine("  and ${rest.size} more, ${whole(rest.sumOf { it.count })} in all")
        }
        out.appendLine()
    }

    private fun years() {
        val first = report.firstYear ?: return
        bars("Years (${report.standard.years}), $first to ${report.lastYear}", report.lastDecades(rows))
    }

    private fun lengths() {
        val lengths = report.lengths ?: return
        val range = "${whole(lengths.shortest)} to ${whole(lengths.longest)}"
        bars("Bytes a record: $range, mean ${whole(lengths.mean)}, median ${whole(lengths.median)}", lengths.classes)
    }

    private fun fields() {
        if (report.fields.isEmpty()) return
        out.appendLine("Fields: in how many records, how many there are, and in what share of the records")
        for (field in report.fields) {
            line("${field.tag} ${whole(field.records).padStart(WIDTH)}", field.count, report.share(field.records))
            val codes = field.subfields.joinToString("  ") { "\$${it.name} ${whole(it.count)}" }
            val name = labels.ofField(field.tag)
            if (name == null && codes.isEmpty()) continue
            val text = listOfNotNull(name, codes.ifEmpty { null }).joinToString(":  ")
            for (piece in wrapped(text)) out.appendLine("       $piece")
        }
        out.appendLine()
    }

    private fun wrapped(text: String): List<String> {
        val lines = arrayListOf(StringBuilder())
        for (part in text.split("  ")) {
            if (lines.last().isNotEmpty() && lines.last().length + part.length > LINE) lines.add(StringBuilder())
            if (lines.last().isNotEmpty()) lines.last().append("  ")
            lines.last().append(part)
        }
        return lines.map { it.toString() }
    }

    private fun line(name: String, count: Long, share: Double) {
        val percent = "%5.1f %%".format(Locale.ROOT, share * PERCENT)
        out.appendLine("  ${oneLine(name)} ${whole(count).padStart(WIDTH)}  $percent ${bar(share)}".trimEnd())
    }

    private fun bar(share: Double): String {
        val eighths = (share.coerceIn(0.0, 1.0) * BAR * EIGHTHS.size).toInt()
        val rest = eighths % EIGHTHS.size
        // A share above zero is always visible.
        if (eighths == 0 && share > 0) return EIGHTHS[1]
        return FULL.repeat(eighths / EIGHTHS.size) + EIGHTHS[rest]
    }

    private fun whole(number: Long): String = "%,d".format(Locale.ROOT, number)

    private companion object {
        const val MEGA = 1e6
        const val PERCENT = 100
        const val BAR = 30
        const val WIDTH = 9
        const val LINE = 84
        const val FULL = "█"
        val EIGHTHS = listOf("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
    }
}
