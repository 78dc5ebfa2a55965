// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Compression
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.ReadSplit
import dev.marcato.SeekableInput
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.decoder
import dev.marcato.internal.formats.requireCuttable
import dev.marcato.internal.formats.whyWhole
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.input.RangeReading
import dev.marcato.internal.input.SessionSource
import dev.marcato.internal.input.Undiminished
import dev.marcato.internal.input.asChunks
import dev.marcato.internal.input.head
import dev.marcato.internal.input.isGzip
import dev.marcato.internal.input.naming
import dev.marcato.internal.input.opened
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
 * Begins every reading, whether of a flow, a cursor, a blocking reader or a worker.
 *
 * @property range the part of the input to read; null for all of it
 */
internal class InputReader(val input: ByteInput, val range: ExtentRange?, val options: ReadOptions) {
    /** A reading in progress: a decoder, and the chunks to feed it with; null if it has all bytes already. */
    class Begun(val decoder: StretchDecoder, val chunks: ChunkReader?)

    /** Returns a reader of another input with the same range and options. */
    fun of(other: ByteInput): InputReader = if (other === input) this else InputReader(other, range, options)

    /**
     * Returns a reader of the part that begins in the bytes from [from] until [until]; see
     * [dev.marcato.MarcReader.range].
     */
    fun part(from: Long, until: Long): InputReader {
        require(from >= 0) { "from must be at least 0, not $from" }
        require(until >= from) { "until must be at least $from, where the range begins, not $until" }
        val _ = divisible()
        // A range of everything may be in any format.
        if (from == 0L && until == Long.MAX_VALUE) return this
        return InputReader(input, ExtentRange(from, until, if (from == 0L) Counts.NONE else null), options)
    }

    /** Returns a reader of the part that [split] describes. */
    fun part(split: ReadSplit): InputReader {
        val whole = divisible()
        // Memory doesn't change, so it is looked at now. But it fails when it is read, as everything else does.
        val isKnown = input is ByteInput.Memory && input.bytes.remaining() >= split.inputSize
        val checked = if (isKnown) this else of(ByteInput.of(Undiminished(whole, split.inputSize)))
        return checked.part(split.from, if (split.isLast) Long.MAX_VALUE else split.until)
    }

    /** Divides the input by blocking reads; see [dev.marcato.MarcReader.splits]. */
    fun splits(bytesPerSplit: Long): List<ReadSplit> {
        require(bytesPerSplit >= 1) { "bytesPerSplit must be at least 1, not $bytesPerSplit" }
        return divisible().open().use {
            val size = maxOf(0, it.size())
            val isWhole = size <= bytesPerSplit || options.whyWhole(it.head(HEAD_LENGTH)) != null
            ReadSplit.divide(size, if (isWhole) size else bytesPerSplit)
        }
    }

    private fun divisible(): SeekableInput {
        check(range == null) { "This reader has a range already: $range" }
        return checkNotNull(input.seekable) {
            "This $input has no ranges, since it can only be read onwards from where it is. Open a file, an array, a " +
                "buffer or a SeekableInput; SeekableInput.of makes one of a FileChannel, or of a way to open channels"
        }
    }

    /** Begins a reading by blocking reads. The first one opens the input. */
    fun begin(): Begun = when (input) {
        is ByteInput.Memory -> Begun(decoder(input), null)

        is ByteInput.Pulled -> {
            val chunks = ChunkReader(if (range == null) input else input.from(range), options)
            Begun(options.decoder(input.source, range, chunks::recycle), chunks)
        }

        is ByteInput.Pushed -> throw IllegalArgumentException("A flow of bytes can't be read by blocking calls")
    }

    /** Returns this input from the start of [range] on; opening it fails if it can't be cut. */
    private fun ByteInput.Pulled.from(range: ExtentRange): ByteInput.Pulled = ByteInput.Pulled(this, source = source) {
        checkNotNull(seekable).opened {
            options.requireCuttable(this, it.head(HEAD_LENGTH))
            SessionSource(it, range.start, isPlain = true)
        }
    }

    private fun decoder(memory: ByteInput.Memory): StretchDecoder {
        val decoder = options.decoder(memory.source, range) {
            if (range != null) options.requireCuttable(memory, memory.seekable.open().head(HEAD_LENGTH))
            if (options.compression == Compression.GZIP) naming(memory.source) { refusePlain() }
        }
        return decoder.apply { feedAll(if (range == null) memory.bytes else memory.seekable.from(range.start)) }
    }

    /** Memory that is gzip isn't read as such. */
    private fun refusePlain() {
        val _ = options.compression.isGzip(ByteArray(0), 0, 0)
    }

    /** Begins a reading for a cursor of the results of [next]. */
    fun <T : Any> feed(next: StretchDecoder.() -> T?): CursorFeed<T> = if (input is ByteInput.Pushed) {
        PushedFeed(options.decoder(), input.chunks.asChunks(options.compression), next)
    } else {
        PulledFeed(RecordPull(begin()), options.ioDispatcher, next)
    }

    /** Returns the results of [next] as a cold flow; every collection is a new reading. */
    fun <T : Any> asFlow(next: StretchDecoder.() -> T?): Flow<T> = when (input) {
        is ByteInput.Memory -> flow { emitAll(decoder(input), next) }

        is ByteInput.Pulled -> flow {
            val begun = begin()
            val decoder = begun.decoder
            val demand = Channel<Unit>(Channel.CONFLATED)
            val reader = checkNotNull(begun.chunks)
            val chunks = reader.asFlow(demand).buffer(options.readAhead).flowOn(options.ioDispatcher)
            emitAll(if (range == null) chunks else chunks.takeWhile { !decoder.isAtEnd }, decoder, next, demand)
        }

        is ByteInput.Pushed -> flow {
            val chunks = input.chunks.asChunks(options.compression)
                .onCompletion { failure -> if (failure == null) emit(Chunk.END) }
                .map { Result.success(it) }
            emitAll(chunks, options.decoder(), next)
        }
    }

    /** Reads the bytes of an [outcome] again, independently of other readings. */
    suspend fun bytesOf(outcome: Outcome): ByteArray = when (input) {
        is ByteInput.Memory -> bytesByBlocking(outcome)
        is ByteInput.Pulled -> withContext(options.ioDispatcher) { bytesByBlocking(outcome) }
        is ByteInput.Pushed -> rangeOf(outcome).from(input.chunks.asChunks(options.compression))
    }

    /** The same as [bytesOf], by blocking reads. */
    fun bytesByBlocking(outcome: Outcome): ByteArray = when (input) {
        is ByteInput.Memory -> checkNotNull(rangeOf(outcome).from(input.seekable))

        is ByteInput.Pulled ->
            input.seekable?.let { rangeOf(outcome).from(it) } ?: rangeOf(outcome).from(input, options)

        is ByteInput.Pushed -> throw IllegalArgumentException("A flow of bytes can't be read by blocking calls")
    }

    private fun rangeOf(outcome: Outcome) = RangeReading(outcome.byteOffset, outcome.byteLength)

    override fun toString(): String = "$input${range?.let { ", $it" }.orEmpty()}, $options"
}
