// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.reading.Counts
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel

/** What a worker does next. */
internal sealed interface Task

/**
 * A part of an input that one worker reads and transforms, with its results. The number of records before it is known
 * only after earlier parts were read; only problems need it, for their positions.
 *
 * @property source the index of the input among several
 * @property content its bytes
 * @param mostResults the maximum of results that were handed over and not delivered
 */
internal class Portion<R>(
    val number: Long,
    val source: Int,
    val content: PortionContent,
    before: Portion<R>?,
    val output: Channel<Delivery<R>?>,
    mostResults: Int,
) : Task {
    // Counts results, not deliveries, so that slow results in a portion that isn't delivered yet don't stop its worker.
    private val window = Window(mostResults, Long.MAX_VALUE)

    /** Whether it is the first part. */
    val isFirst: Boolean = before == null

    /** Whether all of its results were delivered. */
    var isDelivered: Boolean = false

    private val own = CompletableDeferred<Counts>()

    // The previous portion of the input, until the counts before this one are known.
    @Volatile
    private var before: Portion<R>? = before

    @Volatile
    private var countsBefore: Counts? = if (before == null) Counts.NONE else null

    /** Hands over some results; waits until there aren't too many. */
    suspend fun send(delivery: Delivery<R>) {
        window.enter(delivery.results.size, 0)
        output.send(delivery)
    }

    /** Notes that so many results were delivered. */
    fun delivered(results: Int) {
        window.leave(results, 0)
    }

    /** Reports the counts of this portion. */
    fun count(counts: Counts) {
        val _ = own.complete(counts)
    }

    /** Waits until all earlier portions were counted, and returns the sum. */
    suspend fun countsBefore(): Counts {
        // May have been settled between the two checks.
        while (true) {
            countsBefore?.let { return it }
            before?.let { return it.countsBehind() }
        }
    }

    /** Keeps the counts before this portion, and releases the previous one. */
    suspend fun settle() {
        countsBefore = countsBefore()
        before = null
    }

    private suspend fun countsBehind(): Counts {
        val before = countsBefore()
        val own = own.await()
        return Counts(before.records + own.records, before.problems + own.problems)
    }
}
