// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.Record
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.EncodingAhead
import dev.marcato.cli.writing.OutcomeTaker
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.edit.EditProblem
import dev.marcato.edit.EditSummary
import dev.marcato.edit.Edited
import dev.marcato.edit.Edits
import java.util.Locale

/**
 * Edits the records of files, and keeps account of it.
 *
 * @property isOnlyChanged whether records that no rule changes are left out
 * @property report takes what happened to each record; null if nobody wants it
 */
internal class EditRun(
    private val edits: Edits,
    private val threads: Int,
    private val isOnlyChanged: Boolean,
    private val report: ChangeReport?,
) {
    val summary: EditSummary = EditSummary.of(edits, 0)
    val examples = Examples(edits.rules.size)
    private var troubled = 0L
    private var first: String? = null
    private var warned = 0L
    private var firstWarning: String? = null

    /** [ExitCode.FOUND] if a rule couldn't be done on a record. */
    val exitCode: Int get() = if (troubled > 0) ExitCode.FOUND else ExitCode.DONE

    /**
     * Edits what is read, and writes it to [out]; [isAll] if every record of the files is wanted.
     *
     * @param undo takes what it was; null if nobody wants that
     */
    fun edit(reading: Reading, out: RecordOutput, carried: Carried, isAll: Boolean, undo: UndoLog?) {
        for (input in reading.inputs) {
            val session = edits.session()
            val counts = edits.hasCounters
            val edit: (Record) -> Edited = if (counts) session::apply else edits::apply
            val plan = EditPlan(edits, edit, isOnlyChanged, undo)
            val ahead = EncodingAhead(
                out,
                carried,
                // A counter counts in the order of the records.
                if (counts) 1 else threads,
                { batch -> EditedPart(plan, batch, out.keepsDamage) },
                { part, recordsBefore -> join(part, recordsBefore, input, undo) },
            )
            ahead.use {
                if (isAll && !counts) {
                    val write = { part: EditedPart -> ahead.write(part, reading.recordsBefore) }
                    reading.shareOutcomesOf<OutcomeTaker, EditedPart>(input, ahead, ahead::newPart, write) {
                            work,
                            it,
                            _,
                        ->
                        work.take(it)
                    }
                } else {
                    // Of a batch that lacks some records of its part, the others wouldn't know their numbers.
                    reading.forEachOutcomeOf(input) { ahead.take(it) }
                }
                ahead.complete()
            }
        }
    }

    private fun join(part: EditedPart, recordsBefore: Long, input: Input, undo: UndoLog?) {
        summary.add(part.summary)
        for (edit in part.edits) {
            val number = edit.number + recordsBefore
            examples.add(input.name, number, edit)
            report?.add(input.name, number, edit)
            if (edit.edited.problems.isNotEmpty()) note(input.name, number, edit.edited)
        }
        for (piece in part.pieces) undo?.add(piece, recordsBefore)
    }

    private fun note(name: String, number: Long, edited: Edited) {
        val id = edited.original.controlNumber?.let { " (001 ${it.trim()})" }.orEmpty()
        fun placed(problem: EditProblem) = "$name: record $number$id, $problem"
        val (warnings, problems) = edited.problems.partition { it.isWarning }
        if (problems.isNotEmpty()) {
            troubled++
            if (first == null) first = placed(problems[0])
        }
        if (warnings.isNotEmpty()) {
            warned++
            if (firstWarning == null) firstWarning = placed(warnings[0])
        }
    }

    /** Reports what was done, what couldn't be done, and which rules are probably mistakes. */
    fun finish(say: (String) -> Unit, note: (String) -> Unit) {
        val changed = count(summary.changed, "record")
        val all = "%,d".format(Locale.ROOT, summary.records)
        val dropped = if (summary.dropped > 0) ", ${summary.dropped} of them dropped" else ""
        note("$changed of $all changed$dropped")
        val records = count(troubled, "record")
        if (troubled > 0) {
            say(oneLine("a rule couldn't be done on $records, first on $first (--report FILE lists them)"))
        }
        if (warned > 0) note(oneLine("${count(warned, "record")} with warnings, first $firstWarning"))
        if (summary.records == 0L) return
        val never = summary.neverMatched
        for (rule in never.take(MOST_NAMED)) note(oneLine("$rule: this rule never matched"))
        if (never.size > MOST_NAMED) note("${never.size - MOST_NAMED} more rules never matched (--dry-run shows them)")
    }

    private companion object {
        const val MOST_NAMED = 10
    }
}
