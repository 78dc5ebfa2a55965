// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.writing.EncodedBatch
import java.util.concurrent.ConcurrentLinkedQueue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch

/**
 * Writes a flow in three concurrent phases: records are taken in the collector's context, encoded in batches on the
 * encoding dispatcher, and handed over in order on the I/O dispatcher.
 *
 * Between them is room for [WriteOptions.parallelism] batches and two more, so a target that stalls stalls the flow.
 */
internal class WritePipeline(private val session: WriteSession, private val options: WriteOptions) {
    private val encoded = Channel<Deferred<EncodedBatch>>(options.parallelism + 1)

    @OptIn(ExperimentalCoroutinesApi::class) // limitedParallelism, stable since coroutines 1.9
    private val encoding = options.encodingDispatcher.limitedParallelism(options.parallelism)
    private val free = ConcurrentLinkedQueue<EncodedBatch>()

    // Batches of many bytes: copying unedited records takes less time than handing over a few of them.
    private val taken = BatchCutter<Record>(maxItems = Int.MAX_VALUE)
    private var begin = System.nanoTime()

    // The failure of the flow; a scope may throw a copy of it.
    private var failure: Throwable? = null

    suspend fun run(records: Flow<Record>) {
        try {
            coroutineScope {
                val _ = launch(options.ioDispatcher) { handOver() }
                take(records, this)
                val _ = encoded.close(null)
            }
        } catch (e: CancellationException) {
            throw e
        } catch (e: Throwable) {
            throw failure ?: session.failure ?: e
        }
    }

    private suspend fun take(records: Flow<Record>, scope: CoroutineScope) {
        try {
            records.collect { record ->
                taken.add(record)
                if (taken.isFull) send(scope)
            }
        } catch (e: CancellationException) {
            throw e
        } catch (e: Throwable) {
            failure = e
            throw e
        }
        if (taken.items.isNotEmpty()) send(scope)
    }

    private suspend fun send(scope: CoroutineScope) {
        val batch = free.poll() ?: EncodedBatch()
        batch.takeNanos = System.nanoTime() - begin
        val records = taken.cut()
        encoded.send(
            scope.async(encoding) {
                session.encode(records, batch)
                batch
            },
        )
        begin = System.nanoTime()
    }

    private suspend fun handOver() {
        for (next in encoded) {
            val batch = next.await()
            session.write(batch)
            batch.clear()
            val _ = free.add(batch)
        }
    }
}
