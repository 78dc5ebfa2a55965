// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.io.Closeable
import java.util.concurrent.ConcurrentLinkedQueue

/**
 * Reads a source in chunks, and uncompresses it if it is gzip. One thread reads; another may give arrays back.
 *
 * A chunk is the result of one read, so nothing waits for a chunk to fill. The first chunks are small: a short input
 * needs little memory, and the first record of a long one comes soon.
 */
internal class ChunkReader(private val input: ByteInput.Pulled, private val largestChunk: Int) : Closeable {
    private var source: ChunkSource? = null
    private val free = ConcurrentLinkedQueue<ByteArray>()
    private var chunkSize = minOf(FIRST_CHUNK, largestChunk)
    private var isRecognised = false

    /** Opens the input; otherwise the first [next] does. */
    fun open() {
        source = naming(input.source) { input.open() }
    }

    /** Returns the next chunk, or null at the end. Blocks. */
    fun next(): Chunk? = naming(input.source) { read() }

    private fun read(): Chunk? {
        if (source == null) open()
        val source = checkNotNull(source)
        val bytes = room(source)
        val isKnown = isRecognised || source.isPlain
        val count = if (isKnown) source.read(bytes, HEADROOM, bytes.size) else firstRead(source, bytes)
        if (count < 0) return null
        if (count == bytes.size - HEADROOM) chunkSize = minOf(chunkSize * GROWTH, largestChunk)
        return Chunk(bytes, HEADROOM, HEADROOM + count, isOurs = true)
    }

    fun mayWait(): Boolean = naming(input.source) { source?.mayWait() ?: false }

    /** Takes back the array of a chunk, for one of the next. */
    fun recycle(bytes: ByteArray) {
        free.add(bytes)
    }

    /** Returns the next chunk, or [Chunk.END]; closes the input on failure. */
    fun nextOrEnd(): Chunk = try {
        next() ?: Chunk.END
    } catch (e: Throwable) {
        try {
            close()
        } catch (onClose: Exception) {
            e.addSuppressed(onClose)
        }
        throw e
    }

    override fun close() {
        val opened = source ?: return
        source = null
        opened.close()
    }

    private fun room(source: ChunkSource): ByteArray {
        // One byte more than remains, so that the end is noticed without another array.
        val wanted = HEADROOM + minOf(chunkSize - 1L, source.remaining()).toInt() + 1
        // Arrays from before the chunks grew are left to the garbage collector.
        while (true) {
            val bytes = free.poll() ?: return ByteArray(wanted)
            if (bytes.size >= wanted) return bytes
        }
    }

    private fun firstRead(source: ChunkSource, bytes: ByteArray): Int {
        var end = HEADROOM
        while (end < HEADROOM + Gunzip.MAGIC_LENGTH) {
            val count = source.read(bytes, end, bytes.size)
            if (count < 0) break
            end += count
        }
        isRecognised = true
        val count = end - HEADROOM
        if (count >= Gunzip.MAGIC_LENGTH && Gunzip.isMagic(bytes[HEADROOM], bytes[HEADROOM + 1])) {
            val uncompressed = GunzipSource(source, bytes.copyOfRange(HEADROOM, end), count)
            this.source = uncompressed
            return uncompressed.read(bytes, HEADROOM, bytes.size)
        }
        return if (count == 0) -1 else count
    }

    companion object {
        /** Room before each chunk for the beginning of a record that the chunk before ended in. */
        const val HEADROOM: Int = 8 * 1024
        private const val FIRST_CHUNK = 64 * 1024
        private const val GROWTH = 4
    }
}
