// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal

import dev.marcato.MarcProblem
import dev.marcato.TargetState
import dev.marcato.WritePhases
import dev.marcato.WriteReport
import java.util.Collections

/** Counts what was handed over, and keeps why records were refused. */
internal class WriteTally(private val maxProblems: Int) {
    private var records = 0L
    private var bytes = 0L
    private var taken = 0L
    private var refused = 0L
    private var diverted = 0L
    private var split = 0L
    private var takeNanos = 0L
    private var serialiseNanos = 0L
    private var writeNanos = 0L

    // Where the batch that was added last begins.
    private var takenBefore = 0L
    private var bytesBefore = 0L

    // Replaced, not changed, when there are more: reports share it.
    private var problems: List<MarcProblem> = emptyList()

    /** Counts a batch whose bytes are handed over, and returns why the writing fails, if the first refusal ends it. */
    fun add(batch: EncodedBatch, writeNanos: Long, isFailing: Boolean): MarcProblem? {
        takenBefore = taken
        bytesBefore = bytes
        records += batch.written
        bytes += batch.block.size
        taken += batch.taken
        split += batch.split
        takeNanos += batch.takeNanos
        serialiseNanos += batch.serialiseNanos
        this.writeNanos += writeNanos
        keep(batch.changed.map(::placed))
        if (batch.leftOut.isEmpty()) return null
        val why = batch.leftOut.filter { it.problem != null }.map(::placed)
        refused += why.size
        diverted += batch.leftOut.size - why.size
        keep(why)
        return if (isFailing) why.firstOrNull() else null
    }

    private fun keep(more: List<MarcProblem>) {
        val kept = more.take(maxOf(0, maxProblems - problems.size))
        if (kept.isNotEmpty()) problems = Collections.unmodifiableList(problems + kept)
    }

    /** Counts bytes that belong to no record. */
    fun addAround(count: Int) {
        bytes += count
    }

    /** The problem of a record of the last batch, with its place among all that were given. */
    fun placed(leftOut: EncodedBatch.LeftOut): MarcProblem =
        checkNotNull(leftOut.problem).movedTo(takenBefore + leftOut.recordsBefore, bytesBefore + leftOut.bytesBefore)

    fun report(target: TargetState): WriteReport = WriteReport.of(
        records,
        bytes,
        refused,
        diverted,
        split,
        problems,
        target,
        WritePhases.of(takeNanos, serialiseNanos, writeNanos),
    )
}
