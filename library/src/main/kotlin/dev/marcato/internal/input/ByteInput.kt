// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.nio.ByteBuffer
import java.nio.channels.SeekableByteChannel
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.flow.Flow

/** What a reader reads, of whatever kind it is for the user. */
internal sealed interface ByteInput {
    /** All bytes are at hand and need no uncompressing. */
    class Memory(val bytes: ByteBuffer) : ByteInput {
        override fun toString(): String = "memory of ${bytes.remaining()} bytes"
    }

    /**
     * Bytes are asked for, by blocking reads.
     *
     * @property file opens what is a file, in which one may go to any place; null if there is none
     */
    class Pulled(
        private val name: String,
        val file: (() -> SeekableByteChannel)? = null,
        private val opener: () -> ChunkSource,
    ) : ByteInput {
        fun open(): ChunkSource = opener()

        override fun toString(): String = name
    }

    /** Bytes come when they come. */
    class Pushed(val chunks: Flow<ByteArray>) : ByteInput {
        override fun toString(): String = "flow of bytes"
    }

    companion object {
        fun ofFile(name: String, file: () -> SeekableByteChannel): ByteInput = Pulled(name, file) {
            val channel = file()
            ChannelSource(channel, owned = channel)
        }

        fun ofMemory(memory: ByteBuffer): ByteInput {
            val bytes = memory.duplicate()
            val from = bytes.position()
            val isGzip =
                bytes.remaining() >= Gunzip.MAGIC_LENGTH && Gunzip.isMagic(bytes.get(from), bytes.get(from + 1))
            return if (isGzip) Pulled("compressed memory") { MemorySource(bytes.duplicate()) } else Memory(bytes)
        }

        /** An input that is there once: what the first reading took, no second one can get. */
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
