// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Flush
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.writing.EncodedBatch
import kotlinx.coroutines.flow.Flow

/** Writes a flow whose records may come slowly: whatever it has ready is handed over and flushed. */
internal class LiveWriting(private val session: WriteSession, private val options: WriteOptions) {
    private val batch = EncodedBatch()
    private var begin = System.nanoTime()

    suspend fun run(records: Flow<Record>, flush: Flush) {
        records.takeReady(if (flush == Flush.EACH_RECORD) 1 else BATCH_RECORDS) { handOver(it) }
    }

    /** Encodes and hands over [records]. */
    suspend fun handOver(records: List<Record>) {
        batch.takeNanos = System.nanoTime() - begin
        runOn(options.encodingDispatcher) { session.encode(records, batch) }
        runOn(options.ioDispatcher) {
            session.write(batch)
            session.flush()
        }
        batch.clear()
        begin = System.nanoTime()
    }
}
