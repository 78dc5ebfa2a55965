// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Outcome
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.reading.StretchDecoder
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.flow

/**
 * Emits failures after the chunks: thrown here, they would overtake the chunks and cancel the collector. The end is
 * also emitted last, since closing comes before it and may fail.
 *
 * Each chunk after the first waits for a [demand], until the first record closes the channel. So an input that isn't
 * MARC at all isn't read ahead.
 */
internal fun ChunkReader.asFlow(demand: ReceiveChannel<Unit>): Flow<Result<Chunk>> = flow {
    use {
        do {
            val chunk = runCatching { nextOrEnd() }
            emit(chunk)
            val isMore = chunk.getOrNull()?.isEnd == false
            if (isMore) {
                val _ = demand.receiveCatching()
            }
        } while (isMore)
    }
}.catch { emit(Result.failure(it)) }

internal suspend fun <T : Any> FlowCollector<T>.emitAll(
    chunks: Flow<Result<Chunk>>,
    decoder: StretchDecoder,
    next: StretchDecoder.() -> T?,
    demand: SendChannel<Unit>? = null,
) {
    var isClosed = false
    chunks.collect {
        val chunk = it.getOrThrow()
        if (chunk.isEnd) decoder.end() else decoder.feed(chunk)
        while (true) {
            val made = next(decoder) ?: break
            if (!isClosed && made !is Outcome.Filler) isClosed = demand?.close(null) != false
            emit(made)
        }
        val _ = demand?.trySend(Unit)
    }
}

internal suspend fun <T : Any> FlowCollector<T>.emitAll(decoder: StretchDecoder, next: StretchDecoder.() -> T?) {
    while (true) emit(next(decoder) ?: break)
}
