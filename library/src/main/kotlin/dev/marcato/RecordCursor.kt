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
 * Reads records one by one or in batches, when its consumer asks for them; made by [MarcReader.cursor].
 *
 * It is for one consumer: a call that comes while another one is under way fails with an [IllegalStateException].
 * Different coroutines may call it one after the other. All suspending functions are cancellable; a cancelled call loses
 * nothing, the next one goes on where it was. A blocking read that is under way is waited for first.
 *
 * At the end of the input, and after a failure, the cursor lets go of its input by itself; until then it keeps a file
 * open, so close it if you stop early. The end is final: further calls return null or an empty list for ever. So is a
 * failure: further calls throw it again.
 */
public class RecordCursor private constructor(private val feed: RecordFeed) : AutoCloseable {
    private val isBusy = AtomicBoolean()

    @Volatile
    private var isClosed = false

    // Decoded but not delivered: what a cancelled call had begun to collect, or what was too much for a batch.
    private val ahead = ArrayDeque<Record>()
    private var aheadBytes = 0L

    /**
     * Returns the next record, or null at the end of the input.
     *
     * @throws MarcException if the bytes are no valid record
     * @throws java.io.IOException if reading fails
     * @throws IllegalStateException if another call is under way, or the cursor is closed
     */
    @JvmSynthetic
    public suspend fun next(): Record? = exclusively { collectAhead(BatchCutter(1, 1), 1, 1).firstOrNull() }

    /**
     * Returns the next records: as many as [maxRecords], but fewer if they come to [maxBytes], if the input would
     * have to be waited for, or if there are no more. An empty list means the end of the input. A record larger than
     * [maxBytes] comes alone.
     *
     * @throws MarcException if the bytes are no valid record; those before it were delivered
     * @throws java.io.IOException if reading fails
     * @throws IllegalStateException if another call is under way, or the cursor is closed
     * @throws IllegalArgumentException if [maxRecords] or [maxBytes] is below 1
     */
    @JvmSynthetic
    public suspend fun readBatch(maxRecords: Int = BATCH_RECORDS, maxBytes: Int = BATCH_BYTES): List<Record> {
        val batch = BatchCutter(maxRecords, maxBytes)
        return exclusively { collectAhead(batch, maxRecords, maxBytes) }
    }

    /** Closes the input, if it is one that the reader opened. May be called more than once. */
    override fun close() {
        isClosed = true
        feed.close()
    }

    private suspend fun collectAhead(batch: BatchCutter, maxRecords: Int, maxBytes: Int): List<Record> {
        do {
            val isEnough = ahead.size >= maxRecords || aheadBytes > maxBytes
        } while (!isEnough && readAhead())
        while (ahead.isNotEmpty() && batch.addIfRoom(ahead.first())) aheadBytes -= ahead.removeFirst().byteCount
        return batch.records
    }

    /** Puts a record more in `ahead`, or reads on; returns false if neither can be done now. */
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
            // The records before it come first; it keeps and is thrown when there are no more of them.
            if (ahead.isEmpty()) throw e
            return false
        }
    }

    private suspend inline fun <T> exclusively(call: () -> T): T {
        check(isBusy.compareAndSet(false, true)) { "A cursor is for one consumer: another call is under way" }
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
