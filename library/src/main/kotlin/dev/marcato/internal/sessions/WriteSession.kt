// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.Progress
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.TargetState
import dev.marcato.WriteOptions
import dev.marcato.WritePhases
import dev.marcato.WriteReport
import dev.marcato.internal.formats.encoder
import dev.marcato.internal.output.ByteTarget
import dev.marcato.internal.writing.EncodedBatch
import dev.marcato.internal.writing.RecordEncoder
import java.io.IOException

/**
 * A writing by blocking writes, for the blocking and the suspending writer. For one thread at a time; any thread may
 * read [report].
 *
 * The first failure ends it: the target is released at once, and every later call fails the same way.
 */
internal class WriteSession(
    private val target: ByteTarget,
    private val encoder: RecordEncoder,
    private val options: WriteOptions,
) {
    private val tally = WriteTally(options.maxProblems)
    private val pending = EncodedBatch()

    /** The failure that ended the writing, if any. */
    @Volatile
    var failure: Throwable? = null
        private set
    private var isOpen = false
    private var isEnded = false
    private var isBegun = false
    private var hasRecords = false

    /** The result so far. */
    @Volatile
    var report: WriteReport = tally.report(TargetState.UNTOUCHED)
        private set

    fun open() {
        failing {
            if (!isOpen) target.open()
            isOpen = true
        }
    }

    /** Encodes [record], the one of [read] if that isn't null, and returns whether it is time for [handOver]. */
    fun add(record: Record, read: Outcome.Read? = null): Boolean {
        check()
        pending.read = read
        // A rule of the caller may fail.
        failing { encoder.encode(record, pending) }
        pending.read = null
        return pending.block.size >= BLOCK_BYTES || pending.notes.isNotEmpty()
    }

    /** Adds the bytes of [damage] as they are, and returns whether it is time for [handOver]. */
    fun add(damage: Outcome.Damage): Boolean {
        check()
        addTo(pending, damage)
        return pending.block.size >= BLOCK_BYTES
    }

    fun addTo(batch: EncodedBatch, damage: Outcome.Damage) {
        require(encoder.takesDamage) { "Only ISO 2709 can contain damage" }
        val bytes =
            requireNotNull(damage.bytes) { "The bytes weren't held: there are more than maxDamageBytes" }
        batch.addDamage(bytes)
    }

    /** Hands over what was added. */
    fun handOver() {
        check()
        if (!pending.isEmpty) write(pending)
        pending.clear()
    }

    /** Hands over what was added, and flushes the target. */
    fun flush() {
        handOver()
        open()
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
        open()
        failing {
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
            if (problem != null) throw MarcException.of(problem)
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
            encode(batch, pending)
            handOver()
        }
    }

    override fun toString(): String = "$target, $options"

    /** Completes the writing; fails if the writing has failed before. Can be called repeatedly. */
    fun finish() {
        if (isEnded) return
        isEnded = true
        failure?.let { throw IOException("The output is incomplete: the writing failed before", it) }
        if (!pending.isEmpty) write(pending)
        open()
        failing {
            begin()
            writeAround(encoder.epilogue)
            target.finish()
        }
        report = tally.report(TargetState.COMPLETE)
        tellProgress()
    }

    /** Ends the writing without completing it. Can be called repeatedly, and after [finish]. */
    fun discard() {
        if (isEnded && failure == null) return
        isEnded = true
        try {
            target.discard()
        } finally {
            if (failure == null) failure = IllegalStateException("The writing was discarded")
            update()
        }
    }

    /** Ends the writing because of a failure elsewhere. */
    fun fail(cause: Throwable) {
        if (failure != null) return
        failure = cause
        try {
            target.discard()
        } catch (onDiscard: IOException) {
            cause.addSuppressed(onDiscard)
        }
        update()
    }

    private fun check() {
        check(!isEnded) { "The writer is closed" }
        failure?.let { throw it }
    }

    private fun report(note: EncodedBatch.Note) {
        when (note.fate) {
            EncodedBatch.Fate.DIVERTED -> options.oversize.sink?.write(note.record)

            EncodedBatch.Fate.REFUSED -> if (options.refusal == Refusal.SKIP) {
                options.refusedAction?.accept(note.record, tally.placed(note))
            }

            EncodedBatch.Fate.REPLACED -> options.replacedAction?.accept(note.record, tally.placed(note))
        }
    }

    private fun tellProgress() {
        options.progressAction?.accept(Progress.of(report.records, report.bytes))
    }

    private fun update() {
        report = tally.report(if (target.isUntouched) TargetState.UNTOUCHED else TargetState.PARTIAL)
    }

    private inline fun failing(call: () -> Unit) {
        failure?.let { throw it }
        try {
            call()
        } catch (e: Throwable) {
            // After an Error, too, no file may be left.
            fail(e)
            throw e
        }
    }
}
