// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.Progress

/** Adds up the progress of portions, and reports it after about every MiB and at the end of each input. */
internal class ProgressSum(private val action: ((Progress) -> Unit)?) {
    private var source = -1
    private var records = 0L
    private var bytes = 0L
    private var nextTold = 0L

    fun add(last: Delivery<*>) {
        if (action == null) return
        if (last.portion.source != source) {
            source = last.portion.source
            records = 0
            bytes = 0
            nextTold = STEP
        }
        records += last.records
        bytes = maxOf(bytes, last.endOffset)
        val isEnd = last.failure == null && last.portion.range?.hasEnd != true
        if (!isEnd && bytes < nextTold) return
        nextTold = bytes + STEP
        action(Progress.of(records, bytes))
    }

    private companion object {
        const val STEP = 1L shl 20
    }
}
