// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ReadOptions
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.mayBeCut
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.ChannelSource
import dev.marcato.internal.input.headOf
import dev.marcato.internal.input.isCompressed
import java.io.Closeable
import java.nio.ByteBuffer
import java.nio.channels.SeekableByteChannel

/** What a look at a file, by blocking calls, has shown about how to read it in parallel. */
internal sealed interface FileProbe {
    /** There is so little in it that all of it was read. */
    class Small(val input: ByteInput) : FileProbe

    /** It can be cut into ranges. */
    class Large(val size: Long) : FileProbe

    /** It has to be read from its start to its end; [close] it if nobody does. */
    class Stream(val input: ByteInput.Pulled, private val channel: SeekableByteChannel) :
        FileProbe,
        Closeable {
        override fun close() {
            channel.close()
        }
    }

    companion object {
        /** How large an input is, at least, that is worth being cut. */
        const val WORTH_CUTTING: Int = 512 * 1024

        fun of(name: String, options: ReadOptions, file: () -> SeekableByteChannel): FileProbe {
            val channel = file()
            var isKept = false
            try {
                val size = channel.size()
                // Pipes and devices have no length, and cannot be opened again.
                if (size == 0L) return stream(name, channel).also { isKept = true }
                if (size <= WORTH_CUTTING) readAll(channel, size.toInt())?.let { return Small(ByteInput.ofMemory(it)) }
                if (options.mayBeCut(channel)) return Large(channel.size())
                return stream(name, channel.position(0)).also { isKept = true }
            } finally {
                if (!isKept) channel.close()
            }
        }

        /** Whether a file is ISO 2709, and not compressed; leaves its position anywhere. */
        fun ReadOptions.mayBeCut(channel: SeekableByteChannel): Boolean {
            val head = headOf(channel, HEAD_LENGTH)
            return !isCompressed(head) && mayBeCut(head)
        }

        private fun stream(name: String, channel: SeekableByteChannel): Stream =
            Stream(ByteInput.Pulled(name) { ChannelSource(channel, owned = channel) }, channel)

        /** Returns null if there is more to come than there was: somebody is writing. */
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
