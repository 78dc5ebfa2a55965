// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.internal.sessions.BATCH_BYTES
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import java.util.concurrent.atomic.AtomicReference
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.withTimeoutOrNull

/**
 * Connects the coroutine that takes values, any number of workers, and the coroutine that delivers results.
 *
 * The open batch, which is being filled, is available to all while none works on it; a coroutine that takes it owns it.
 * So the delivering coroutine can take it when no values come, there is nothing to deliver, and a worker is free.
 */
internal class Exchange<T, R>(
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
) {
    /** Batches that wait for a worker; the window limits them. */
    val work: Channel<Batch<T, R>> = Channel(Channel.UNLIMITED)

    private val open = AtomicReference<Batch<T, R>?>()
    private val window = Window(options.windowRecords, options.windowBytes.toLong())

    // All batches in order, or finished batches if results are unordered.
    private val ready = ConcurrentLinkedQueue<Batch<T, R>>()
    private val news = Channel<Unit>(Channel.CONFLATED)
    private val atWork = AtomicInteger()
    private val failedAt = AtomicLong(Long.MAX_VALUE)

    @Volatile
    private var wantsMore = false

    @Volatile
    private var end: Batch<T, R>? = null

    // For the coroutine that takes values.
    private var begun = 0L

    // For the coroutine that delivers: the batch that it took before its turn.
    private val early = HashMap<Long, Batch<T, R>>()
    private var delivered = 0L

    val hasFailed: Boolean get() = failedAt.get() != Long.MAX_VALUE

    fun hasFailedBefore(batch: Batch<T, R>): Boolean = failedAt.get() < batch.number

    /** Adds a value to the open batch, and hands the batch over if it then has [most] values. */
    suspend fun add(value: T, bytes: Int, most: Int) {
        val batch = takeOpen()
        batch.add(value, bytes)
        if (batch.size >= most || batch.bytes >= BATCH_BYTES) handOver(batch) else leaveOpen(batch)
    }

    /** Ends the values, with [failure] if the source failed. */
    suspend fun end(failure: Throwable?) {
        open.getAndSet(null)?.let { handOver(it) }
        end = Batch<T, R>(begun).also { it.failure = failure }
        news()
    }

    private fun takeOpen(): Batch<T, R> = open.getAndSet(null) ?: Batch(begun++)

    private fun leaveOpen(batch: Batch<T, R>) {
        open.set(batch)
        if (wantsMore) {
            wantsMore = false
            news()
        }
    }

    private suspend fun handOver(batch: Batch<T, R>) {
        if (hasFailed) awaitCancellation()
        window.enter(batch.size, batch.bytes)
        pass(batch, isInTurn = true)
    }

    /** Reports that a worker has finished [batch]. */
    fun finish(batch: Batch<T, R>) {
        if (batch.failure != null) {
            val _ = failedAt.accumulateAndGet(batch.number, ::minOf)
        }
        val _ = atWork.decrementAndGet()
        batch.isDone = true
        if (!isOrdered) tell(batch) else news()
    }

    /** Delivers everything, and throws the first failure; for the coroutine that delivers. */
    suspend fun deliverAll(deliver: suspend (List<R>) -> Unit) {
        while (true) {
            val batch = next() ?: break
            if (batch.results.isNotEmpty()) deliver(batch.results)
            delivered++
            batch.failure?.let { throw it }
            window.leave(batch.size, batch.bytes)
        }
        end?.failure?.let { throw it }
    }

    /** Returns the next finished batch, or null if all were delivered. */
    private suspend fun next(): Batch<T, R>? {
        var next: Batch<T, R>? = null
        while (true) {
            next = next ?: early.remove(delivered) ?: ready.poll()
            if (next != null && isOrdered && next.number != delivered) {
                early[next.number] = next
                next = null
                continue
            }
            if (next?.isDone == true) return next
            if (next == null && end?.number == delivered) return null
            val waitsFor = next
            awaitNews { waitsFor?.isDone ?: (isAnythingReady() || end?.number == delivered) }
        }
    }

    private fun isAnythingReady(): Boolean = ready.isNotEmpty() || early.containsKey(delivered)

    /** Waits until [isThere]; takes the open batch if nothing happens. */
    private suspend inline fun awaitNews(isThere: () -> Boolean) {
        while (!isThere()) {
            if (mayFetch()) {
                val isNew = withTimeoutOrNull(LINGER_MILLIS) { news.receive() }
                if (isNew == null) fetch()
            } else {
                wantsMore = true
                if (!isThere() && !mayFetch()) news.receive()
                wantsMore = false
            }
        }
    }

    /** Whether the open batch would be transformed or delivered at once. */
    private fun mayFetch(): Boolean = open.get() != null && atWork.get() < options.workers

    private fun fetch() {
        val batch = open.getAndSet(null) ?: return
        window.force(batch.size, batch.bytes)
        pass(batch, isInTurn = false)
    }

    private fun pass(batch: Batch<T, R>, isInTurn: Boolean) {
        val _ = atWork.incrementAndGet()
        val _ = work.trySend(batch)
        if (isOrdered && isInTurn) tell(batch)
        if (isOrdered && !isInTurn) early[batch.number] = batch
    }

    private fun tell(batch: Batch<T, R>) {
        val _ = ready.add(batch)
        news()
    }

    private fun news() {
        val _ = news.trySend(Unit)
    }

    private companion object {
        const val LINGER_MILLIS = 1L
    }
}
