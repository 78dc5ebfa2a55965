// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ReadOptions
import dev.marcato.internal.formats.decoder
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.failureOf
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext

/** The bytes of a portion, as one of the kinds of inputs has them. */
internal interface PortionContent {
    /** Whether it is a part of an input, and not all of it. */
    val isPart: Boolean get() = true

    /** Whether nothing of the input comes after it; known when it has been read. */
    val isEnd: Boolean

    /** Begins to decode it, with counts that go on from those [before] it. */
    suspend fun begin(options: ReadOptions, before: Counts): PortionFeed

    /** Says that it won't begin again. */
    fun forget(): Unit = Unit

    /** Says that its results and those before it were delivered. */
    fun recycle(): Unit = Unit
}

/** Decodes a portion. For one worker. */
internal interface PortionFeed {
    val decoder: StretchDecoder

    /** Whether [more] needn't wait for the input. */
    val isAtHand: Boolean get() = true

    /** Whether the portion has turned out to be so long that it shouldn't be read again. */
    val isLong: Boolean get() = false

    /** Feeds more bytes to the decoder, or returns false if it has all. */
    suspend fun more(): Boolean = false

    suspend fun close(): Unit = Unit
}

/** A range of bytes in memory. */
internal class MemoryContent(private val memory: ByteInput.Memory, private val from: Long, private val until: Long) :
    PortionContent {
    override val isEnd: Boolean get() = until == Long.MAX_VALUE

    override suspend fun begin(options: ReadOptions, before: Counts): PortionFeed {
        val begun = InputReader(memory, ExtentRange(from, until, before), options).begin()
        return object : PortionFeed {
            override val decoder = begun.decoder
        }
    }
}

/** The pieces of an input from the anchor in [first] to the next piece with an anchor. */
internal class PieceContent(private val taking: Taking, first: Piece, private val source: String?) : PortionContent {
    private var first: Piece? = first

    // The last piece that was read; the next portion begins there.
    @Volatile
    private var last: Piece? = null

    override val isEnd: Boolean get() = last?.isLast == true

    override suspend fun begin(options: ReadOptions, before: Counts): PortionFeed =
        Feed(checkNotNull(first), options, before)

    override fun forget() {
        first = null
    }

    override fun recycle() {
        last?.let(taking::recycleBefore)
    }

    private inner class Feed(private var piece: Piece, options: ReadOptions, before: Counts) : PortionFeed {
        private val from = if (piece.cut == Piece.NO_CUT) 0 else piece.cut
        private val range = ExtentRange(from, Long.MAX_VALUE, before, mayEnd = true)
        private var pieces = 0

        override val decoder: StretchDecoder = options.decoder(source, range)
        override val isAtHand: Boolean get() = piece.isLast || piece.next.isCompleted
        override val isLong: Boolean get() = pieces > 1

        init {
            // The byte before an anchor is needed to recognise it.
            if (from > 0) feed(piece.start + (from - 1 - piece.offset).toInt(), isOurs = false)
        }

        override suspend fun more(): Boolean {
            if (piece.isLast) return false
            piece = taking.after(piece)
            pieces++
            // The portion after this one never looks at the bytes before the anchor.
            val isOurs = range.until == Long.MAX_VALUE
            if (isOurs) last = piece
            if (piece.isLast) {
                piece.failure?.let { throw it }
                decoder.end()
                return true
            }
            if (isOurs && piece.cut != Piece.NO_CUT) range.endAt(piece.cut)
            feed(piece.start, isOurs)
            return true
        }

        private fun feed(start: Int, isOurs: Boolean) {
            decoder.feed(Chunk(piece.bytes, start, piece.end, isOurs))
        }
    }
}

/** All of an input, which the worker opens and reads on the dispatcher for I/O. */
internal class WholeContent(private val input: ByteInput) : PortionContent {
    override val isPart: Boolean get() = false

    override val isEnd: Boolean get() = true

    override suspend fun begin(options: ReadOptions, before: Counts): PortionFeed = Feed(options)

    private inner class Feed(private val options: ReadOptions) : PortionFeed {
        private val begun = InputReader(input, null, options).begin()
        private var isFed = begun.chunks == null

        override val decoder: StretchDecoder get() = begun.decoder

        override suspend fun more(): Boolean {
            if (isFed) return false
            var chunk = Chunk.END
            onIo {
                chunk = checkNotNull(begun.chunks).nextOrEnd()
                if (chunk.isEnd) begun.chunks.close()
            }
            isFed = chunk.isEnd
            if (isFed) decoder.end() else decoder.feed(chunk)
            return true
        }

        override suspend fun close() {
            if (begun.chunks != null) withContext(NonCancellable) { onIo { begun.chunks.close() } }
        }

        /** Rethrown here: an exception that crosses contexts may be copied. */
        private suspend inline fun onIo(crossinline action: () -> Unit) {
            withContext(options.ioDispatcher) { failureOf { action() } }?.let { throw it }
        }
    }
}
