// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.cli.stats.Charts.escaped
import dev.marcato.cli.stats.Charts.percent
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.MarcSchema

/** Writes the part of a page about completeness: in which share of the records each field of the schema is. */
internal class SchemaSection(
    private val report: Report,
    private val schema: MarcSchema,
    private val out: Appendable,
) {
    private val records = report.fields.associate { it.tag to it.records }

    fun write() {
        val defined = schema.fields.filter { it.tag != LEADER && it.identifier == it.tag }
        // Obsolete fields that nobody uses are what one hopes for.
        val fields = defined.filter { !it.isObsolete || it.tag in records }
        val used = fields.count { it.tag in records }
        out.append("<section class=\"card wide\" id=\"schema\"><h2>Which fields of the schema records have</h2>\n")
        out.append("<p class=\"note\">${escaped(schema.title ?: "The schema")}: $used of ${fields.size} fields are ")
        out.append("used. The darker, the more records have the field; dashed are fields that each should have.</p>\n")
        out.append("<div class=\"schema\">\n")
        for ((block, members) in fields.groupBy { blockOf(it.tag) }) {
            out.append("<div><h3>$block</h3><ul>\n")
            members.forEach(::cell)
            out.append("</ul></div>\n")
        }
        out.append("</div></section>\n")
    }

    private fun blockOf(tag: String): String = if (tag.startsWith("00")) "00X" else tag.take(1) + "XX"

    private fun cell(field: FieldDefinition) {
        val count = records[field.tag] ?: 0
        val share = percent(count, report.records)
        val strength = if (count == 0L) 0 else 1 + (STEPS - 1) * count / report.records
        val kinds = listOfNotNull("s$strength", "due".takeIf { field.isRequired }, "old".takeIf { field.isObsolete })
        val name = listOfNotNull(field.label, "obsolete".takeIf { field.isObsolete }).joinToString(", ")
        out.append("<li class=\"${kinds.joinToString(" ")}\" title=\"${escaped("${field.tag} $name: $share")}\">")
        out.append("<b>${escaped(field.tag)}</b> <span>${if (count == 0L) "–" else share}</span></li>\n")
    }

    private companion object {
        const val LEADER = "LDR"

        // How many shades there are.
        const val STEPS = 6
    }
}
