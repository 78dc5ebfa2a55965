// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.internal.formats.decoder
import java.io.Closeable
import java.io.IOException

/**
 * Reads records one by one, by blocking reads: what the blocking reader and the suspending cursor have in common.
 *
 * Lets go of its input at the end and on failure, also if nobody closes it. Then a failed one fails for ever in the
 * same way: after an I/O failure nobody knows where in its input it stands.
 */
internal class RecordPull(begun: InputReader.Begun) : Closeable {
    private val decoder = begun.decoder
    private val chunks = begun.chunks
    private var failure: Exception? = null
    private var isClosed = false

    /** Whether the decoder has all the bytes that there are. */
    private var isFed = chunks == null

    /** Opens the input, where there is something to open. */
    fun open() {
        chunks?.open()
    }

    /** Whether the next [readMore] may have to wait for somebody. */
    fun mayWait(): Boolean = chunks != null && !isFed && failing { chunks.mayWait() }

    /** Returns the next record that the bytes read so far hold, or null if there is none. */
    fun nextAtHand(): Record? = atHand { decoder.next() }

    /** Returns the next outcome that the bytes read so far come to, or null if there is none. */
    fun nextOutcomeAtHand(): Outcome? = atHand { decoder.nextOutcome() }

    private inline fun <T> atHand(next: () -> T?): T? {
        failure?.let { throw it }
        return try {
            next()
        } catch (e: Exception) {
            closeBecauseOf(e)
            throw e
        }
    }

    /** Reads another chunk and returns true, or returns false if there are no more bytes. Blocks. */
    fun readMore(): Boolean {
        failure?.let { throw it }
        if (isFed || chunks == null || decoder.isAtEnd) {
            // What was read before the input could not be closed has come first.
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
