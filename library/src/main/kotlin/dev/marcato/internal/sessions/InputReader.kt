// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.internal.formats.decoder
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.input.RangeReading
import dev.marcato.internal.input.asChunks
import dev.marcato.internal.input.from
import dev.marcato.internal.input.hasParts
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.StretchDecoder
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.withContext

/**
 * The one place where a reading begins, whoever asks for it: a flow, a cursor, a blocking reader or a worker.
 *
 * @property range the part of the input to read; null for all of it
 */
internal class InputReader(val input: ByteInput, val range: ExtentRange?, val options: ReadOptions) {
    /** A reading that has begun: the decoder, and the chunks to feed it with; null if it has all bytes already. */
    class Begun(val decoder: StretchDecoder, val chunks: ChunkReader?)

    /** Returns a reader of another input in the same way. */
    fun of(other: ByteInput): InputReader = if (other === input) this else InputReader(other, range, options)

    /** Returns a reader of all that begins among the bytes from [from] until [until]; see [dev.marcato.MarcReader.range]. */
    fun part(from: Long, until: Long): InputReader {
        check(range == null) { "This reader has a range already: $range" }
        require(from >= 0) { "from is at least 0, not $from" }
        require(until >= from) { "until is at least $from, where the range begins, not $until" }
        check(input.hasParts) { "Only files, byte arrays and buffers have ranges; this is a $input" }
        return InputReader(input, ExtentRange(from, until, if (from == 0L) Counts.NONE else null), options)
    }

    /** Begins a reading by blocking reads, of which the first one opens the input. */
    fun begin(): Begun = when (input) {
        is ByteInput.Memory -> Begun(decoder(input), null)

        is ByteInput.Pulled -> {
            val chunks = ChunkReader(if (range == null) input else input.from(range.start), options.chunkSize)
            Begun(options.decoder(range, chunks::recycle), chunks)
        }

        is ByteInput.Pushed -> throw IllegalArgumentException("A flow of bytes cannot be read by blocking")
    }

    private fun decoder(memory: ByteInput.Memory): StretchDecoder =
        options.decoder(range).apply { feedAll(if (range == null) memory.bytes else memory.from(range.start)) }

    /** Begins a reading for somebody who asks for one record after the other. */
    fun feed(): RecordFeed = if (input is ByteInput.Pushed) {
        PushedFeed(options.decoder(), input.chunks.asChunks())
    } else {
        PulledFeed(RecordPull(begin()), options.ioDispatcher)
    }

    /** Returns what [next] takes from the decoder, as a cold flow: each collection is a reading. */
    fun <T : Any> asFlow(next: StretchDecoder.() -> T?): Flow<T> = when (input) {
        is ByteInput.Memory -> flow { emitAll(decoder(input), next) }

        is ByteInput.Pulled -> flow {
            val begun = begin()
            val decoder = begun.decoder
            val demand = Channel<Unit>(Channel.CONFLATED)
            val chunks = checkNotNull(
                begun.chunks,
            ).asFlow(demand).buffer(options.readAhead).flowOn(options.ioDispatcher)
            emitAll(if (range == null) chunks else chunks.takeWhile { !decoder.isAtEnd }, decoder, next, demand)
        }

        is ByteInput.Pushed -> flow {
            val chunks = input.chunks.asChunks()
                .onCompletion { failure -> if (failure == null) emit(Chunk.END) }
                .map { Result.success(it) }
            emitAll(chunks, options.decoder(), next)
        }
    }

    /** Reads the bytes of an [outcome] once more, apart from any other reading. */
    suspend fun bytesOf(outcome: Outcome): ByteArray = when (input) {
        is ByteInput.Memory -> bytesByBlocking(outcome)
        is ByteInput.Pulled -> withContext(options.ioDispatcher) { bytesByBlocking(outcome) }
        is ByteInput.Pushed -> rangeOf(outcome).from(input.chunks.asChunks())
    }

    /** As [bytesOf], by blocking reads. */
    fun bytesByBlocking(outcome: Outcome): ByteArray = when (input) {
        is ByteInput.Memory -> rangeOf(outcome).from(input.bytes)
        is ByteInput.Pulled -> rangeOf(outcome).from(input, options.chunkSize)
        is ByteInput.Pushed -> throw IllegalArgumentException("A flow of bytes cannot be read by blocking")
    }

    private fun rangeOf(outcome: Outcome) = RangeReading(outcome.byteOffset, outcome.byteLength)

    override fun toString(): String = "$input${range?.let { ", $it" }.orEmpty()}, $options"
}
