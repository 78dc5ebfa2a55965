// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.RecordBatch
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future

/** Takes the outcomes of a reading. */
internal fun interface OutcomeTaker {
    fun take(outcome: Outcome)
}

/**
 * A part of a file that one thread encodes.
 *
 * @property keepsDamage whether damage is written in its place
 */
internal open class EncodedPart(val batch: RecordBatch, private val keepsDamage: Boolean) : OutcomeTaker {
    /** Damage that isn't in the batch. */
    val left = ArrayList<Outcome.Damage>()

    /** How many damaged stretches are in the batch. */
    var kept = 0
        private set

    override fun take(outcome: Outcome) {
        when (outcome) {
            is Outcome.Read -> take(outcome)
            is Outcome.Damage -> take(outcome)
            is Outcome.Filler -> Unit
        }
    }

    protected open fun take(read: Outcome.Read) {
        batch.write(read)
    }

    /** Where a record with a [problem] in the batch comes from; null if the problem says it. */
    open fun sourceOf(record: Record, problem: MarcProblem): Source? = null

    private fun take(damage: Outcome.Damage) {
        if (keepsDamage && damage.bytes != null) {
            batch.write(damage)
            kept++
        } else {
            left.add(damage)
        }
    }
}

/**
 * Encodes records for an output in other threads than the one that writes. Threads that read the parts of a file encode
 * each into the result of [newPart]; outcomes that come one by one are encoded in threads of its own, if there are to be
 * several. At most two more parts than threads are ahead of the output.
 *
 * @property makePart makes a part for a batch
 * @property join called with each part in input order, after it was written, and the number of records before it in its
 * file; that is 0 if the records know their numbers
 */
internal class EncodingAhead<P : EncodedPart>(
    private val out: RecordOutput,
    private val carried: Carried,
    private val threads: Int,
    private val makePart: (RecordBatch) -> P,
    private val join: (P, Long) -> Unit = { _, _ -> },
) : OutcomeTaker,
    AutoCloseable {
    private var pool: ExecutorService? = null
    private val ahead = ArrayDeque<Future<P>>()
    private val free = ArrayDeque<RecordBatch>()
    private var taken = ArrayList<Outcome>()
    private var bytes = 0L

    /** Returns a part for a thread to fill and for [write]. */
    fun newPart(): P = makePart(free.removeLastOrNull() ?: out.newBatch())

    /** Takes the next outcome of the input. */
    override fun take(outcome: Outcome) {
        taken.add(outcome)
        bytes += outcome.byteLength
        if (taken.size >= BATCH_RECORDS || bytes >= BATCH_BYTES) encode()
    }

    /** Writes an encoded part after everything before it, which is [recordsBefore] records of its file. */
    fun write(part: P, recordsBefore: Long) {
        complete()
        writeNext(part, recordsBefore)
    }

    /** Writes everything taken so far. */
    fun complete() {
        if (taken.isNotEmpty()) encode()
        while (ahead.isNotEmpty()) writeFirst()
    }

    private fun encode() {
        val outcomes = taken
        taken = ArrayList(BATCH_RECORDS)
        bytes = 0
        if (threads == 1) return writeNext(newPart().apply { outcomes.forEach(::take) }, 0)
        while (ahead.size > threads) writeFirst()
        val part = newPart()
        ahead.addLast(pool().submit(Callable { part.apply { outcomes.forEach(::take) } }))
    }

    private fun pool(): ExecutorService = pool ?: Executors.newFixedThreadPool(threads) { task ->
        Thread(task, "encoder").also { it.isDaemon = true }
    }.also { pool = it }

    private fun writeFirst() {
        val part = try {
            ahead.removeFirst().get()
        } catch (e: ExecutionException) {
            throw e.cause ?: e
        }
        writeNext(part, 0)
    }

    // Records that weren't read in parts know their own numbers.
    private fun writeNext(part: P, recordsBefore: Long) {
        carried.sourceOf = { record, problem -> part.sourceOf(record, problem)?.after(recordsBefore) }
        out.write(part.batch, recordsBefore)
        part.left.forEach(carried::leave)
        repeat(part.kept) { carried.keptDamage() }
        join(part, recordsBefore)
        free.addLast(part.batch)
    }

    override fun close() {
        pool?.shutdownNow()
    }

    private companion object {
        const val BATCH_RECORDS = 100
        const val BATCH_BYTES = 256 * 1024
    }
}
