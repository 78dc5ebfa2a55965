// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.Progress
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.TargetState
import dev.marcato.WriteOptions
import dev.marcato.WriteReport
import dev.marcato.internal.output.ByteTarget
import dev.marcato.internal.output.TargetUse
import dev.marcato.internal.writing.EncodedBatch
import dev.marcato.internal.writing.RecordEncoder

/**
 * A writing by blocking writes, for the blocking and the suspending writer. For one thread at a time; any thread may
 * read [report].
 */
internal class WriteSession(target: ByteTarget, private val encoder: RecordEncoder, private val options: WriteOptions) {
    private val target = TargetUse(target)
    private val tally = WriteTally(options.reportedProblems)
    private val pending = EncodedBatch()
    private var isBegun = false
    private var hasRecords = false

    /** The failure that ended the writing, if any. */
    val failure: Throwable? get() = target.failure

    /** The result so far. */
    @Volatile
    var report: WriteReport = tally.report(TargetState.PENDING)
        private set

    fun open() {
        failing { target.open() }
    }

    /** Encodes [record], the one of [read] if that isn't null, and returns whether it is time for [handOver]. */
    fun add(record: Record, read: Outcome.Read? = null): Boolean {
        target.check()
        target.hasContent = true
        pending.read = read
        // A rule of the caller may fail.
        failing { encoder.encode(record, pending) }
        pending.read = null
        return pending.block.size >= BLOCK_BYTES || pending.notes.isNotEmpty()
    }

    /** Adds the bytes of [damage] as they are, and returns whether it is time for [handOver]. */
    fun add(damage: Outcome.Damage): Boolean {
        target.check()
        addTo(pending, damage)
        target.hasContent = true
        return pending.block.size >= BLOCK_BYTES
    }

    fun addTo(batch: EncodedBatch, damage: Outcome.Damage) {
        require(encoder.takesDamage) { "Only ISO 2709 can contain damage" }
        val bytes =
            requireNotNull(damage.bytes) { "The bytes weren't held: there are more than limits.damageBytes" }
        batch.addDamage(bytes)
    }

    /** Hands over what was added. */
    fun handOver() {
        target.check()
        if (!pending.isEmpty) write(pending)
        pending.clear()
    }

    /** Hands over what was added, and flushes the target. */
    fun flush() {
        handOver()
        failing { target.flush() }
    }

    /**
     * Encodes the [records] of a batch, up to a refusal that ends the writing. Any thread may call this at any time.
     */
    fun encode(records: List<Record>, batch: EncodedBatch) {
        val begin = System.nanoTime()
        for (record in records) {
            encoder.encode(record, batch)
            if (batch.isRefusing && options.refusal == Refusal.FAIL) break
        }
        batch.serialiseNanos = System.nanoTime() - begin
    }

    /** Encodes a record of a batch, unless a refusal in it ends the writing. Any thread may call this at any time. */
    fun encode(record: Record, batch: EncodedBatch, read: Outcome.Read? = null) {
        if (batch.isRefusing && options.refusal == Refusal.FAIL) return
        batch.read = read
        encoder.encode(record, batch)
        batch.read = null
    }

    /** Writes a batch; [inputRecordsBefore] is the number of records before it in the input, if known. */
    fun write(batch: EncodedBatch, inputRecordsBefore: Long? = null) {
        target.hasContent = true
        failing {
            target.open()
            val begin = System.nanoTime()
            if (batch.block.size > 0) {
                begin()
                if (hasRecords) writeAround(encoder.separator)
                target.write(batch.block.bytes, 0, batch.block.size)
                hasRecords = true
            }
            val problem = tally.add(
                batch,
                inputRecordsBefore,
                System.nanoTime() - begin,
                options.refusal == Refusal.FAIL,
            )
            update()
            for (note in batch.notes) report(note)
            if (problem != null) {
                // The bytes before it are to arrive, even if they are compressed.
                target.flush()
                throw MarcException.of(problem)
            }
            tellProgress()
        }
    }

    private fun begin() {
        if (isBegun) return
        isBegun = true
        writeAround(encoder.prologue)
    }

    /** Writes bytes that belong to no record. */
    private fun writeAround(bytes: ByteArray) {
        if (bytes.isEmpty()) return
        target.write(bytes, 0, bytes.size)
        tally.addAround(bytes.size)
    }

    /** Writes all [records] in batches. A failure, even of taking records, ends the writing. */
    fun writeAll(records: Iterator<Record>) {
        handOver()
        val cutter = BatchCutter<Record>()
        while (true) {
            val begin = System.nanoTime()
            failing { while (!cutter.isFull && records.hasNext()) cutter.add(records.next()) }
            val batch = cutter.cut()
            if (batch.isEmpty()) return
            pending.takeNanos = System.nanoTime() - begin
            failing { encode(batch, pending) }
            handOver()
        }
    }

    override fun toString(): String = "$target, $options"

    /** Completes the writing; fails if the writing has failed or was discarded. Can be called repeatedly. */
    fun commit(): WriteReport {
        if (target.isCommitted) return report
        try {
            target.commit {
                if (!pending.isEmpty) write(pending)
                begin()
                writeAround(encoder.epilogue)
            }
        } finally {
            update()
        }
        tellProgress()
        return report
    }

    /** Ends the writing without completing it, unless it has ended. */
    fun discard() {
        try {
            target.discard()
        } finally {
            update()
        }
    }

    /** Ends the writing like [discard], and throws if records were given that nobody has decided about. */
    fun close() {
        try {
            target.close("Records")
        } finally {
            update()
        }
    }

    /** Ends the writing when the code that used it has ended, with this [failure] or successfully. */
    fun end(failure: Throwable?) {
        if (failure == null) {
            if (!target.isEnded) {
                val _ = commit()
            }
        } else {
            target.discardBecauseOf(failure)
            update()
        }
    }

    /** Ends the writing because of a failure elsewhere. */
    fun fail(cause: Throwable) {
        target.fail(cause)
        update()
    }

    private fun report(note: EncodedBatch.Note) {
        when (note.fate) {
            EncodedBatch.Fate.DIVERTED -> options.oversize.sink?.write(note.record)

            EncodedBatch.Fate.REFUSED -> if (options.refusal == Refusal.SKIP) {
                options.refusedAction?.invoke(note.record, tally.placed(note))
            }

            EncodedBatch.Fate.REPLACED -> options.replacedAction?.invoke(note.record, tally.placed(note))
        }
    }

    private fun tellProgress() {
        options.progressAction?.invoke(Progress.of(report.records, report.bytes))
    }

    private fun update() {
        report = tally.report(target.state)
    }

    private inline fun failing(call: () -> Unit) {
        try {
            target.failing(call)
        } catch (e: Throwable) {
            update()
            throw e
        }
    }
}
