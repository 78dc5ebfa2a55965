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
 * A writing, by blocking writes: what the blocking and the suspending writer have in common. One thread after the other
 * may use it; only [report] is for any.
 *
 * The first failure ends it: the target is let go of at once, and every further call fails in the same way.
 */
internal class WriteSession(
    private val target: ByteTarget,
    private val encoder: RecordEncoder,
    private val options: WriteOptions,
) {
    private val tally = WriteTally(options.maxProblems)
    private val pending = EncodedBatch()

    /** What ended the writing, if it has failed. */
    @Volatile
    var failure: Throwable? = null
        private set
    private var isOpen = false
    private var isEnded = false
    private var isBegun = false
    private var hasRecords = false

    /** What the writing has come to so far. */
    @Volatile
    var report: WriteReport = tally.report(TargetState.UNTOUCHED)
        private set

    fun open() {
        failing {
            if (!isOpen) target.open()
            isOpen = true
        }
    }

    /** Encodes [record], which came with [read] if that isn't null, and returns whether it is time for [handOver]. */
    fun add(record: Record, read: Outcome.Read? = null): Boolean {
        check()
        pending.read = read
        // A rule of the caller's may fail.
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
        require(encoder.takesDamage) { "Only ISO 2709 takes bytes that aren't a record" }
        val bytes =
            requireNotNull(damage.bytes) { "The bytes weren't held: there are more than maxDamageBytes of them" }
        batch.addDamage(bytes)
    }

    /** Hands over what was added. */
    fun handOver() {
        check()
        if (!pending.isEmpty) write(pending)
        pending.clear()
    }

    /** Hands over what was added, and has the target hand it on. */
    fun flush() {
        handOver()
        open()
        failing { target.flush() }
    }

    /** Encodes [records], all of one batch, as far as that makes sense. May be called by any thread at any time. */
    fun encode(records: List<Record>, batch: EncodedBatch) {
        val begin = System.nanoTime()
        for (record in records) {
            encoder.encode(record, batch)
            if (batch.isRefusing && options.refusal == Refusal.FAIL) break
        }
        batch.serialiseNanos = System.nanoTime() - begin
    }

    /** Encodes one record of a batch, as far as that makes sense. May be called by any thread at any time. */
    fun encode(record: Record, batch: EncodedBatch, read: Outcome.Read? = null) {
        if (batch.isRefusing && options.refusal == Refusal.FAIL) return
        batch.read = read
        encoder.encode(record, batch)
        batch.read = null
    }

    /** Writes a batch; [inputRecordsBefore] counts the records of the input before it, if somebody knows. */
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

    /** Writes what belongs to no record. */
    private fun writeAround(bytes: ByteArray) {
        if (bytes.isEmpty()) return
        target.write(bytes, 0, bytes.size)
        tally.addAround(bytes.size)
    }

    /** Takes [records] to their end, a batch at a time. What fails, the taking too, ends the writing. */
    fun writeAll(records: Iterator<Record>) {
        handOver()
        val cutter = BatchCutter()
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

    /** Ends a writing that has gone well; if it has not, fails because of that. May be called more than once. */
    fun finish() {
        if (isEnded) return
        isEnded = true
        failure?.let { throw IOException("What was to be written is not complete: the writing failed before", it) }
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

    /** Ends a writing that has not gone well. May be called more than once, and after [finish]. */
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

    /** Ends a writing because of something that happened elsewhere. */
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
            // Also for an Error nothing must be left behind.
            fail(e)
            throw e
        }
    }
}
