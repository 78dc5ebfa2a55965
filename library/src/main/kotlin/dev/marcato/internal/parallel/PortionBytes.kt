// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import dev.marcato.internal.formats.decoder
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.input.fill
import dev.marcato.internal.input.naming
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.failureOf
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext

/**
 * Reads the bytes of one worker's portions with blocking calls. Keeps a file open from one portion to the next, and
 * uses one array for all.
 *
 * @param mayBlock whether the caller's thread may block; if not, reads run on the I/O dispatcher
 */
internal class PortionBytes(private val options: ReadOptions, private val mayBlock: Boolean) {
    private var buffer = ByteArray(0)
    private var input: ByteInput.Pulled? = null
    private var file: SeekableInput.Session? = null

    // Where the next bytes of the file are.
    private var position = 0L
    private var whole: ChunkReader? = null
    private var isFed = false

    /** Returns a decoder with the first bytes of [range] or, if that is null, of all of [input]. */
    suspend fun begin(input: ByteInput, range: ExtentRange?): StretchDecoder {
        isFed = false
        // Another opening wouldn't be at this position, and a file in ranges isn't read from it.
        if (whole != null) beside { closeWhole() }
        if (input is ByteInput.Pulled && range != null) {
            return options.decoder(input.source, range).also { decoder ->
                beside { naming(input.source) { feedFirst(decoder, input, range) } }
            }
        }
        val begun = InputReader(input, range, options).begin()
        whole = begun.chunks
        isFed = begun.chunks == null
        return begun.decoder
    }

    /** Feeds more bytes to [decoder], the last one begun, or returns false if it has all. */
    suspend fun feedMore(decoder: StretchDecoder): Boolean {
        if (isFed) return false
        beside {
            val chunk = whole?.let { it.next() ?: Chunk.END } ?: naming(input?.source) { nextOfFile() }
            if (chunk.isEnd) {
                isFed = true
                decoder.end()
            } else {
                decoder.feed(chunk)
            }
        }
        return true
    }

    /** Closes everything, even if the caller is cancelled. */
    suspend fun close() {
        if (file == null && whole == null) return
        withContext(NonCancellable) {
            beside {
                try {
                    closeWhole()
                } finally {
                    closeFile()
                }
            }
        }
    }

    private fun feedFirst(decoder: StretchDecoder, input: ByteInput.Pulled, range: ExtentRange) {
        val session = open(input)
        val left = maxOf(0, session.size() - range.start) + 1
        val wanted = minOf(left, if (range.hasEnd) range.until - range.start + LOOK_AHEAD else MOST_AT_ONCE).toInt()
        if (buffer.size < wanted) buffer = ByteArray(wanted)
        val count = session.fill(range.start, buffer, wanted)
        position = range.start + count
        if (count > 0) decoder.feed(Chunk(buffer, 0, count, isOurs = false))
        if (count < wanted) {
            isFed = true
            decoder.end()
        }
    }

    /** The bytes after the end of a range: the rest of its last extent, unless that ends within [LOOK_AHEAD]. */
    private fun nextOfFile(): Chunk {
        // A new array: the decoder may still use that of the previous chunk.
        val bytes = ByteArray(LOOK_AHEAD)
        val count = checkNotNull(file).fill(position, bytes, bytes.size)
        position += count
        return if (count == 0) Chunk.END else Chunk(bytes, 0, count, isOurs = false)
    }

    private fun open(input: ByteInput.Pulled): SeekableInput.Session {
        file?.let { if (this.input === input) return it }
        closeFile()
        this.input = input
        return checkNotNull(input.seekable) { "$input has no portions" }.open().also { file = it }
    }

    private fun closeWhole() {
        val reader = whole
        whole = null
        reader?.close()
    }

    private fun closeFile() {
        val session = file
        file = null
        session?.close()
    }

    /** Rethrown here: an exception that crosses contexts may be copied. */
    private suspend inline fun beside(crossinline action: () -> Unit) {
        if (mayBlock) {
            action()
        } else {
            withContext(options.ioDispatcher) { failureOf { action() } }?.let { throw it }
        }
    }

    private companion object {
        const val LOOK_AHEAD = 16 * 1024
        const val MOST_AT_ONCE = 512L * 1024
    }
}
