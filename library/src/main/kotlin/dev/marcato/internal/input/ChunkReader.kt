// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.ReadOptions
import java.io.Closeable
import java.util.concurrent.ConcurrentLinkedQueue

/**
 * Reads a source in chunks, and uncompresses it if it is gzip. One thread reads; another may give arrays back.
 *
 * A chunk is the result of one read, so nothing waits for a chunk to fill. The first chunks are small: a short input
 * needs little memory, and the first record of a long one comes soon.
 */
internal class ChunkReader(private val input: ByteInput.Pulled, private val options: ReadOptions) : Closeable {
    private var source: ChunkSource? = null
    private val free = ConcurrentLinkedQueue<ByteArray>()
    private var chunkSize = minOf(FIRST_CHUNK, options.chunkSize)
    private var left = options.limits.inputBytes
    private var isRecognised = false

    /** Opens the input; otherwise the first [next] does. */
    fun open() {
        source = naming(input.source) { input.open() }
    }

    /** Returns the next chunk, or null at the end. Blocks. */
    fun next(): Chunk? = naming(input.source) { read() }

    private fun read(): Chunk? {
        if (source == null) open()
        // One byte beyond the limit was given, which shows that there is more.
        if (left < 0) return null
        val source = checkNotNull(source)
        // One byte more than remains, so that the end is noticed without another array.
        val wanted = minOf(chunkSize - 1L, source.remaining(), left).toInt() + 1
        val bytes = room(wanted)
        val isKnown = isRecognised || source.isPlain
        val count = if (isKnown) source.read(bytes, HEADROOM, HEADROOM + wanted) else firstRead(source, bytes, wanted)
        if (count < 0) return null
        left -= count
        if (count >= wanted) chunkSize = minOf(chunkSize * GROWTH, options.chunkSize)
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

    private fun room(wanted: Int): ByteArray {
        val size = HEADROOM + maxOf(wanted, Gunzip.MAGIC_LENGTH)
        // Arrays from before the chunks grew are left to the garbage collector.
        while (true) {
            val bytes = free.poll() ?: return ByteArray(size)
            if (bytes.size >= size) return bytes
        }
    }

    private fun firstRead(source: ChunkSource, bytes: ByteArray, wanted: Int): Int {
        var end = HEADROOM
        while (end < HEADROOM + Gunzip.MAGIC_LENGTH) {
            val count = source.read(bytes, end, HEADROOM + maxOf(wanted, Gunzip.MAGIC_LENGTH))
            if (count < 0) break
            end += count
        }
        isRecognised = true
        val count = end - HEADROOM
        if (options.compression.isGzip(bytes, HEADROOM, end)) {
            val uncompressed = GunzipSource(source, bytes.copyOfRange(HEADROOM, end), count)
            this.source = uncompressed
            return uncompressed.read(bytes, HEADROOM, HEADROOM + wanted)
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
