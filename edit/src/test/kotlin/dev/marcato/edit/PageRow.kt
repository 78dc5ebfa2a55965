// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.Subfield

/**
 * A row of a table of docs/editing.md.
 *
 * @property name what others call it; empty in tables of our own
 * @property rules lines of edits; none if [text] stands for them
 * @property text what the row shows if it isn't about rules
 * @property before the fields before, spelled as [PageRows] says
 * @property after the fields after
 * @property files what the edits may name
 */
internal class PageRow(
    val name: String,
    val rules: List<String>,
    val text: String?,
    val before: List<String>,
    val after: List<String>,
    val files: Map<String, String>,
) {
    /** The row as it stands on the page: what others call it and the rules; or the rules, before and after. */
    fun onPage(): String {
        val shown = text ?: code(rules)
        return if (name.isNotEmpty()) "| $name | $shown |" else "| $shown | ${code(before)} | ${code(after)} |"
    }

    private fun code(lines: List<String>): String =
        lines.joinToString("<br>") { "`${it.replace("|", "\\|")}`" }.ifEmpty { "nothing" }
}

/**
 * Reads files such as page-rows.txt, in which rows are separated by empty lines. Of a row, lines begin with `?` (the name), `!` (text in
 * place of rules), `-`, `+` and `=` (a field before, after, and both), or `%` (the name of a file and its text, `\n` for a
 * line end); other lines are rules.
 *
 * A field is spelled as on the page: `650 _7 $a Whales`, with `_` for a blank in indicators and in control fields.
 */
internal object PageRows {
    /** The rows of each section, by its heading. */
    fun read(name: String): Map<String, List<PageRow>> {
        val text = checkNotNull(javaClass.getResourceAsStream(name)).use { it.readBytes().decodeToString() }
        return text.split(Regex("(?m)^## ")).drop(1).associate { section ->
            val rows = section.substringAfter('\n').trim().split(Regex("\n\\s*\n"))
            section.substringBefore('\n') to rows.map { row(it.lines()) }
        }
    }

    fun record(fields: List<String>): Record {
        val builder = Record.builder().leader(Leader.of("00000nam a2200000 i 4500"))
        for (text in fields) {
            if (text.startsWith("LDR ")) {
                builder.leader(Leader.of(text.drop(4).replace('_', ' ')))
            } else {
                builder.add(field(text))
            }
        }
        return builder.build()
    }

    private fun field(text: String): Field {
        val tag = text.take(3)
        if (tag.startsWith("00")) return ControlField.of(tag, text.drop(4).replace('_', ' '))
        val subfields = text.drop(7).split(Regex("(?:^| )(?=\\$[a-z0-9] )")).filter { it.isNotEmpty() }
            .map { Subfield.of(it[1], it.drop(3)) }
        return DataField.of(tag, blank(text[4]), blank(text[5]), subfields)
    }

    private fun blank(indicator: Char) = if (indicator == '_') ' ' else indicator

    private fun row(lines: List<String>): PageRow {
        fun marked(vararg marks: Char) =
            lines.filter { it.length > 1 && it[0] in marks && it[1] == ' ' }.map { it.drop(2) }
        return PageRow(
            name = marked('?').joinToString(" "),
            rules = lines.filterNot { it.length > 1 && it[0] in "?!-+=%" && it[1] == ' ' },
            text = marked('!').joinToString(" ").ifEmpty { null },
            before = marked('-', '='),
            after = marked('+', '='),
            files = marked('%').associate { it.substringBefore(' ') to it.substringAfter(' ').replace("\\n", "\n") },
        )
    }
}
