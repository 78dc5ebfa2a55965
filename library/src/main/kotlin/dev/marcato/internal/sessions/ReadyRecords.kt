// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Record
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch

/**
 * Collects this flow in the caller's context, and gives its records to [take] in batches of [most] at most: whatever is
 * ready, so that no record waits for a later one. At most [BATCH_RECORDS] are ready ahead. A failure of the flow is
 * thrown after [take] got the records before it.
 */
internal suspend fun Flow<Record>.takeReady(most: Int, take: suspend (List<Record>) -> Unit) {
    var ofFlow: Throwable? = null
    // A scope may throw a copy of a failure, so it returns them.
    val ofTaker = coroutineScope {
        val ready = Channel<Record>(BATCH_RECORDS)
        val collecting = launch {
            ofFlow = failureOf { collect { ready.send(it) } }
            val _ = ready.close(null)
        }
        failureOf { ready.takeAll(BatchCutter<Record>(most), take) }.also { if (it != null) collecting.cancel(null) }
    }
    (ofTaker ?: ofFlow)?.let { throw it }
}

private suspend fun ReceiveChannel<Record>.takeAll(cutter: BatchCutter<Record>, take: suspend (List<Record>) -> Unit) {
    for (first in this) {
        cutter.add(first)
        while (!cutter.isFull) cutter.add(tryReceive().getOrNull() ?: break)
        take(cutter.cut())
    }
}
