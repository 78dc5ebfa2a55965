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
import kotlinx.coroutines.flow.takeWhile

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

/** Decodes the chunks, and emits a batch whenever it is full or no more can be made of the chunks so far. */
internal suspend fun <T : Any> FlowCollector<Decoded<T>>.emitAll(
    chunks: Flow<Result<Chunk>>,
    decoder: StretchDecoder,
    decoding: Decoding<T>,
    demand: SendChannel<Unit>,
) {
    var isClosed = false
    var isOver = false
    chunks.takeWhile { !isOver }.collect {
        val chunk = it.getOrElse { failure -> return@collect emit(Decoded.failed(failure)) }
        if (chunk.isEnd) decoder.end() else decoder.feed(chunk)
        do {
            val batch = decoding.take(decoder)
            if (!isClosed && batch.items.any { made -> made !is Outcome.Filler }) isClosed = demand.close(null)
            if (!batch.isEmpty) emit(batch)
            isOver = batch.failure != null
        } while (!batch.isAll)
        // What follows a failure isn't read.
        if (!isOver) {
            val _ = demand.trySend(Unit)
        }
    }
}

/** Emits what a decoder makes of the bytes that it has. */
internal suspend fun <T : Any> FlowCollector<T>.emitAll(decoder: StretchDecoder, next: StretchDecoder.() -> T?) {
    while (true) emit(next(decoder) ?: break)
}

/** The same in batches. */
internal fun <T : Any> Decoding<T>.batchesOf(decoder: StretchDecoder): Flow<Decoded<T>> = flow {
    do {
        val batch = take(decoder)
        emit(batch)
    } while (!batch.isAll)
}
