// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.sessions.BATCH_BYTES
import dev.marcato.internal.sessions.BATCH_RECORDS
import dev.marcato.internal.sessions.BatchCutter
import dev.marcato.internal.sessions.CursorFeed
import dev.marcato.internal.sessions.byteCountOf
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive

/**
 * Reads records or [Outcome]s one by one or in batches, on demand; made by [MarcReader.cursor] and
 * [MarcReader.outcomeCursor].
 *
 * A cursor is for one consumer: a concurrent call fails with an [IllegalStateException], but different coroutines may
 * call it one after another. All suspending functions are cancellable, after a blocking read in progress; the next call
 * loses nothing and continues there.
 *
 * The cursor releases its input at the end and after a failure. Until then it keeps a file open: close it if you stop
 * early. After the end, calls return null or an empty list; after a failure, they throw it again.
 */
public class MarcCursor<out T : Any> private constructor(private val feed: CursorFeed<T>) : AutoCloseable {
    private val isBusy = AtomicBoolean()

    @Volatile
    private var isClosed = false

    // Decoded but not delivered: collected for a cancelled call, or too much for a batch.
    private val ahead = ArrayDeque<T>()
    private var aheadBytes = 0L

    /**
     * Returns the next record or outcome, or null at the end of the input.
     *
     * @throws MarcException if the bytes aren't a valid record
     * @throws java.io.IOException if reading fails
     * @throws IllegalStateException if another call is in progress, or the cursor is closed
     */
    @JvmSynthetic
    public suspend fun next(): T? = exclusively { takeOne() }

    /**
     * Returns up to [maxItems] records or outcomes; fewer if they reach [maxBytes], if the next one would have to be
     * waited for, or at the end of the input. An empty list means the end. One that is larger than [maxBytes] comes in
     * a batch of its own. An outcome counts as many bytes as it has in the input, held or not.
     *
     * @throws MarcException if the bytes aren't a valid record; everything before was delivered
     * @throws java.io.IOException if reading fails
     * @throws IllegalStateException if another call is in progress, or the cursor is closed
     * @throws IllegalArgumentException if [maxItems] or [maxBytes] is below 1
     */
    @JvmSynthetic
    public suspend fun readBatch(maxItems: Int = BATCH_RECORDS, maxBytes: Int = BATCH_BYTES): List<T> {
        val batch = BatchCutter<T>(maxItems, maxBytes)
        return exclusively { collectAhead(batch, maxItems, maxBytes) }
    }

    /** Closes the input if the reader opened it. Can be called repeatedly. */
    override fun close() {
        isClosed = true
        feed.close()
    }

    private suspend fun takeOne(): T? {
        while (ahead.isEmpty()) if (!readAhead()) return null
        return takeAhead()
    }

    private suspend fun collectAhead(batch: BatchCutter<T>, maxItems: Int, maxBytes: Int): List<T> {
        do {
            val isEnough = ahead.size >= maxItems || aheadBytes > maxBytes
        } while (!isEnough && readAhead())
        while (ahead.isNotEmpty() && batch.addIfRoom(ahead.first())) {
            val _ = takeAhead()
        }
        return batch.items
    }

    private fun takeAhead(): T = ahead.removeFirst().also { aheadBytes -= byteCountOf(it) }

    /** Adds an item to `ahead`, or reads more bytes; returns false if neither is possible now. */
    private suspend fun readAhead(): Boolean {
        try {
            val item = feed.nextAtHand()
            if (item == null) return if (ahead.isNotEmpty() && feed.mayWait()) false else feed.readMore()
            ahead.addLast(item)
            aheadBytes += byteCountOf(item)
            return true
        } catch (e: CancellationException) {
            throw e
        } catch (e: Exception) {
            // What comes before is delivered first; the failure is thrown again after it.
            if (ahead.isEmpty()) throw e
            return false
        }
    }

    private suspend inline fun <R> exclusively(call: () -> R): R {
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
        internal fun <T : Any> of(feed: CursorFeed<T>): MarcCursor<T> = MarcCursor(feed)
    }
}
