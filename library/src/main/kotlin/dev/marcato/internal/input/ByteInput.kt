// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.nio.ByteBuffer
import java.nio.channels.SeekableByteChannel
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.flow.Flow

/** The input of a reader, whatever its type in the public API. */
internal sealed interface ByteInput {
    /** The name of the file, which problems and failures have; null if the input isn't one. */
    val source: String?

    /** All bytes are in memory and uncompressed. */
    class Memory(val bytes: ByteBuffer, override val source: String? = null) : ByteInput {
        override fun toString(): String = "memory of ${bytes.remaining()} bytes"
    }

    /**
     * Bytes come from blocking reads.
     *
     * @property file opens a file that can be read from any place; null if the input isn't a file
     */
    class Pulled(
        private val name: String,
        override val source: String? = null,
        val file: (() -> SeekableByteChannel)? = null,
        private val opener: () -> ChunkSource,
    ) : ByteInput {
        fun open(): ChunkSource = opener()

        override fun toString(): String = name
    }

    /** Bytes arrive at their own pace. */
    class Pushed(val chunks: Flow<ByteArray>) : ByteInput {
        override val source: String? get() = null

        override fun toString(): String = "flow of bytes"
    }

    companion object {
        fun ofFile(name: String, file: () -> SeekableByteChannel): ByteInput = Pulled(name, name, file) {
            val channel = file()
            ChannelSource(channel, owned = channel)
        }

        fun ofMemory(memory: ByteBuffer, source: String? = null): ByteInput {
            val bytes = memory.duplicate()
            val from = bytes.position()
            val isGzip =
                bytes.remaining() >= Gunzip.MAGIC_LENGTH && Gunzip.isMagic(bytes.get(from), bytes.get(from + 1))
            if (!isGzip) return Memory(bytes, source)
            return Pulled("compressed memory", source) { MemorySource(bytes.duplicate()) }
        }

        /** A one-shot input: after the first reading, a second one fails. */
        fun once(kind: String, opener: () -> ChunkSource): ByteInput {
            val isTaken = AtomicBoolean()
            return Pulled(kind) {
                check(isTaken.compareAndSet(false, true)) {
                    "This $kind was already read from. Only files, byte arrays and buffers can be read again"
                }
                opener()
            }
        }
    }
}
