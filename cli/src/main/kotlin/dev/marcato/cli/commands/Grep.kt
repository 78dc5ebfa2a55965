// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.options.getValue
import dev.marcato.cli.patterns.Condition
import dev.marcato.cli.patterns.Not
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.writing.RecordOutput

internal class Grep :
    HandingOnCommand(
        name = "grep",
        description = "Writes the records that match a pattern, or counts them.",
        footer = listOf(
            "",
            "Patterns: 650 (is there), !020 (isn't there), 245a = Moby (a value is), 245a ~ whale (a regular",
            "expression matches), != and !~, joined by and, or and brackets; fields as in marcato select.",
            "",
            "Example: books about whales without an ISBN",
            "  marcato grep 'LDR/06 = a and 650a ~ [Ww]hale and !020' catalogue.mrc -o whales.mrc",
            "Exit code 1 if nothing matches.",
        ),
        isChoosing = true,
    ) {
    private val pattern by options.argument("PATTERN", description = "The pattern that records must match.")

    private val ignoresCase by options.flag(
        "-i",
        "--ignore-case",
        description = "Ignore the case of letters in values.",
    )

    private val isInverted by options.flag("-v", "--invert", description = "Take the records that don't match.")

    private val isCounted by options.flag("-c", "--count", description = "Print only how many records match.")

    override fun run(): Int {
        val asked = PatternParser.condition(pattern, ignoresCase)
        val condition = if (isInverted) Not(asked) else asked
        var matching = 0L
        val code = if (isCounted) {
            val reading = reading()
            matching = find(condition, reading, null)
            console.text.append("$matching\n")
            reading.finish()
        } else {
            handOn { reading, out, _ -> matching = find(condition, reading, out) }
        }
        return ExitCode.graver(code, if (matching == 0L) ExitCode.FOUND else ExitCode.DONE)
    }

    private fun find(condition: Condition, reading: Reading, out: RecordOutput?): Long {
        val all = Matches(condition, out, isKept = false)
        val newWork = { Matches(condition, out = null, isKept = out != null) }
        reading.share(all, newWork, join = { all.add(it, reading.recordsBefore) }) { add(it) }
        return all.count
    }

    /** The records that match: counted, and written to [out] or kept for it. */
    private class Matches(
        private val condition: Condition,
        private val out: RecordOutput?,
        private val isKept: Boolean,
    ) {
        /** An outcome to write, with its number among the records of the part. */
        private class Kept(val outcome: Outcome, val number: Long)

        private val kept = ArrayList<Kept>()
        private var seen = 0L

        var count = 0L
            private set

        fun add(outcome: Outcome) {
            if (outcome is Outcome.Filler) return
            val number = seen
            if (outcome is Outcome.Read) {
                seen++
                if (!condition.matches(outcome.record)) return
                count++
            }
            if (isKept) kept.add(Kept(outcome, number)) else pass(outcome, null)
        }

        fun add(other: Matches, recordsBefore: Long) {
            count += other.count
            for (one in other.kept) pass(one.outcome, recordsBefore + one.number)
        }

        private fun pass(outcome: Outcome, number: Long?) {
            when (outcome) {
                is Outcome.Read -> out?.write(outcome, outcome.recordIndex ?: number)
                is Outcome.Damage -> out?.pass(outcome)
                is Outcome.Filler -> Unit
            }
        }
    }
}
