// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.sessions.BATCH_BYTES

/**
 * The limits of batches in a [FlowTransform]. Only benchmarks set others.
 *
 * @property leastValues the number of values that a batch waits for even if they are slow; above one, the size is fixed
 */
internal class BatchLimits(
    val leastValues: Int = 1,
    val mostValues: Int = MOST_VALUES,
    val mostBytes: Long = BATCH_BYTES.toLong(),
) {
    companion object {
        private const val MOST_VALUES = 100
        val DEFAULT: BatchLimits = BatchLimits()
    }
}
