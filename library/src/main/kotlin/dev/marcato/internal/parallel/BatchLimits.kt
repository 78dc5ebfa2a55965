// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.sessions.BATCH_BYTES

/**
 * How large the batches of a [FlowTransform] are. Only who measures what their size matters asks for others than these.
 *
 * @property leastValues how many values a batch waits for even if they take long; more than one makes the size fixed
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
