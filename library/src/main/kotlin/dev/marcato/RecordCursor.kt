// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.sessions.BATCH_BYTES
import dev.marcato.internal.sessions.BATCH_RECORDS
import dev.marcato.internal.sessions.BatchCutter
import dev.marcato.internal.sessions.RecordFeed
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive

/**
 * Reads records one by one or in batches, on demand; made by [MarcReader.cursor].
 *
 * A cursor is for one consumer: a concurrent call fails with an [IllegalStateException], but different coroutines may
 * call it one after another. All suspending functions are cancellable, after a blocking read in progress; the next call
 * loses nothing and continues there.
 *
 * The cursor releases its input at the end and after a failure. Until then it keeps a file open: close it if you stop
 * early. After the end, calls return null or an empty list; after a failure, they throw it again.
 */
public class RecordCursor private constructor(private val feed: RecordFeed) : AutoCloseable {
    private val isBusy = AtomicBoolean()

    @Volatile
    private var isClosed = false

    // Decoded but not delivered: collected for a cancelled call, or too much for a batch.
    private val ahead = ArrayDeque<Record>()
    private var aheadBytes = 0L

    /**
     * Returns the next record, or null at the end of the input.
     *
     * @throws MarcException if the bytes aren't a valid record
     * @throws java.io.IOException if reading fails
     * @throws IllegalStateException if another call is in progress, or the cursor is closed
     */
    @JvmSynthetic
    public suspend fun next(): Record? = exclusively { takeOne() }

    /**
     * Returns up to [maxRecords] records; fewer if they reach [maxBytes], if the next one would have to be waited for,
     * or at the end of the input. An empty list means the end. A record larger than [maxBytes] comes in a batch of its
     * own.
     *
     * @throws MarcException if the bytes aren't a valid record; earlier records were delivered
     * @throws java.io.IOException if reading fails
     * @throws IllegalStateException if another call is in progress, or the cursor is closed
     * @throws IllegalArgumentException if [maxRecords] or [maxBytes] is below 1
     */
    @JvmSynthetic
    public suspend fun readBatch(maxRecords: Int = BATCH_RECORDS, maxBytes: Int = BATCH_BYTES): List<Record> {
        val batch = BatchCutter(maxRecords, maxBytes)
        return exclusively { collectAhead(batch, maxRecords, maxBytes) }
    }

    /** Closes the input if the reader opened it. Can be called repeatedly. */
    override fun close() {
        isClosed = true
        feed.close()
    }

    private suspend fun takeOne(): Record? {
        while (ahead.isEmpty()) if (!readAhead()) return null
        return ahead.removeFirst().also { aheadBytes -= it.byteCount }
    }

    private suspend fun collectAhead(batch: BatchCutter, maxRecords: Int, maxBytes: Int): List<Record> {
        do {
            val isEnough = ahead.size >= maxRecords || aheadBytes > maxBytes
        } while (!isEnough && readAhead())
        while (ahead.isNotEmpty() && batch.addIfRoom(ahead.first())) aheadBytes -= ahead.removeFirst().byteCount
        return batch.records
    }

    /** Adds a record to `ahead`, or reads more bytes; returns false if neither is possible now. */
    private suspend fun readAhead(): Boolean {
        try {
            val record = feed.nextAtHand()
            if (record == null) return if (ahead.isNotEmpty() && feed.mayWait()) false else feed.readMore()
            ahead.addLast(record)
            aheadBytes += record.byteCount
            return true
        } catch (e: CancellationException) {
            throw e
        } catch (e: Exception) {
            // Earlier records come first; the failure is thrown again after them.
            if (ahead.isEmpty()) throw e
            return false
        }
    }

    private suspend inline fun <T> exclusively(call: () -> T): T {
        check(isBusy.compareAndSet(false, true)) { "A cursor is for one consumer: another call is in progress" }
        try {
            check(!isClosed) { "The cursor is closed" }
            currentCoroutineContext().ensureActive()
            return call()
        } finally {
            isBusy.set(false)
        }
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(feed: RecordFeed): RecordCursor = RecordCursor(feed)
    }
}
