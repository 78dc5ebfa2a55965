// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.internal.sessions.failureOf
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * Transforms the values of a flow with several workers, for one collection.
 *
 * Two coroutines run in the collector's context: one takes the values, the other, the collector itself, delivers the
 * results. At first the former also transforms, since starting workers takes longer than transforming a few values.
 * After [INLINE_NANOS], or once a transform has suspended, workers start on their dispatcher and get batches as large
 * as possible without taking long.
 */
internal class FlowTransform<T, R>(
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val transform: suspend (T) -> R,
    private val limits: BatchLimits = BatchLimits.DEFAULT,
) {
    private val mostPerBatch = (options.windowRecords / (options.workers + 1)).coerceIn(1, limits.mostValues)
    private val size = BatchSize(mostPerBatch, least = minOf(limits.leastValues, mostPerBatch))
    private val exchange = Exchange<T, R>(options, isOrdered, limits.mostBytes)

    // For the coroutine that takes values.
    private var taken = 0L
    private var begin = 0L
    private var isParallel = false

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
     * The same as [run], after some values before [values] were transformed.
     *
     * @param nanosPerValue the time that each of them took
     */
    suspend fun runRest(nanosPerValue: Long, values: Flow<T>, deliver: suspend (List<R>) -> Unit) {
        withHelpers {
            startWorkers(this, options.workers, size.fitting(nanosPerValue))
            val scope = this
            val _ = launch(start = CoroutineStart.UNDISPATCHED) { takeAll(values, scope) }
            exchange.deliverAll(deliver)
        }
    }

    /** The same as [run], while [job] still transforms [first], the value before [values]. */
    suspend fun runBehind(first: FirstCall<T, R>, job: Job, values: Flow<T>, deliver: suspend (List<R>) -> Unit) {
        var failure = failureOf {
            withHelpers {
                val batch = exchange.handOverAlone(first.value, byteCountOf(first.value))
                val _ = launch(options.dispatcher, CoroutineStart.UNDISPATCHED) {
                    job.join()
                    batch.failure = first.failure
                    if (batch.failure == null) {
                        val _ = batch.results.add(first.result)
                    }
                    exchange.finish(batch)
                    workOn()
                }
                startWorkers(this, options.workers - 1, firstSize = 1)
                val scope = this
                val _ = launch(start = CoroutineStart.UNDISPATCHED) { takeAll(values, scope) }
                exchange.deliverAll(deliver)
            }
        }
        if (!job.isCompleted) {
            withContext(NonCancellable) { job.cancelAndJoin() }
            // The exception of a cancelled call can be lost, but not an error.
            val error = first.failure as? Error
            if (error != null) failure = error.also { e -> failure?.let { e.addSuppressed(it) } }
        }
        failure?.let { throw it }
    }

    private suspend fun takeAll(values: Flow<T>, scope: CoroutineScope) {
        val failure = failureOf { values.collect { take(it, scope) } }
        failure?.let { ensureWanted(it) }
        exchange.end(failure)
    }

    private suspend fun take(value: T, scope: CoroutineScope) {
        if (exchange.hasFailed) awaitCancellation()
        when {
            isParallel -> exchange.add(value, byteCountOf(value), size.now)
            taken == 0L -> takeFirst(value, scope)
            else -> transformHere(value, scope)
        }
        taken++
    }

    /** If the first transform suspends, the others don't wait for it: its coroutine becomes a worker. */
    private suspend fun takeFirst(value: T, scope: CoroutineScope) {
        begin = System.nanoTime()
        val batch = exchange.handOverAlone(value, byteCountOf(value))
        // Completed with true by the first coroutine that knows there will be a worker.
        val isDecided = AtomicBoolean()
        val _ = scope.launch(options.dispatcher, CoroutineStart.UNDISPATCHED) {
            work(batch)
            if (!isDecided.compareAndSet(false, true)) workOn()
        }
        if (isDecided.compareAndSet(false, true)) {
            startWorkers(scope, options.workers - 1, firstSize = 1)
        } else if (batch.hasSuspended) {
            startWorkers(scope, options.workers, firstSize = 1)
        }
    }

    private suspend fun transformHere(value: T, scope: CoroutineScope) {
        val result = try {
            transform.call(value) { hasSuspended = true }
        } catch (e: Throwable) {
            ensureWanted(e)
            exchange.fail(e)
            awaitCancellation()
        }
        val soon = if (taken <= FIRST_INLINE) FIRST_INLINE else MOST_INLINE
        val most = minOf(soon, limits.mostValues, options.windowRecords)
        exchange.addResult(result, byteCountOf(value), most)
        if (hasSuspended) {
            startWorkers(scope, options.workers, firstSize = 1)
        } else if (taken and EACH_EIGHTH == 0L || taken and (taken - 1) == 0L) {
            val nanos = System.nanoTime() - begin
            if (nanos > INLINE_NANOS) startWorkers(scope, options.workers, size.fitting(nanos / taken))
        }
    }

    private suspend fun startWorkers(scope: CoroutineScope, count: Int, firstSize: Int) {
        isParallel = true
        size.now = firstSize
        exchange.handOverOpen()
        repeat(count) {
            val _ = scope.launch(options.dispatcher) { workOn() }
        }
    }

    private suspend fun workOn() {
        for (batch in exchange.work) work(batch)
    }

    private suspend fun work(batch: Batch<T, R>) {
        val begin = System.nanoTime()
        val failure = failureOf {
            for (input in batch.inputs) {
                if (exchange.hasFailedBefore(batch)) break
                val _ = batch.results.add(transform.call(input) { batch.hasSuspended = true })
            }
        }
        failure?.let { ensureWanted(it) }
        batch.failure = failure
        size.learn(batch.size, System.nanoTime() - begin, batch.hasSuspended)
        exchange.finish(batch)
    }

    private fun byteCountOf(value: T): Int = if (value is Record) value.byteCount else 0

    private companion object {
        const val MOST_INLINE = 100

        // First results wait for only a few others, so that a collector of a single one gets it soon.
        const val FIRST_INLINE = 16
        const val EACH_EIGHTH = 7L
    }
}
