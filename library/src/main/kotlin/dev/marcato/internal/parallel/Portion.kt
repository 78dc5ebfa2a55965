// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.ExtentRange
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel

/**
 * A part of an input, which one worker reads and transforms, and what comes of it. The number of records before it is
 * known only when those parts have been read; it is needed only where something is wrong, to say where.
 *
 * @property range which part of [input], with counts from 0; null for one that has to be read from its start to its end
 * @property source which of several inputs it belongs to
 */
internal class Portion<R>(
    val number: Long,
    val source: Int,
    val input: ByteInput,
    val range: ExtentRange?,
    before: Portion<R>?,
    val output: Channel<Delivery<R>>,
) {
    /** Whether nothing comes before it. */
    val isFirst: Boolean = before == null

    /** Whether all that comes of it was delivered. */
    var isDelivered: Boolean = false

    private val own = CompletableDeferred<Counts>()

    // The portion before this one in the same input, until it is known what comes before this one.
    @Volatile
    private var before: Portion<R>? = before

    @Volatile
    private var countsBefore: Counts? = if (before == null) Counts.NONE else null

    /** Tells how much is in this portion. */
    fun count(counts: Counts) {
        val _ = own.complete(counts)
    }

    /** Waits until all before this portion was counted, and returns how much that is. */
    suspend fun countsBefore(): Counts {
        // Settled between the two looks, perhaps.
        while (true) {
            countsBefore?.let { return it }
            before?.let { return it.countsBehind() }
        }
    }

    /** Remembers what comes before this portion, and lets go of what is known by that; when all of that was counted. */
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
