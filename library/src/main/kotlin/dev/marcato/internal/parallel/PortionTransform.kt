// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.failureOf
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/**
 * Reads and transforms the portions of a [PortionPlan] with several workers, for one collection. One coroutine takes
 * bytes and adds portions, the workers decode and transform, and the collector delivers the results.
 *
 * @param next takes a record or an outcome from a decoder
 * @param recount changes the counts of a result from the start of its portion to that of the input
 * @param onFailure is called when an input fails; the next one is read then. If it is null, the first failure is thrown
 * @param transformOf returns the transform for a source
 */
internal class PortionTransform<I : Any, R>(
    private val readOptions: ReadOptions,
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val next: StretchDecoder.() -> I?,
    private val recount: ((result: R, recordsBefore: Long) -> R)? = null,
    private val onFailure: ((source: Int, failure: Exception) -> Unit)? = null,
    transformOf: (source: Int) -> suspend (I) -> R,
) : Portions {
    private val mostAtOnce = options.workers + SPARE
    private val itemsPerRound = (options.windowRecords / (2 * mostAtOnce)).coerceIn(1, MOST_PER_ROUND)
    private val team = Team(options.workers, isOrdered, goesOn = onFailure != null, transformOf)
    private val room = AtomicInteger(mostAtOnce)
    private val news = Channel<Unit>(Channel.CONFLATED)
    private val portions = Channel<Portion<R>>(Channel.UNLIMITED)

    // Unordered portions don't wait for one another, so one output is enough. Null after the last one.
    private val sharedOutput = if (isOrdered) null else Channel<Delivery<R>?>(Channel.UNLIMITED)
    private val progress = ProgressSum(readOptions.progressAction)
    private val failedSources = ConcurrentHashMap<Int, Unit>()
    private var last: Portion<R>? = null
    private var failure: Throwable? = null

    /** Reads all of [plan], and passes the results to [deliver] in the caller's context. */
    suspend fun run(plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        withHelpers {
            val _ = launch(plan.context) { addAll(plan) }
            repeat(options.workers) { startWorker() }
            if (isOrdered) deliverInOrder(deliver) else deliverAsDone(deliver)
            failure?.let { throw it }
        }
    }

    private fun CoroutineScope.startWorker() {
        val _ =
            launch(options.dispatcher) {
                team.work(PortionWorker(PortionReading(readOptions, itemsPerRound, next), itemsPerRound, team))
            }
    }

    private suspend fun addAll(plan: PortionPlan) {
        failure = failureOf { plan.addTo(this) }
        failure?.let { ensureWanted(it) }
        val _ = portions.close()
        sharedOutput?.send(null)
    }

    override fun hasRoom(): Boolean = room.get() > 0

    override fun begin(source: Int, content: PortionContent) {
        val _ = room.decrementAndGet()
        val before = last?.takeIf { it.source == source }
        val output = sharedOutput ?: Channel(Channel.UNLIMITED)
        val portion = Portion((last?.number ?: -1) + 1, source, content, before, output, itemsPerRound)
        last = portion
        val _ = portions.trySend(portion)
        team.begin(portion)
    }

    override val isHelpAtHand: Boolean get() = team.isSlow && team.isIdle

    override var taking: Taking? by team::taking

    override suspend fun awaitNews() {
        news.receive()
    }

    override fun news() {
        val _ = news.trySend(Unit)
    }

    /** Wakes the coroutine that takes only when there is room for several: waking it takes as long as a read. */
    private fun makeRoom() {
        if (room.incrementAndGet() >= SPARE) news()
    }

    override fun hasFailed(source: Int): Boolean = failedSources.containsKey(source)

    private suspend fun deliverInOrder(deliver: suspend (List<R>) -> Unit) {
        for (portion in portions) {
            portion.settle()
            do {
                val delivery = checkNotNull(portion.output.receive())
                hand(delivery, deliver)
            } while (!delivery.isLast)
            portion.content.recycle()
            makeRoom()
        }
    }

    private suspend fun deliverAsDone(deliver: suspend (List<R>) -> Unit) {
        val output = checkNotNull(sharedOutput)
        val open = ArrayDeque<Portion<R>>()
        var areAllAdded = false
        while (true) {
            while (true) open.addLast(portions.tryReceive().getOrNull() ?: break)
            // Portions that others still need for their counts are kept.
            while (open.firstOrNull()?.isDelivered == true) {
                val portion = open.removeFirst()
                portion.settle()
                portion.content.recycle()
            }
            if (areAllAdded && open.isEmpty()) return
            val delivery = output.receive()
            if (delivery == null) {
                areAllAdded = true
                continue
            }
            hand(delivery, deliver)
            if (!delivery.isLast) continue
            delivery.portion.isDelivered = true
            makeRoom()
        }
    }

    private suspend fun hand(delivery: Delivery<R>, deliver: suspend (List<R>) -> Unit) {
        val source = delivery.portion.source
        val results = delivery.results
        // What follows a failure was read and transformed before it was known.
        if (hasFailed(source)) return delivery.portion.delivered(results.size)
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
        delivery.portion.delivered(results.size)
        progress.add(delivery)
        val failure = delivery.failure ?: return
        if (onFailure == null || !delivery.isOfInput) throw failure
        failedSources[source] = Unit
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

    private companion object {
        // The number of portions read while others are delivered.
        const val SPARE = 2
        const val MOST_PER_ROUND = 1_000
    }
}
