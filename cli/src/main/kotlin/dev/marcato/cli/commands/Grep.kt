// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.path.MarcCondition

internal class Grep :
    HandingOnCommand(
        name = "grep",
        description = "Writes the records for which a condition holds, or counts them.",
        footer = listOf(
            "",
            "Conditions: 650 (is there), not 020 (isn't there), 650\$a = Whales (a value is), 245\$a ~ [Ww]hale (a regular",
            "expression is found in a value), 008/07-10 < 1900, #650 > 3 (more than three), joined by and, or, not and",
            "brackets. != and !~ need a value: 041\$a != eng isn't true of records without 041 \$a; not 041\$a = eng is.",
            "See marcato help paths.",
            "",
            "Example: books about whales without an ISBN",
            "  marcato grep 'LDR/06 = a and 650\$a ~ [Ww]hale and not 020' catalogue.mrc -o whales.mrc",
            "Exit code 1 if nothing matches.",
        ),
        isChoosing = true,
    ) {
    private val ignoresCase by options.flag(
        "-i",
        "--ignore-case",
        description = "Ignore the case of letters in values.",
    )

    private val isInverted by options.flag(
        "-v",
        "--invert",
        description = "Take the records for which the condition doesn't hold.",
    )

    private val isCounted by options.flag("-c", "--count", description = "Print only how many records match.")

    private val condition by options.pathArgument("CONDITION", description = "What has to hold for records.") {
        MarcCondition.of(it, ignoresCase)
    }

    override fun run(): Int {
        var matching = 0L
        val code = if (isCounted) {
            val reading = reading()
            matching = find(reading, null)
            console.text.append("$matching\n")
            reading.finish()
        } else {
            handOn { reading, out, _ -> matching = find(reading, out) }
        }
        return ExitCode.graver(code, if (matching == 0L) ExitCode.FOUND else ExitCode.DONE)
    }

    private fun find(reading: Reading, out: RecordOutput?): Long {
        val all = Matches(out, isKept = false)
        val newWork = { Matches(out = null, isKept = out != null) }
        reading.share(all, newWork, join = { all.add(it, reading.recordsBefore) }) { work, outcome, recordsBefore ->
            work.add(outcome, recordsBefore)
        }
        return all.count
    }

    /** The records that match: counted, and written to [out] or kept for it. */
    private inner class Matches(private val out: RecordOutput?, private val isKept: Boolean) {
        private val wanted = condition
        private val isInverted = this@Grep.isInverted
        private val kept = ArrayList<Pair<Outcome, Long>>()

        var count = 0L
            private set

        fun add(outcome: Outcome, recordsBefore: Long) {
            if (outcome is Outcome.Filler) return
            if (outcome is Outcome.Read) {
                if (wanted.test(outcome.record) == isInverted) return
                count++
            }
            if (isKept) kept.add(outcome to recordsBefore) else pass(outcome, recordsBefore)
        }

        fun add(part: Matches, recordsBefore: Long) {
            count += part.count
            for ((outcome, number) in part.kept) pass(outcome, recordsBefore + number)
        }

        private fun pass(outcome: Outcome, number: Long) {
            when (outcome) {
                is Outcome.Read -> out?.write(outcome, number)
                is Outcome.Damage -> out?.pass(outcome)
                is Outcome.Filler -> Unit
            }
        }
    }
}
