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

    val isOpen: Boolean get() = source != null

    /** Whether the first bytes were those of gzip; known when they have been read. */
    var isCompressed: Boolean = false
        private set

    /** Opens the input; otherwise the first [next] does. */
    fun open() {
        source = naming(input.source) { input.open() }
    }

    /** Returns the next chunk, or null at the end. Blocks. */
    fun next(): Chunk? = naming(input.source) { read() }

    private fun read(): Chunk? {
        val source = opened()
        // One byte more than remains, so that the end is noticed without another array.
        val wanted = (minOf(chunkSize - 1L, source.remaining(), left) + 1).toInt()
        if (wanted <= 0) return null
        val bytes = room(wanted)
        val count = readSome(bytes, HEADROOM, HEADROOM + wanted)
        if (count < 0) return null
        if (count >= wanted) chunkSize = minOf(chunkSize * GROWTH, options.chunkSize)
        return Chunk(bytes, HEADROOM, HEADROOM + count, isOurs = true)
    }

    /**
     * Reads at least a byte into [bytes], from [start] until [end] at most, and returns how many; -1 at the end. Blocks.
     * The first read needs room for [Gunzip.MAGIC_LENGTH] bytes.
     */
    fun read(bytes: ByteArray, start: Int, end: Int): Int = naming(input.source) { readSome(bytes, start, end) }

    private fun readSome(bytes: ByteArray, start: Int, end: Int): Int {
        val source = opened()
        // One byte beyond the limit is given, which shows that there is more.
        val until = start + minOf(end - start - 1L, left).toInt() + 1
        if (until <= start) return -1
        val isKnown = isRecognised || source.isPlain
        val count = if (isKnown) source.read(bytes, start, until) else firstRead(source, bytes, start, until)
        if (count > 0) left -= count
        return count
    }

    private fun opened(): ChunkSource = source ?: run {
        open()
        checkNotNull(source)
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

    /** Returns the rest as a source, uncompressed, after the bytes of [head]. */
    fun asSource(head: ByteArray = ByteArray(0)): ChunkSource = object : ChunkSource {
        private var at = 0

        override val isPlain: Boolean get() = true

        override fun read(bytes: ByteArray, start: Int, end: Int): Int {
            if (at == head.size) return this@ChunkReader.read(bytes, start, end)
            val count = minOf(end - start, head.size - at)
            head.copyInto(bytes, start, at, at + count)
            at += count
            return count
        }

        override fun mayWait(): Boolean = at == head.size && this@ChunkReader.mayWait()

        override fun close() {
            this@ChunkReader.close()
        }
    }

    private fun room(wanted: Int): ByteArray {
        val size = HEADROOM + maxOf(wanted, Gunzip.MAGIC_LENGTH)
        // Arrays from before the chunks grew are left to the garbage collector.
        while (true) {
            val bytes = free.poll() ?: return ByteArray(size)
            if (bytes.size >= size) return bytes
        }
    }

    private fun firstRead(source: ChunkSource, bytes: ByteArray, start: Int, until: Int): Int {
        var end = start
        while (end < start + Gunzip.MAGIC_LENGTH) {
            val count = source.read(bytes, end, maxOf(until, start + Gunzip.MAGIC_LENGTH))
            if (count < 0) break
            end += count
        }
        isRecognised = true
        if (options.compression.isGzip(bytes, start, end)) {
            val uncompressed = GunzipSource(source, bytes.copyOfRange(start, end), end - start)
            this.source = uncompressed
            isCompressed = true
            return uncompressed.read(bytes, start, until)
        }
        return if (end == start) -1 else end - start
    }

    companion object {
        /** Room before each chunk for the beginning of a record that the chunk before ended in. */
        const val HEADROOM: Int = 8 * 1024
        private const val FIRST_CHUNK = 64 * 1024
        private const val GROWTH = 4
    }
}
