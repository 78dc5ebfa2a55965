// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * The bytes that have arrived and are not consumed yet, always in one piece: those of [buffer] from [position] until
 * [limit]. What a consumer leaves over is put in front of the next chunk.
 *
 * The buffer reads numbers with the first byte lowest, which most processors do for free.
 *
 * Holds at most one chunk and what was left over before it; grows only by bytes that really came.
 *
 * @param recycle takes back the arrays of chunks that are no longer looked at
 * @param start where in the input the first byte stands that will come
 */
internal class ByteWindow @JvmOverloads constructor(start: Long = 0, private val recycle: (ByteArray) -> Unit) {
    var buffer: ByteBuffer = NOTHING
        private set
    var position: Int = 0
        private set
    var limit: Int = 0
        private set

    /** The offset of [position] from the start of the input. */
    var offset: Long = start
        private set

    /** Whether no more bytes will come. */
    var isComplete: Boolean = false
        private set

    val available: Int get() = limit - position

    // The chunk that the buffer looks into, or null if the buffer is `joined` or foreign memory.
    private var lent: Chunk? = null

    // For what came in pieces smaller than a record.
    private var joined = ByteArray(0)

    // Of memory: how many bytes are shown at once, and how many are not shown yet.
    private var atOnce = 0
    private var unseen = 0

    fun consume(count: Int) {
        position += count
        offset += count
    }

    /** Makes [memory] the whole input, of which [atOnce] bytes at most are seen before [showMore] shows as many more. */
    @JvmOverloads
    fun feedAll(memory: ByteBuffer, atOnce: Int = Int.MAX_VALUE) {
        buffer = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN)
        position = memory.position()
        limit = position
        this.atOnce = atOnce
        unseen = memory.remaining()
        isComplete = unseen == 0
        val _ = showMore()
    }

    /** Shows more of the memory that was fed, or returns false if nothing of it is left to be shown. */
    fun showMore(): Boolean {
        if (unseen == 0) return false
        val count = minOf(atOnce, unseen)
        limit += count
        unseen -= count
        isComplete = unseen == 0
        return true
    }

    fun feed(chunk: Chunk) {
        val pending = available
        when {
            pending == 0 -> lookInto(chunk, chunk.start)

            // Moving a few bytes before many is cheap; doing it for each of many small chunks would not be.
            chunk.isOurs && pending <= chunk.start && pending <= chunk.size -> {
                copyTo(chunk.bytes, chunk.start - pending)
                lookInto(chunk, chunk.start - pending)
            }

            else -> join(chunk)
        }
    }

    fun end() {
        isComplete = true
    }

    private fun lookInto(chunk: Chunk, from: Int) {
        release()
        lent = chunk
        buffer = littleEndian(chunk.bytes)
        position = from
        limit = chunk.end
    }

    private fun join(chunk: Chunk) {
        val pending = available
        val needed = pending + chunk.size
        if (lent != null || position + needed > joined.size) {
            // Twice the need, so that a record which comes in many pieces is not copied for each of them.
            val target = if (needed > joined.size / 2) ByteArray(needed * 2) else joined
            copyTo(target, 0)
            release()
            joined = target
            buffer = littleEndian(joined)
            position = 0
        }
        System.arraycopy(chunk.bytes, chunk.start, joined, position + pending, chunk.size)
        limit = position + needed
        if (chunk.isOurs) recycle(chunk.bytes)
    }

    private fun copyTo(target: ByteArray, at: Int) {
        System.arraycopy(buffer.array(), position, target, at, available)
    }

    private fun release() {
        lent?.let { if (it.isOurs) recycle(it.bytes) }
        lent = null
    }

    private companion object {
        val NOTHING: ByteBuffer = ByteBuffer.allocate(0)
    }
}
