// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.RecordBatch
import dev.marcato.cli.writing.EncodedPart
import dev.marcato.cli.writing.Source
import dev.marcato.edit.EditChange
import dev.marcato.edit.EditSummary
import dev.marcato.edit.Edited
import dev.marcato.edit.Edits

/**
 * How records are edited.
 *
 * @property edit edits one; the same for all threads
 * @property isOnlyChanged whether records that no rule changes are left out
 * @property undo keeps what they were; null if nobody wants that
 */
internal class EditPlan(
    val edits: Edits,
    val edit: (Record) -> Edited,
    val isOnlyChanged: Boolean,
    val undo: UndoLog?,
)

/** What became of a record that a rule changed, or couldn't be done on, and its number in the part or the file. */
internal class NumberedEdit(val number: Long, val edited: Edited)

/** A part of a file that one thread edits and encodes. */
internal class EditedPart(private val plan: EditPlan, batch: RecordBatch, keepsDamage: Boolean) :
    EncodedPart(batch, keepsDamage) {
    val summary: EditSummary = EditSummary.of(plan.edits, 0)
    val edits = ArrayList<NumberedEdit>()
    val pieces = ArrayList<UndoPiece>()
    private val written = ArrayList<Record>()
    private val numbers = ArrayList<Long>()
    private var records = 0L

    override fun take(outcome: Outcome) {
        val keptBefore = kept
        super.take(outcome)
        if (outcome !is Outcome.Read) plan.undo?.let { pieces += it.pieceOf(outcome, isKept = kept > keptBefore) }
    }

    override fun take(read: Outcome.Read) {
        val number = read.recordIndex ?: records
        records++
        val edited = plan.edit(read.record)
        summary.add(edited)
        if (edited.isChanged || edited.problems.isNotEmpty()) edits += NumberedEdit(number, edited)
        val record = edited.record?.takeIf { edited.isChanged || !plan.isOnlyChanged }
        if (record != null) {
            if (edited.isChanged) batch.write(record) else batch.write(read)
            written += record
            numbers += number
        }
        plan.undo?.let { pieces += it.pieceOf(read, number, record) }
    }

    override fun sourceOf(record: Record, problem: MarcProblem): Source? {
        val index = written.indexOfFirst { it === record }
        if (index < 0) return null
        val number = numbers[index]
        val changes = edits.firstOrNull { it.number == number }?.edited?.changes.orEmpty()
        return Source(number, causeOf(problem, changes))
    }
}

/**
 * Names the rule that a [problem] of writing comes from. One of a field that no rule changed was there before; one of the
 * whole record comes from the last change.
 */
internal fun causeOf(problem: MarcProblem, changes: List<EditChange>): String? {
    val tag = problem.position.tag ?: return changes.lastOrNull()?.let { "${it.rule}" }
    return changes.lastOrNull { it.after != null && tag in it.path }?.let { "${it.rule}" }
}
