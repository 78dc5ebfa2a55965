// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.Outcome
import dev.marcato.RecordBatch
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future

/** Takes what is read. */
internal fun interface OutcomeTaker {
    fun take(outcome: Outcome)
}

/**
 * What one thread encodes of a part of a file.
 *
 * @property keepsDamage whether damage is written where it stood
 */
internal class EncodedPart(val batch: RecordBatch, private val keepsDamage: Boolean) : OutcomeTaker {
    /** Damage that isn't in the batch. */
    val left = ArrayList<Outcome.Damage>()

    /** How many damaged stretches are in the batch. */
    var kept = 0
        private set

    override fun take(outcome: Outcome) {
        when (outcome) {
            is Outcome.Read -> batch.write(outcome)
            is Outcome.Damage -> take(outcome)
            is Outcome.Filler -> Unit
        }
    }

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
 * Encodes records for an output in other threads than the one that writes: in those that read the parts of a file, each
 * into what [newPart] returns; and in threads of its own those that come one by one. What is ahead of the output is two
 * batches more than there are threads.
 */
internal class EncodingAhead(
    private val out: RecordOutput,
    private val carried: Carried,
    private val threads: Int,
) : OutcomeTaker,
    AutoCloseable {
    private var pool: ExecutorService? = null
    private val ahead = ArrayDeque<Future<RecordBatch>>()
    private val free = ArrayDeque<RecordBatch>()
    private var taken = ArrayList<Outcome.Read>()
    private var bytes = 0L

    /** Returns what a thread may fill, for [write]. */
    fun newPart(): EncodedPart = EncodedPart(newBatch(), out.keepsDamage)

    /** Takes what comes after all that came before. */
    override fun take(outcome: Outcome) {
        when (outcome) {
            is Outcome.Read -> take(outcome)

            is Outcome.Damage -> {
                complete()
                out.pass(outcome)
            }

            is Outcome.Filler -> Unit
        }
    }

    private fun take(read: Outcome.Read) {
        taken.add(read)
        bytes += read.byteLength
        if (taken.size >= BATCH_RECORDS || bytes >= BATCH_BYTES) encode()
    }

    /** Writes what a thread has encoded, after all that came before: [recordsBefore] records of its file. */
    fun write(part: EncodedPart, recordsBefore: Long) {
        complete()
        write(part.batch, recordsBefore)
        part.left.forEach(carried::leave)
        repeat(part.kept) { carried.keptDamage() }
    }

    /** Writes all that came before. */
    fun complete() {
        if (taken.isNotEmpty()) encode()
        while (ahead.isNotEmpty()) writeFirst()
    }

    private fun encode() {
        val records = taken
        taken = ArrayList(BATCH_RECORDS)
        bytes = 0
        while (ahead.size > threads) writeFirst()
        val batch = newBatch()
        ahead.addLast(pool().submit(Callable { batch.apply { records.forEach(::write) } }))
    }

    private fun pool(): ExecutorService = pool ?: Executors.newFixedThreadPool(threads) { task ->
        Thread(task, "encoder").also { it.isDaemon = true }
    }.also { pool = it }

    private fun writeFirst() {
        val batch = try {
            ahead.removeFirst().get()
        } catch (e: ExecutionException) {
            throw e.cause ?: e
        }
        write(batch, 0)
    }

    private fun newBatch(): RecordBatch = free.removeLastOrNull() ?: out.newBatch()

    // Records that were not read in parts have numbers of their own.
    private fun write(batch: RecordBatch, recordsBefore: Long) {
        out.write(batch, recordsBefore)
        free.addLast(batch)
    }

    override fun close() {
        pool?.shutdownNow()
    }

    private companion object {
        const val BATCH_RECORDS = 100
        const val BATCH_BYTES = 256 * 1024
    }
}
