// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.reading.Tally

internal class Count :
    ReadingCommand(
        name = "count",
        description = "Counts records, damaged stretches and bytes, for each file and in total.",
        footer = listOf(
            "",
            "Example: how many records are in these files?",
            "  marcato count 'in/*.mrc.gz'",
        ),
    ) {
    override fun run(): Int {
        val reading = reading(partBytes = PART)
        val all = Tally()
        row("records", "damaged", "bytes", "file")
        for (input in reading.inputs) {
            val tally = Tally()
            val newWork = { Tally() }
            val read = reading.shareOutcomesOf(input, tally, newWork, join = tally::add) { work, outcome, _ ->
                work.add(outcome)
            }
            if (read.bytes > 0 || input.size == 0L) row(tally, input.name)
            all.add(tally)
        }
        if (reading.inputs.size > 1) row(all, "in all")
        return reading.finish()
    }

    private fun row(tally: Tally, name: String) {
        row("${tally.records}", "${tally.damages}", "${tally.bytes}", name)
    }

    private fun row(records: String, damages: String, bytes: String, name: String) {
        console.text.append(records.padStart(WIDTH)).append(damages.padStart(WIDTH)).append(bytes.padStart(BYTES_WIDTH))
            .append("  ").append(oneLine(name)).append('\n')
    }

    private companion object {
        const val WIDTH = 10
        const val BYTES_WIDTH = 15

        // Parts leave nothing in memory, so they may be large.
        const val PART = 8L shl 20
    }
}
