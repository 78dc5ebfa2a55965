// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.ExtentRange
import kotlinx.coroutines.channels.Channel

/** The portions to read and transform in parallel, in order. */
internal interface PortionPlan {
    /** Whether bytes have to be read from files. */
    val readsFiles: Boolean

    /** Returns the portion after [last], or null if there is none; may have to look at a file. */
    suspend fun <R> next(last: Portion<R>?, output: () -> Channel<Delivery<R>>): Portion<R>?

    /** Plans no more portions of an input that has failed. */
    fun skip(source: Int): Unit = Unit
}

/**
 * Divides one input into ranges. The first ones are small, so that the first results come soon.
 *
 * @param size the apparent number of bytes; the last range has no end
 * @param most the maximum size of a range
 */
internal class RangePlan(
    private val input: ByteInput,
    private val source: Int,
    private val size: Long,
    private val most: Long,
) : PortionPlan {
    override val readsFiles: Boolean get() = input !is ByteInput.Memory

    private var from = 0L
    private var step = minOf(FIRST, most)

    override suspend fun <R> next(last: Portion<R>?, output: () -> Channel<Delivery<R>>): Portion<R>? {
        if (from == Long.MAX_VALUE) return null
        val until = if (size - from <= step) Long.MAX_VALUE else from + step
        val range = ExtentRange(from, until, Counts.NONE)
        val before = if (from == 0L) null else last
        from = until
        step = minOf(step * 2, most)
        return Portion((last?.number ?: -1) + 1, source, input, range, before, output())
    }

    private companion object {
        const val FIRST = 32L * 1024
    }
}
