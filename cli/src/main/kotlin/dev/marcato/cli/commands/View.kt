// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Field
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.cli.patterns.Selector
import dev.marcato.cli.views.ColourChoice
import dev.marcato.cli.views.LineView
import dev.marcato.cli.views.isColoured
import dev.marcato.cli.views.isDoubtful

internal class View :
    ReadingCommand(
        name = "view",
        description = "Shows records as lines: the leader, then each field, such as 245 10 \$a Title : \$b subtitle.",
        footer = listOf(
            "",
            "Example: titles and subjects of the ten records after the first hundred",
            "  marcato view --offset 100 --limit 10 --tags 245,6XX catalogue.mrc",
            "Exit code 1 if a record that --id names isn't there.",
        ),
    ) {
    private val limit by options.long(
        "--limit",
        label = "N",
        default = Long.MAX_VALUE,
        description = "Show at most N records.",
    )

    private val offset by options.long(
        "--offset",
        label = "N",
        default = 0,
        description = "Skip the first N records.",
    )

    private val asked by options.texts("--id", label = "ID", description = "Show the records with these in field 001.")

    private val tags by options.text(
        "--tags",
        label = "TAGS",
        description = "Show only these fields, such as 245,6XX,856|4*|; LDR is the leader.",
    )

    private val colour by options.choice(
        "--color",
        label = "WHEN",
        choices = ColourChoice.entries,
        default = ColourChoice.AUTO,
        description = "Colours: auto, always or never.",
    )

    override fun run(): Int {
        if (limit < 0 || offset < 0) throw usageFailure("--limit and --offset can't be negative")
        val selectors = tags?.let(PatternParser::selectors)
        selectors?.firstOrNull { it.codes.isNotEmpty() }?.let {
            throw usageFailure("--tags names whole fields, not subfields: $it", "marcato select shows subfields")
        }
        val isShown = selectors?.let(::filter)
        val isLeaderShown = selectors == null || selectors.any { it.tag == Selector.LEADER }
        val view = LineView(console.text, isColoured(console, colour))
        val reading = reading()
        val ids = asked.toSet()
        val missing = ids.map { it.trim() }.toMutableSet()
        var seen = 0L
        var undecodable = 0L
        if (limit == 0L) reading.stop()
        reading.forEachRecord { record ->
            val isWanted = ids.isEmpty() || record.controlNumber?.trim()?.let { it in ids } == true
            if (isWanted && seen++ >= offset) {
                view.show(record, isLeaderShown, isShown)
                if (isDoubtful(record)) undecodable += record.fields.count { isUndecodable(it, isShown) }
                if (seen - offset == limit) reading.stop()
            }
            if (isWanted) missing.remove(record.controlNumber?.trim())
        }
        val shown = reportUndecodable(undecodable)
        val code = ExitCode.graver(reading.finish(), shown)
        if (ids.isEmpty() || missing.isEmpty()) return code
        note("no record has 001 ${missing.joinToString()}")
        return ExitCode.graver(code, ExitCode.FOUND)
    }

    private fun isUndecodable(field: Field, isShown: ((Field) -> Boolean)?): Boolean =
        '\uFFFD' in field.toString() && isShown?.invoke(field) != false

    private fun filter(selectors: List<Selector>): (Field) -> Boolean = { field -> selectors.any { it.covers(field) } }
}
