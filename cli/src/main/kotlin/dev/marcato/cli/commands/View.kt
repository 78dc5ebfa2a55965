// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.views.ColourChoice
import dev.marcato.cli.views.LabelView
import dev.marcato.cli.views.LineView
import dev.marcato.cli.views.isColoured
import dev.marcato.cli.views.isDoubtful
import dev.marcato.cli.views.placeOf
import dev.marcato.cli.views.placesIn
import dev.marcato.schema.MarcSchema
import java.util.BitSet

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
    private val offset by options.long(
        "--offset",
        label = "N",
        default = 0,
        description = "Skip the first N records, of those that are selected.",
    )

    private val tags by options.fields(
        "--tags",
        label = "PATHS",
        description = "Show only these fields, such as '245, 6XX, 856|4*|'; LDR is the leader.",
    )

    private val isLabelled by options.flag(
        "--labels",
        description = "Name fields, subfields and positions, and say what codes mean: in MARC 21, or with --unimarc.",
    )

    private val colour by options.choice(
        "--color",
        label = "WHEN",
        choices = ColourChoice.entries,
        default = ColourChoice.AUTO,
        description = "Colours: auto, always or never.",
    )

    override val skipped: Long get() = offset

    override fun run(): Int {
        if (offset < 0) throw usageFailure("--offset can't be negative")
        val show: (Record, BitSet?) -> Unit = if (isLabelled) {
            LabelView(console.text, MarcSchema.UNIMARC.takeIf { reading.isUnimarc })::show
        } else {
            LineView(console.text, isColoured(console, colour))::show
        }
        val reading = reading()
        var left = offset
        var undecodable = 0L
        reading.forEachRecord { record ->
            if (left > 0) {
                left--
            } else {
                val places = tags?.placesIn(record)
                show(record, places)
                if (isDoubtful(record)) undecodable += undecodableFields(record, places)
            }
        }
        val shown = reportUndecodable(undecodable)
        return ExitCode.graver(reading.finish(), shown)
    }

    private fun undecodableFields(record: Record, places: BitSet?): Int = record.fields.indices.count { index ->
        (places == null || places[placeOf(index)]) && '\uFFFD' in record.fields[index].toString()
    }
}
