// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

/**
 * How many values a batch should have: many, so that to hand them over costs little, but so few that they do not take
 * long, since nothing of a batch is delivered before all of it is done, and nobody else works at it. Learns from how
 * long batches took; several may teach it at once, and the last one is believed.
 */
internal class BatchSize(private val most: Int, private val least: Int = 1) {
    @Volatile
    var now: Int = least
        set(size) {
            field = size.coerceIn(least, most)
        }

    /** Returns how many values fit if each takes that long. */
    fun fitting(nanosPerValue: Long): Int = (TARGET_NANOS / maxOf(1, nanosPerValue)).coerceIn(1, most.toLong()).toInt()

    fun learn(size: Int, nanos: Long, hasSuspended: Boolean) {
        if (hasSuspended || nanos > TARGET_NANOS) {
            now = size / 2
        } else if (nanos < TARGET_NANOS / 2) {
            // Batches may be smaller than they should have been, because no more came.
            now = maxOf(now, size * 2)
        }
    }

    private companion object {
        const val TARGET_NANOS = 500_000L
    }
}
