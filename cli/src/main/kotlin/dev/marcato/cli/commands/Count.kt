// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.Input
import dev.marcato.cli.ReadingCommand
import picocli.CommandLine.Command

@Command(
    name = "count",
    description = ["Counts records, damaged stretches and bytes, of each file and in all."],
    footer = ["", "Example: how many records are in these files?", "  marcato count 'in/*.mrc.gz'"],
)
internal class Count : ReadingCommand() {
    private class Counts(var records: Long = 0, var damages: Long = 0, var bytes: Long = 0)

    override fun run(): Int {
        // Text is not looked at, so it is not checked; but strict reading promises that.
        val reading = reading { verifyText = reading.isStrict }
        val all = Counts()
        row("records", "damaged", "bytes", "file")
        for (input in reading.inputs) {
            val counts = Counts()
            var isRead = false
            reading.forEachOutcomeOf(input) { outcome ->
                isRead = true
                count(outcome, counts)
            }
            if (isRead || input.size == 0L) row(counts, input)
            all.records += counts.records
            all.damages += counts.damages
            all.bytes += counts.bytes
        }
        if (reading.inputs.size > 1) row("${all.records}", "${all.damages}", "${all.bytes}", "in all")
        return reading.finish()
    }

    private fun count(outcome: Outcome, counts: Counts) {
        counts.bytes += outcome.byteLength
        when (outcome) {
            is Outcome.Read -> counts.records++
            is Outcome.Damage -> counts.damages++
            is Outcome.Filler -> Unit
        }
    }

    private fun row(counts: Counts, input: Input) {
        row("${counts.records}", "${counts.damages}", "${counts.bytes}", input.name)
    }

    private fun row(records: String, damages: String, bytes: String, name: String) {
        console.text.append(records.padStart(WIDTH)).append(damages.padStart(WIDTH)).append(bytes.padStart(BYTES_WIDTH))
            .append("  ").append(dev.marcato.cli.oneLine(name)).append('\n')
    }

    private companion object {
        const val WIDTH = 10
        const val BYTES_WIDTH = 15
    }
}
