// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.SeekableInput
import dev.marcato.SeekableInput.Session
import java.io.IOException
import java.nio.Buffer
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.channels.SeekableByteChannel

/**
 * Opens a channel for each session.
 *
 * @param start the position of new channels; null if it is unknown. A pipe has one, but can't be asked for it.
 */
internal class ChannelInput(
    private val name: String,
    private val start: Long?,
    private val channels: SeekableInput.Channels,
) : SeekableInput {
    /** Its name if it is a file, which always begins at 0; else null. */
    val file: String? get() = name.takeIf { start != null }

    override fun open(): Session = Opened(channels.open(), start)

    override fun toString(): String = name

    private class Opened(private val channel: SeekableByteChannel, private var at: Long?) : Session {
        override fun size(): Long = channel.size()

        override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int {
            if (at != position) {
                val _ = channel.position(position)
            }
            at = null
            val count = channel.readSome(ByteBuffer.wrap(into, start, end - start))
            at = position + maxOf(0, count)
            return count
        }

        override fun close() {
            channel.close()
        }
    }
}

/** The name of the file, which problems and failures have; null if the input isn't one. */
internal val SeekableInput.source: String?
    get() = when (this) {
        is ChannelInput -> file
        is Undiminished -> input.source
        else -> null
    }

/** The file of a channel that its owner opened and closes. */
internal class OpenChannelInput(private val channel: FileChannel) : SeekableInput {
    override fun open(): Session = object : Session {
        override fun size(): Long = channel.size()

        override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int =
            channel.read(ByteBuffer.wrap(into, start, end - start), position)

        override fun close(): Unit = Unit
    }

    override fun toString(): String = "file channel"
}

/** Bytes in memory, from the buffer's position to its limit. */
internal class BufferInput(buffer: ByteBuffer) : SeekableInput {
    val bytes: ByteBuffer = buffer.duplicate()

    /** Returns the bytes from [position] on. */
    fun from(position: Long): ByteBuffer {
        val rest = bytes.duplicate()
        val at = rest.position() + minOf(position, rest.remaining().toLong()).toInt()
        // Cast to Buffer, because ByteBuffer returns another type from Java 9 on.
        val _ = (rest as Buffer).position(at)
        return rest
    }

    override fun open(): Session = object : Session {
        override fun size(): Long = bytes.remaining().toLong()

        override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int {
            val rest = from(position)
            val count = minOf(rest.remaining(), end - start)
            val _ = rest.get(into, start, count)
            return if (count == 0) -1 else count
        }

        override fun close(): Unit = Unit
    }

    override fun toString(): String = "memory of ${bytes.remaining()} bytes"
}

/** An input that must not have become smaller than [size]. */
internal class Undiminished(val input: SeekableInput, private val size: Long) : SeekableInput {
    override fun open(): Session = input.opened {
        val found = it.size()
        if (found < size) {
            throw IOException("$input has $found bytes, but had $size when it was divided: it has changed")
        }
        it
    }

    override fun toString(): String = input.toString()
}
