// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.IOException
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.flow.flow
import kotlinx.io.Buffer
import kotlinx.io.RawSource

/**
* Gives bytes that no array could hold: [head], then [pattern] again and again, up to [size] or without end. Counts what
* was taken. Taking more than any test needs fails with an [IOException] instead of running forever.
 */
internal class EndlessBytes(
    private val head: ByteArray,
    private val pattern: ByteArray,
    private val size: Long = Long.MAX_VALUE,
) {
    private val count = AtomicLong()

    /** How many bytes were taken so far. */
    val taken: Long get() = count.get()

    /** The same bytes, of which nothing was taken yet. */
    fun again(): EndlessBytes = EndlessBytes(head, pattern, size)

    fun asInputStream(): InputStream = object : InputStream() {
        override fun read(): Int = throw UnsupportedOperationException("bytes are read many at a time")

        override fun read(bytes: ByteArray, start: Int, length: Int): Int = take(bytes, start, length)
    }

    fun asChannel(): ReadableByteChannel = object : ReadableByteChannel {
        override fun read(target: ByteBuffer): Int {
            val bytes = ByteArray(target.remaining())
            return take(bytes, 0, bytes.size).also { if (it > 0) target.put(bytes, 0, it) }
        }

        override fun isOpen(): Boolean = true

        override fun close(): Unit = Unit
    }

    fun asSource(): RawSource = object : RawSource {
        override fun readAtMostTo(sink: Buffer, byteCount: Long): Long {
            val bytes = ByteArray(byteCount.coerceAtMost(64 * 1024).toInt())
            return take(bytes, 0, bytes.size).also { if (it > 0) sink.write(bytes, 0, it) }.toLong()
        }

        override fun close(): Unit = Unit
    }

    fun asFlow(pieceSize: Int): PushedBytes = PushedBytes(
        flow {
            while (true) {
                val bytes = ByteArray(pieceSize)
                val length = take(bytes, 0, pieceSize)
                if (length < 0) break
                emit(bytes.copyOf(length))
            }
        },
    )

    private fun take(bytes: ByteArray, start: Int, length: Int): Int {
        val from = taken
        if (from > FARTHEST) throw IOException("$from bytes were taken: this never ends")
        if (from == size) return -1
        val end = minOf(size, from + length)
        for (at in from until end) bytes[start + (at - from).toInt()] = byteAt(at)
        count.set(end)
        return (end - from).toInt()
    }

    private fun byteAt(at: Long): Byte =
        if (at < head.size) head[at.toInt()] else pattern[((at - head.size) % pattern.size).toInt()]

    private companion object {
        const val FARTHEST = 256L shl 20
    }
}
