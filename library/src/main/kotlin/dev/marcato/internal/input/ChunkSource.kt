// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.io.Closeable
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.channels.IllegalBlockingModeException
import java.nio.channels.ReadableByteChannel
import java.nio.channels.SeekableByteChannel
import java.nio.channels.SelectableChannel
import kotlinx.io.Buffer
import kotlinx.io.RawSource

/** A source of bytes, one blocking read at a time. */
internal interface ChunkSource : Closeable {
    /** Reads at least one byte into [bytes], from [start] until [end] at most, and returns how many; -1 at the end. */
    fun read(bytes: ByteArray, start: Int, end: Int): Int

    /** The number of bytes left, or a large number if unknown. Only saves memory, and may be wrong. */
    fun remaining(): Long = Long.MAX_VALUE

    /** Whether the rest is known to be uncompressed. */
    val isPlain: Boolean get() = false

    /** Whether no read ever waits for data to be sent, as on a connection, but only for a disk. */
    fun neverWaits(): Boolean = false

    /** Whether the next read may have to wait for data to be sent. */
    fun mayWait(): Boolean = !neverWaits()
}

/** The caller's channel, which the caller also closes. */
internal class ChannelSource(private val channel: ReadableByteChannel) : ChunkSource {
    override fun read(bytes: ByteArray, start: Int, end: Int): Int {
        if (channel is SelectableChannel && !channel.isBlocking) throw IllegalBlockingModeException()
        return channel.readSome(ByteBuffer.wrap(bytes, start, end - start))
    }

    // Pipes and devices have file channels, too, but no length.
    private val file = channel as? SeekableByteChannel

    override fun remaining(): Long =
        if (file == null || file.size() == 0L) Long.MAX_VALUE else maxOf(0, file.size() - file.position())

    override fun neverWaits(): Boolean = file != null && file.size() > 0

    override fun close(): Unit = Unit
}

/** Reads at least one byte into [room], or returns -1 at the end. */
internal fun ReadableByteChannel.readSome(room: ByteBuffer): Int {
    while (true) {
        val count = read(room)
        if (count != 0) return count
    }
}

/** The caller's input stream, which the caller also closes. */
internal class StreamSource(private val stream: InputStream) : ChunkSource {
    override fun read(bytes: ByteArray, start: Int, end: Int): Int {
        while (true) {
            val count = stream.read(bytes, start, end - start)
            if (count != 0) return count
        }
    }

    override fun mayWait(): Boolean = stream.available() == 0

    override fun close(): Unit = Unit
}

/** The caller's kotlinx-io source, which the caller also closes. */
internal class KotlinxSource(private val source: RawSource) : ChunkSource {
    private val buffer = Buffer()

    override fun read(bytes: ByteArray, start: Int, end: Int): Int {
        // A buffered source would mistake a read of zero bytes for the end.
        while (buffer.exhausted()) if (source.readAtMostTo(buffer, (end - start).toLong()) < 0) return -1
        return buffer.readAtMostTo(bytes, start, end)
    }

    override fun close(): Unit = Unit
}
