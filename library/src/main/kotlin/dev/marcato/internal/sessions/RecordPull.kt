// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.reading.StretchDecoder
import java.io.Closeable
import java.io.IOException

/**
 * Reads records one by one by blocking reads, for the blocking reader and the suspending cursor.
 *
 * Releases its input at the end and on failure. After a failure every call fails the same way, since the position in
 * the input is unknown.
 */
internal class RecordPull(begun: InputReader.Begun) : Closeable {
    private val decoder = begun.decoder
    private val chunks = begun.chunks
    private var failure: Exception? = null
    private var isClosed = false

    /** Whether the decoder has all bytes. */
    private var isFed = chunks == null

    /** Opens the input if it needs opening. */
    fun open() {
        chunks?.open()
    }

    /** Returns the input of a reading that hasn't begun, for another one, which closes it. */
    fun unread(source: String?): ByteInput {
        val opened = checkNotNull(chunks)
        return ByteInput.Pulled(this, source = source) { opened.asSource() }
    }

    /** Whether the next [readMore] may have to wait for input. */
    fun mayWait(): Boolean = chunks != null && !isFed && failing { chunks.mayWait() }

    /** Returns the next record or outcome in the bytes read so far, or null if there is none. */
    fun <T : Any> atHand(next: StretchDecoder.() -> T?): T? {
        failure?.let { throw it }
        return try {
            next(decoder)
        } catch (e: Exception) {
            closeBecauseOf(e)
            throw e
        }
    }

    /** Reads another chunk and returns true, or returns false at the end of the input. Blocks. */
    fun readMore(): Boolean {
        failure?.let { throw it }
        if (isFed || chunks == null || decoder.isAtEnd) {
            // Records come before a failure to close the input.
            failing { close() }
            return false
        }
        val chunk = failing { chunks.next() }
        if (chunk == null) {
            decoder.end()
            isFed = true
        } else {
            decoder.feed(chunk)
        }
        return true
    }

    override fun close() {
        if (isClosed) return
        isClosed = true
        chunks?.close()
    }

    private inline fun <T> failing(read: () -> T): T = try {
        read()
    } catch (e: Exception) {
        failure = e
        closeBecauseOf(e)
        throw e
    }

    private fun closeBecauseOf(failure: Exception) {
        try {
            close()
        } catch (onClose: IOException) {
            failure.addSuppressed(onClose)
        }
    }
}
