// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.internal.sessions.failureOf
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch

/**
 * Transforms the values of a flow with several workers, for one collection. Two coroutines run in the collector's
 * context: one takes the values, and the collector itself delivers the results. Workers get batches as large as possible
 * without taking long.
 */
internal class FlowTransform<T, R>(
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val transform: suspend (T) -> R,
) {
    private val size = BatchSize((options.windowRecords / (options.workers + 1)).coerceIn(1, MOST_PER_BATCH))
    private val exchange = Exchange<T, R>(options, isOrdered)
    private var isStarted = false

    // Written when the transform suspends, possibly while it continues in another thread.
    @Volatile
    private var hasSuspended = false

    /** Collects [values], and passes the results to [deliver] in the caller's context. */
    suspend fun run(values: Flow<T>, deliver: suspend (List<R>) -> Unit) {
        withHelpers {
            val scope = this
            val _ = launch(start = CoroutineStart.UNDISPATCHED) { takeAll(values, scope) }
            exchange.deliverAll(deliver)
        }
    }

    /**
     * Transforms the values that [next] returns without waiting, until it returns null. This begins like a plain `map`,
     * in the collector's coroutine, so that a few values cost no more than that. After [INLINE_NANOS], or once the
     * transform has suspended, workers continue.
     */
    suspend fun runAtHand(next: () -> T?, deliver: suspend (List<R>) -> Unit) {
        val value = next() ?: return
        withHelpers {
            val first = FirstCall(value, transform)
            val job = launch(options.dispatcher, CoroutineStart.UNDISPATCHED) { first.run() }
            if (first.isDone) {
                first.failure?.let { throw it }
                deliver(listOf(first.result))
                mapAtHand(next, deliver)
            } else {
                // The others don't wait for the first one.
                val behind = FlowTransform<Any?, R>(options, isOrdered) {
                    @Suppress("UNCHECKED_CAST")
                    if (it === first) first.await(job) else transform(it as T)
                }
                behind.run(
                    flow {
                        emit(first)
                        while (true) emit(next() ?: break)
                    },
                    deliver,
                )
            }
        }
    }

    private suspend fun mapAtHand(next: () -> T?, deliver: suspend (List<R>) -> Unit) {
        val begin = System.nanoTime()
        // Delivers a few at a time, since each delivery may suspend; but none late.
        val results = ArrayList<R>()
        var taken = 1L
        while (true) {
            var isOver = false
            val failure = failureOf {
                val next = next()
                if (next != null) results.add(transform.call(next) { if (it) hasSuspended = true }) else isOver = true
            }
            failure?.let { ensureWanted(it) }
            taken++
            val isMoment = taken and EACH_EIGHTH == 0L || taken and (taken - 1) == 0L
            if (failure == null && !isOver && !isMoment && !hasSuspended) continue
            // The receiver of results may wait for more, and an empty list isn't more.
            if (results.isNotEmpty()) deliver(results)
            failure?.let { throw it }
            if (isOver) return
            results.clear()
            val nanos = System.nanoTime() - begin
            if (!hasSuspended && nanos < INLINE_NANOS) continue
            if (!hasSuspended) size.now = size.fitting(nanos / taken)
            return run(flow { while (true) emit(next() ?: break) }, deliver)
        }
    }

    private suspend fun takeAll(values: Flow<T>, scope: CoroutineScope) {
        val failure = failureOf { values.collect { take(it, scope) } }
        failure?.let { ensureWanted(it) }
        exchange.end(failure)
    }

    private suspend fun take(value: T, scope: CoroutineScope) {
        if (exchange.hasFailed) awaitCancellation()
        if (!isStarted) {
            isStarted = true
            repeat(options.workers) {
                val _ = scope.launch(options.dispatcher) { for (batch in exchange.work) work(batch) }
            }
        }
        exchange.add(value, if (value is Record) value.byteCount else 0, size.now)
    }

    private suspend fun work(batch: Batch<T, R>) {
        val begin = System.nanoTime()
        val failure = failureOf {
            for (input in batch.inputs) {
                if (exchange.hasFailedBefore(batch)) break
                val _ = batch.results.add(transform.call(input) { if (it) batch.hasSuspended = true })
            }
        }
        failure?.let { ensureWanted(it) }
        batch.failure = failure
        size.learn(batch.size, System.nanoTime() - begin, batch.hasSuspended)
        exchange.finish(batch)
    }

    private companion object {
        const val MOST_PER_BATCH = 100
        const val EACH_EIGHTH = 7L

        /** The time for transforms in the collector's context before workers start. */
        const val INLINE_NANOS = 1_000_000L
    }
}

/** The transform of the first value, which may take long, and its result once it [isDone]. */
private class FirstCall<T, R>(private val value: T, private val transform: suspend (T) -> R) {
    private var made: R? = null

    var failure: Throwable? = null
        private set

    @Volatile
    var isDone: Boolean = false
        private set

    /** The result, unless there is a [failure]. */
    @Suppress("UNCHECKED_CAST")
    val result: R get() = made as R

    suspend fun run() {
        failure = failureOf { made = transform(value) }
        failure?.let { ensureWanted(it) }
        isDone = true
    }

    suspend fun await(job: Job): R {
        job.join()
        failure?.let { throw it }
        return result
    }
}
