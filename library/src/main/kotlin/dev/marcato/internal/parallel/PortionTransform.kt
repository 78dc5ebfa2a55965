// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.internal.reading.StretchDecoder
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/**
 * Reads and transforms the portions of a [PortionPlan] with several workers, for one collection. Each worker reads a
 * portion and transforms it; the collector delivers the results in order, and adds a portion for each one delivered.
 *
 * @param next takes a record or an outcome from a decoder
 * @param transformOf returns the transform for a source
 * @param recount changes the counts of a result from the start of its portion to that of the input
 * @param onFailure is called when an input fails; the next one is read then. If it is null, the first failure is thrown
 */
internal class PortionTransform<I : Any, R>(
    private val readOptions: ReadOptions,
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val next: StretchDecoder.() -> I?,
    private val recount: ((result: R, recordsBefore: Long) -> R)? = null,
    private val onFailure: ((source: Int, failure: Exception) -> Unit)? = null,
    private val transformOf: (source: Int) -> suspend (I) -> R,
) {
    private val mostAtOnce = options.workers + SPARE
    private val itemsPerRound = (options.windowRecords / (2 * mostAtOnce)).coerceIn(1, MOST_PER_ROUND)
    private val outputSize = maxOf(1, itemsPerRound / DELIVERY)

    // Unordered portions don't wait for one another, so one output is enough.
    private val sharedOutput = if (isOrdered) null else Channel<Delivery<R>>(outputSize)
    private val tasks = Channel<Portion<R>>(Channel.UNLIMITED)
    private val failedAt = AtomicLong(Long.MAX_VALUE)
    private val inFlight = ArrayDeque<Portion<R>>()
    private val progress = ProgressSum(readOptions.progressAction)
    private val failedSources = HashSet<Int>()
    private var last: Portion<R>? = null

    /** Reads all of [plan], and passes the results to [deliver] in the caller's context. */
    @OptIn(ExperimentalCoroutinesApi::class) // limitedParallelism, stable since coroutines 1.9
    suspend fun run(plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        val mayBlock = plan.readsFiles && isUpToUs
        val dispatcher = if (mayBlock) Dispatchers.IO.limitedParallelism(options.workers) else options.dispatcher
        withHelpers {
            repeat(options.workers) { startWorker(dispatcher, mayBlock) }
            if (isOrdered) deliverInOrder(plan, deliver) else deliverAsDone(plan, deliver)
        }
    }

    /**
     * Whether the caller has set no dispatcher for work or reads. Then workers read files on their own threads, which
     * may block: reading is a small part of the work, and takes less time than a change of thread per portion.
     */
    private val isUpToUs: Boolean
        get() = options.dispatcher === Dispatchers.Default && readOptions.ioDispatcher === Dispatchers.IO

    private fun CoroutineScope.startWorker(dispatcher: CoroutineDispatcher, mayBlock: Boolean) {
        val _ = launch(dispatcher) {
            val goesOn = onFailure != null
            val worker = PortionWorker(readOptions, mayBlock, itemsPerRound, next, failedAt, goesOn, transformOf)
            try {
                for (portion in tasks) worker.run(portion)
            } finally {
                worker.close()
            }
        }
    }

    private suspend fun deliverInOrder(plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        while (true) {
            var hasMore = true
            while (hasMore && inFlight.size < mostAtOnce) hasMore = begin(plan)
            val portion = inFlight.firstOrNull() ?: break
            portion.settle()
            do {
                val delivery = portion.output.receive()
                hand(delivery, plan, deliver)
            } while (!delivery.isLast)
            val _ = inFlight.removeFirst()
        }
    }

    private suspend fun deliverAsDone(plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        val output = checkNotNull(sharedOutput)
        var running = 0
        while (true) {
            while (running < mostAtOnce && begin(plan)) running++
            if (running == 0) break
            val delivery = output.receive()
            hand(delivery, plan, deliver)
            if (!delivery.isLast) continue
            running--
            delivery.portion.isDelivered = true
            // Portions that others still need for their counts are kept.
            while (inFlight.firstOrNull()?.isDelivered == true) inFlight.removeFirst().settle()
        }
    }

    private suspend fun begin(plan: PortionPlan): Boolean {
        val portion = plan.next(last) { sharedOutput ?: Channel(outputSize) } ?: return false
        last = portion
        inFlight.addLast(portion)
        val _ = tasks.trySend(portion)
        return true
    }

    private suspend fun hand(delivery: Delivery<R>, plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        val source = delivery.portion.source
        // What follows a failure was read and transformed before it was known.
        if (source in failedSources) return
        val results = delivery.results
        delivery.format?.let { readOptions.formatAction?.invoke(it) }
        if (recount != null && !delivery.isCounted) {
            val before = delivery.portion.countsBefore().records
            for (index in results.indices) results[index] = recount(results[index], before)
        }
        if (delivery.notices.isEmpty() || readOptions.problemAction == null) {
            if (results.isNotEmpty()) deliver(results)
        } else {
            deliverBetween(delivery.notices, results, deliver)
        }
        progress.add(delivery)
        val failure = delivery.failure ?: return
        if (onFailure == null || !delivery.isOfInput) throw failure
        val _ = failedSources.add(source)
        plan.skip(source)
        onFailure(source, failure as Exception)
    }

    /** Each problem is reported before its result is delivered. */
    private suspend fun deliverBetween(
        notices: List<Delivery.Notice>,
        results: List<R>,
        deliver: suspend (List<R>) -> Unit,
    ) {
        var delivered = 0
        for (notice in notices) {
            if (notice.at > delivered) deliver(ArrayList(results.subList(delivered, notice.at)))
            delivered = notice.at
            readOptions.problemAction?.invoke(notice.problem)
        }
        if (delivered < results.size) deliver(ArrayList(results.subList(delivered, results.size)))
    }

    internal companion object {
        // The number of portions read while others are delivered.
        private const val SPARE = 2
        private const val MOST_PER_ROUND = 1_000
        private const val DELIVERY = 100
        private const val LARGEST_RANGE = 256L * 1024
        private const val SMALLEST_RANGE = 4L * 1024

        /** Returns the maximum size of a range, so that everything in progress fits into the window. */
        fun rangeSize(options: ParallelOptions): Long =
            (options.windowBytes / (options.workers + SPARE).toLong()).coerceIn(SMALLEST_RANGE, LARGEST_RANGE)
    }
}
