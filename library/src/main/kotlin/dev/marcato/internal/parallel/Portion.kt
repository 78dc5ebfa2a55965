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
 */
internal class Portion<R>(
    val number: Long,
    val source: Int,
    val content: PortionContent,
    before: Portion<R>?,
    val output: Channel<Delivery<R>?>,
) : Task {
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
