// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.MarcProblem
import dev.marcato.TargetState
import dev.marcato.WritePhases
import dev.marcato.WriteReport
import dev.marcato.internal.writing.EncodedBatch
import java.util.Collections

/** Counts the records handed over, and keeps the reasons why records were refused or changed. */
internal class WriteTally(private val maxProblems: Int) {
    private var records = 0L
    private var bytes = 0L
    private var taken = 0L
    private var refused = 0L
    private var diverted = 0L
    private var split = 0L
    private var kept = 0L
    private var relaid = 0L
    private var changed = 0L
    private var takeNanos = 0L
    private var serialiseNanos = 0L
    private var writeNanos = 0L

    // The start of the last batch; in the input only if known.
    private var takenBefore = 0L
    private var bytesBefore = 0L
    private var inputRecordsBefore: Long? = null

    // Replaced instead of changed, since reports share it.
    private var problems: List<MarcProblem> = emptyList()

    /** Counts a batch that is handed over, and returns the reason if its first refusal ends the writing. */
    fun add(batch: EncodedBatch, inputRecordsBefore: Long?, writeNanos: Long, isFailing: Boolean): MarcProblem? {
        takenBefore = taken
        bytesBefore = bytes
        this.inputRecordsBefore = inputRecordsBefore
        records += batch.written
        bytes += batch.block.size
        taken += batch.taken
        split += batch.split
        kept += batch.kept
        relaid += batch.relaid
        changed += batch.changed
        takeNanos += batch.takeNanos
        serialiseNanos += batch.serialiseNanos
        this.writeNanos += writeNanos
        if (batch.notes.isEmpty()) return null
        refused += batch.notes.count { it.fate == EncodedBatch.Fate.REFUSED }
        diverted += batch.notes.count { it.fate == EncodedBatch.Fate.DIVERTED }
        val room = maxOf(0, maxProblems - problems.size)
        val more = batch.notes.filter { it.problem != null }.take(room).map(::placed)
        if (more.isNotEmpty()) problems = Collections.unmodifiableList(problems + more)
        if (!isFailing) return null
        return batch.notes.firstOrNull { it.fate == EncodedBatch.Fate.REFUSED }?.let(::placed)
    }

    /** Counts bytes that belong to no record. */
    fun addAround(count: Int) {
        bytes += count
    }

    /** The problem of a record in the last batch, with its place in the input if known, otherwise in the output. */
    fun placed(note: EncodedBatch.Note): MarcProblem {
        val problem = checkNotNull(note.problem)
        val read = note.read
        val recordIndex = read?.recordIndex ?: inputRecordsBefore?.plus(note.recordsBefore)
        return when {
            note.isFromReading -> problem.ofRecord(problem.position.recordIndex ?: recordIndex)
            read == null -> problem.movedTo(takenBefore + note.recordsBefore, bytesBefore + note.bytesBefore)
            note.record.isAsRead -> problem.movedTo(recordIndex, read.byteOffset)
            else -> problem.ofRecordAt(recordIndex, read.byteOffset)
        }
    }

    fun report(target: TargetState): WriteReport = WriteReport.of(
        records,
        bytes,
        refused,
        diverted,
        split,
        kept,
        relaid,
        changed,
        problems,
        target,
        WritePhases.of(takeNanos, serialiseNanos, writeNanos),
    )
}
