// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.output.MemoryTarget
import dev.marcato.internal.output.compressed
import dev.marcato.internal.writing.RecordEncoder
import kotlinx.coroutines.flow.Flow

/** One collection of a flow of records as chunks of bytes. */
internal class EncodedChunks(encoder: RecordEncoder, private val options: WriteOptions) {
    private val memory = MemoryTarget()
    private val session = WriteSession(compressed(memory, "", options), encoder, options)
    private val writing = LiveWriting(session, options)

    suspend fun run(records: Flow<Record>, emit: suspend (ByteArray) -> Unit) {
        try {
            records.takeReady(BATCH_RECORDS) { batch -> emitting(emit) { writing.handOver(batch) } }
            emitting(emit) { runOn(options.ioDispatcher) { val _ = session.commit() } }
        } catch (e: Throwable) {
            // Compression holds memory outside the heap.
            session.fail(e)
            throw e
        }
    }

    /** Emits what [call] has written, even if it has failed after that. */
    private suspend inline fun emitting(emit: suspend (ByteArray) -> Unit, call: () -> Unit) {
        val failure = failureOf(call)
        val chunk = memory.take()
        if (chunk.isNotEmpty()) emit(chunk)
        if (failure != null) throw failure
    }
}
