// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * The bytes that have arrived and are not consumed yet, always in one piece: [buffer] from [position] until [limit].
 * Bytes that a consumer leaves are put before the next chunk.
 *
 * The buffer reads numbers with the lowest byte first, which most processors do for free. It holds at most one chunk
 * and the bytes left before it, and grows only with bytes that have arrived.
 *
 * @param recycle takes back the arrays of chunks that are no longer used
 * @param start the offset in the input of the first byte to come
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

    var isComplete: Boolean = false
        private set

    val available: Int get() = limit - position

    // The chunk that the buffer shows, or null if the buffer is `joined` or foreign memory.
    private var lent: Chunk? = null

    // For records that arrive in several chunks.
    private var joined = ByteArray(0)

    // For memory: how many bytes are shown at once, and how many are not shown yet.
    private var atOnce = 0
    private var unseen = 0
    private var isWhole = true

    fun consume(count: Int) {
        position += count
        offset += count
    }

    /**
     * Makes [memory] all there is to see. At most [atOnce] bytes are visible before [showMore] shows as many more.
     *
     * @param isWhole whether the input ends with it
     */
    @JvmOverloads
    fun feedAll(memory: ByteBuffer, atOnce: Int = Int.MAX_VALUE, isWhole: Boolean = true) {
        this.isWhole = isWhole
        buffer = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN)
        position = memory.position()
        limit = position
        this.atOnce = atOnce
        unseen = memory.remaining()
        isComplete = isWhole && unseen == 0
        val _ = showMore()
    }

    /** Shows more of the memory, or returns false if all of it is visible. */
    fun showMore(): Boolean {
        if (unseen == 0) return false
        val count = minOf(atOnce, unseen)
        limit += count
        unseen -= count
        isComplete = isWhole && unseen == 0
        return true
    }

    fun feed(chunk: Chunk) {
        val pending = available
        when {
            pending == 0 -> lookInto(chunk, chunk.start)

            // Moving a few bytes before many is cheap; moving them for each of many small chunks isn't.
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
            // Twice the need, so that a record in many chunks is not copied for each of them.
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
