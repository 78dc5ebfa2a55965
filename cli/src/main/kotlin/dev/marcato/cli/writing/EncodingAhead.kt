// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.Outcome
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
 * Encodes records for an output in other threads than the one that writes. Threads that read the parts of a file encode
 * each into the result of [newPart]; records that come one by one are encoded in threads of its own. At most two more
 * batches than threads are ahead of the output.
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

    /** Returns a part for a thread to fill and for [write]. */
    fun newPart(): EncodedPart = EncodedPart(newBatch(), out.keepsDamage)

    /** Takes the next outcome of the input. */
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

    /** Writes an encoded part after everything before it, which is [recordsBefore] records of its file. */
    fun write(part: EncodedPart, recordsBefore: Long) {
        complete()
        write(part.batch, recordsBefore)
        part.left.forEach(carried::leave)
        repeat(part.kept) { carried.keptDamage() }
    }

    /** Writes everything taken so far. */
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

    // Records that weren't read in parts know their own numbers.
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
