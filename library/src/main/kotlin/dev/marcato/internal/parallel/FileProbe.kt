// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ReadOptions
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.mayBeCut
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.ChannelSource
import dev.marcato.internal.input.headOf
import dev.marcato.internal.input.isCompressed
import dev.marcato.internal.input.naming
import java.io.Closeable
import java.nio.ByteBuffer
import java.nio.channels.SeekableByteChannel

/** The result of probing a file with blocking calls: how to read it in parallel. */
internal sealed interface FileProbe {
    /** The file is small, and was read completely. */
    class Small(val input: ByteInput) : FileProbe

    /** The file can be divided into ranges. */
    class Large(val size: Long) : FileProbe

    /** The file has to be read from its start to its end; [close] it if it isn't read. */
    class Stream(val input: ByteInput.Pulled, private val channel: SeekableByteChannel) :
        FileProbe,
        Closeable {
        override fun close() {
            channel.close()
        }
    }

    companion object {
        /** The minimum size of an input that is worth dividing. */
        const val WORTH_CUTTING: Int = 512 * 1024

        fun of(name: String, options: ReadOptions, file: () -> SeekableByteChannel): FileProbe =
            naming(name) { probe(name, options, file) }

        private fun probe(name: String, options: ReadOptions, file: () -> SeekableByteChannel): FileProbe {
            val channel = file()
            var isKept = false
            try {
                val size = channel.size()
                // Pipes and devices have no length, and can't be opened again.
                if (size == 0L) return stream(name, channel).also { isKept = true }
                if (size <=
                    WORTH_CUTTING
                ) {
                    readAll(channel, size.toInt())?.let { return Small(ByteInput.ofMemory(it, name)) }
                }
                if (options.mayBeCut(channel)) return Large(channel.size())
                return stream(name, channel.position(0)).also { isKept = true }
            } finally {
                if (!isKept) channel.close()
            }
        }

        /** Whether a file is ISO 2709 and not compressed. Changes its position. */
        fun ReadOptions.mayBeCut(channel: SeekableByteChannel): Boolean {
            val head = headOf(channel, HEAD_LENGTH)
            return !isCompressed(head) && mayBeCut(head)
        }

        private fun stream(name: String, channel: SeekableByteChannel): Stream =
            Stream(ByteInput.Pulled(name, name) { ChannelSource(channel, owned = channel) }, channel)

        /** Returns null if the file has grown meanwhile. */
        private fun readAll(channel: SeekableByteChannel, size: Int): ByteBuffer? {
            val bytes = ByteArray(size + 1)
            val room = ByteBuffer.wrap(bytes)
            while (room.hasRemaining()) {
                if (channel.read(room) < 0) return ByteBuffer.wrap(bytes, 0, size + 1 - room.remaining())
            }
            return null
        }
    }
}
