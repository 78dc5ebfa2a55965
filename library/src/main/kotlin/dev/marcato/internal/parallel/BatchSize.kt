// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

/**
 * The best size of a batch: large enough to make the hand-over cheap, but small enough to be quick, since a batch is
 * delivered as a whole and processed by one worker. Learns from the time that batches took. Concurrent updates are
 * allowed; the last one wins.
 */
internal class BatchSize(private val most: Int) {
    @Volatile
    var now: Int = 1
        set(size) {
            field = size.coerceIn(1, most)
        }

    /** Returns the number of values that fit at this time per value. */
    fun fitting(nanosPerValue: Long): Int = (TARGET_NANOS / maxOf(1, nanosPerValue)).coerceIn(1, most.toLong()).toInt()

    fun learn(size: Int, nanos: Long, hasSuspended: Boolean) {
        if (hasSuspended || nanos > TARGET_NANOS) {
            now = size / 2
        } else if (nanos < TARGET_NANOS / 2) {
            // Batches may be smaller than planned if no more values came.
            now = maxOf(now, size * 2)
        }
    }

    private companion object {
        const val TARGET_NANOS = 500_000L
    }
}
