// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.internal.bytes.ByteBlock

/** The encoded bytes of consecutive records. Reusable, but not thread-safe. */
internal class EncodedBatch(val block: ByteBlock = ByteBlock()) {
    enum class Fate { REFUSED, DIVERTED, REPLACED }

    /**
     * A record that isn't among the bytes, or in which something was replaced.
     *
     * @property problem the reason; null for a record that is diverted because it is too large
     * @property read the outcome that the record came with, if the caller gave it
     * @property isFromReading whether reading found the problem, so that it has its place in the input
     */
    class Note(
        val fate: Fate,
        val record: Record,
        val problem: MarcProblem?,
        val recordsBefore: Int,
        val bytesBefore: Int,
        val read: Outcome.Read?,
        val isFromReading: Boolean,
    )

    /** The outcome that the next record to be encoded came with, if the caller has it. */
    var read: Outcome.Read? = null

    /** The number of records in the bytes. */
    var written: Int = 0
        private set

    /** The number of records given to the encoder. */
    var taken: Int = 0
        private set

    /** How many of them were split. */
    var split: Int = 0
        private set

    /** How many were written with the faults that they had when they were read. */
    var kept: Int = 0
        private set

    /** How many were laid out anew because of layout faults. */
    var relaid: Int = 0
        private set

    /** How many are among the bytes with something replaced. */
    var changed: Int = 0
        private set

    val notes: ArrayList<Note> = ArrayList()

    var isRefusing: Boolean = false
        private set

    /** How long taking and encoding them took, if that is measured. */
    var takeNanos: Long = 0
    var serialiseNanos: Long = 0

    // The number of the record that was changed last.
    private var changedRecord = -1

    // Where the bytes of the next record begin.
    private var end = 0

    val isEmpty: Boolean get() = taken == 0 && block.size == 0

    /** Counts a record whose bytes were added, as this many [parts]. */
    fun added(parts: Int = 1) {
        taken++
        written += parts
        if (parts > 1) split++
        end = block.size
    }

    fun addDamage(bytes: ByteArray) {
        block.append(bytes)
        end = block.size
    }

    fun addedWithFaults() {
        added()
        kept++
    }

    /** Counts a record that was added in a new layout. */
    fun addedRelaid() {
        added()
        relaid++
    }

    /** Counts a record that was added with [replaced] replaced in it, and without what reading had [lost]. */
    fun addedChanged(record: Record, replaced: List<MarcProblem>, lost: List<MarcProblem>) {
        noteReplaced(record, replaced)
        // Most of what reading had to replace is also replaced here, and noted already.
        noteLost(record, if (replaced.isEmpty()) lost else lost.filter { one -> replaced.none { it.code == one.code } })
        added()
    }

    /** Notes what was replaced in the record that is counted next. */
    fun noteReplaced(record: Record, problems: List<MarcProblem>) {
        noteChange(record, problems, isFromReading = false)
    }

    /** Notes problems from reading because of which part of the record that is counted next is lost. */
    fun noteLost(record: Record, problems: List<MarcProblem>) {
        noteChange(record, problems, isFromReading = true)
    }

    fun refuse(record: Record, problem: MarcProblem) {
        note(Fate.REFUSED, record, problem)
        taken++
        isRefusing = true
    }

    /** Refuses a record because of a problem that reading found in it. */
    fun refuseAsRead(record: Record, problem: MarcProblem) {
        note(Fate.REFUSED, record, problem.ofRefusedRecord(), isFromReading = true)
        taken++
        isRefusing = true
    }

    /** Refuses a record because of the first problem that reading found in it. */
    fun refuseAsRead(record: Record) {
        refuseAsRead(record, record.problems.first { it.severity != Severity.WARNING })
    }

    fun divert(record: Record) {
        note(Fate.DIVERTED, record, null)
        taken++
    }

    fun clear() {
        block.cutOff(0)
        end = 0
        written = 0
        taken = 0
        split = 0
        kept = 0
        relaid = 0
        changed = 0
        changedRecord = -1
        notes.clear()
        isRefusing = false
        takeNanos = 0
        serialiseNanos = 0
    }

    private fun noteChange(record: Record, problems: List<MarcProblem>, isFromReading: Boolean) {
        if (problems.isEmpty()) return
        for (problem in problems) note(Fate.REPLACED, record, problem, isFromReading)
        if (changedRecord != taken) changed++
        changedRecord = taken
    }

    private fun note(fate: Fate, record: Record, problem: MarcProblem?, isFromReading: Boolean = false) {
        val _ = notes.add(Note(fate, record, problem, taken, end, read, isFromReading))
    }
}
