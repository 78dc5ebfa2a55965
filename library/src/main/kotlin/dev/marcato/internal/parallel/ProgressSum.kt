// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.Progress

/** Adds up the progress of portions, and reports it after every MiB and at the end of each input. */
internal class ProgressSum(private val action: ((Progress) -> Unit)?) {
    private var source = -1
    private var recordsBefore = 0L
    private var records = 0L
    private var bytes = 0L
    private var nextTold = 0L

    fun add(delivery: Delivery<*>) {
        val own = delivery.progress
        if (action == null || own == null) return
        val portion = delivery.portion
        if (portion.source != source) {
            source = portion.source
            recordsBefore = 0
            records = 0
            bytes = 0
            nextTold = STEP
        }
        // Portions that don't wait for one another are at different places.
        records = maxOf(records, recordsBefore + own.records)
        bytes = maxOf(bytes, own.bytes)
        if (delivery.isLast) recordsBefore += own.records
        if (!delivery.isEnd && bytes < nextTold) return
        nextTold = (bytes / STEP + 1) * STEP
        action(Progress.of(records, bytes))
    }

    private companion object {
        const val STEP = 1L shl 20
    }
}
