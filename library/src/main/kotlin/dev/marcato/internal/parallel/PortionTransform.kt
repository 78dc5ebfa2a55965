// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.internal.reading.StretchDecoder
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/**
 * Reads and transforms the portions of a [PortionPlan] by several workers at once, for one collection. Each worker reads
 * a portion and transforms what it has read; the collector delivers what they come to, in order, and adds a portion
 * whenever one was delivered.
 *
 * @param next what is asked of decoders: records or outcomes
 * @param transformOf what is done to items, by the source that they are from
 * @param recount makes of a result that counts from the start of its portion one that counts from that of the input
 */
internal class PortionTransform<I : Any, R>(
    private val readOptions: ReadOptions,
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val next: StretchDecoder.() -> I?,
    private val recount: ((result: R, recordsBefore: Long) -> R)? = null,
    private val transformOf: (source: Int) -> suspend (I) -> R,
) {
    private val mostAtOnce = options.workers + SPARE
    private val itemsPerRound = (options.windowRecords / (2 * mostAtOnce)).coerceIn(1, MOST_PER_ROUND)
    private val outputSize = maxOf(1, itemsPerRound / DELIVERY)

    // Since these do not wait for one another, one output serves all.
    private val sharedOutput = if (isOrdered) null else Channel<Delivery<R>>(outputSize)
    private val tasks = Channel<Portion<R>>(Channel.UNLIMITED)
    private val failedAt = AtomicLong(Long.MAX_VALUE)
    private val inFlight = ArrayDeque<Portion<R>>()
    private val progress = ProgressSum(readOptions.progressAction)
    private var last: Portion<R>? = null

    /** Reads all of [plan] and hands what that becomes to [deliver], in the caller's context. */
    suspend fun run(plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        val mayBlock = plan.readsFiles && isUpToUs
        val dispatcher = if (mayBlock) Dispatchers.IO.limitedParallelism(options.workers) else options.dispatcher
        withHelpers {
            repeat(options.workers) { startWorker(dispatcher, mayBlock) }
            if (isOrdered) deliverInOrder(plan, deliver) else deliverAsDone(plan, deliver)
        }
    }

    /**
     * Whether nobody has said where workers work and where files are read. Then those who read files do it in place, on
     * threads that may block: reading is a small part of their work, and to change the thread for it, once a portion,
     * takes longer than it does.
     */
    private val isUpToUs: Boolean
        get() = options.dispatcher === Dispatchers.Default && readOptions.ioDispatcher === Dispatchers.IO

    private fun CoroutineScope.startWorker(dispatcher: CoroutineDispatcher, mayBlock: Boolean) {
        val _ = launch(dispatcher) {
            val worker = PortionWorker(readOptions, mayBlock, itemsPerRound, next, failedAt, transformOf)
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
                hand(delivery, deliver)
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
            hand(delivery, deliver)
            if (!delivery.isLast) continue
            running--
            delivery.portion.isDelivered = true
            // Those that others still have to be counted from are kept.
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

    private suspend fun hand(delivery: Delivery<R>, deliver: suspend (List<R>) -> Unit) {
        val results = delivery.results
        delivery.format?.let { readOptions.formatAction?.accept(it) }
        if (recount != null && !delivery.isCounted) {
            val before = delivery.portion.countsBefore().records
            for (index in results.indices) results[index] = recount(results[index], before)
        }
        if (delivery.notices.isEmpty() || readOptions.problemAction == null) {
            if (results.isNotEmpty()) deliver(results)
        } else {
            deliverBetween(delivery.notices, results, deliver)
        }
        if (delivery.isLast) progress.add(delivery)
        delivery.failure?.let { throw it }
    }

    /** Each problem is told before that is delivered which has it. */
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
        // Portions that are read while others are delivered.
        private const val SPARE = 2
        private const val MOST_PER_ROUND = 1_000
        private const val DELIVERY = 100
        private const val LARGEST_RANGE = 256L * 1024
        private const val SMALLEST_RANGE = 4L * 1024

        /** Returns how large a range is, at most, so that what is on its way fits into the window. */
        fun rangeSize(options: ParallelOptions): Long =
            (options.windowBytes / (options.workers + SPARE).toLong()).coerceIn(SMALLEST_RANGE, LARGEST_RANGE)
    }
}
