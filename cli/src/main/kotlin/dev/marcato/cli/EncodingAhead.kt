// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.RecordBatch
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future

/** Takes records as they are read. */
internal fun interface ReadTaker {
    fun take(read: Outcome.Read)
}

/** What one thread encodes of a part of a file. */
internal class EncodedPart(val batch: RecordBatch) : ReadTaker {
    override fun take(read: Outcome.Read) {
        batch.write(read.record)
    }
}

/**
 * Encodes records for an output in other threads than the one that writes: in those that read the parts of a file, each
 * into what [newPart] returns; and in threads of its own those that come one by one. What is ahead of the output is two
 * batches more than there are threads.
 */
internal class EncodingAhead(private val out: RecordOutput, private val threads: Int) :
    ReadTaker,
    AutoCloseable {
    private var pool: ExecutorService? = null
    private val ahead = ArrayDeque<Future<RecordBatch>>()
    private val free = ArrayDeque<RecordBatch>()
    private var taken = ArrayList<Record>()
    private var bytes = 0L

    /** Returns what a thread may fill, for [write]. */
    fun newPart(): EncodedPart = EncodedPart(newBatch())

    /** Takes a record, behind all that came before. */
    override fun take(read: Outcome.Read) {
        taken.add(read.record)
        bytes += read.byteLength
        if (taken.size >= BATCH_RECORDS || bytes >= BATCH_BYTES) encode()
    }

    /** Writes what a thread has encoded, behind all that came before. */
    fun write(part: EncodedPart) {
        complete()
        write(part.batch)
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
        write(batch)
    }

    private fun newBatch(): RecordBatch = free.removeLastOrNull() ?: out.newBatch()

    private fun write(batch: RecordBatch) {
        out.write(batch)
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
