// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.SeekableInput
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.flow.Flow

/** The input of a reader, whatever its type in the public API. */
internal sealed interface ByteInput {
    /** The same input to be read from any place; null if it can't be. It may still turn out to be compressed. */
    val seekable: SeekableInput? get() = null

    /** The name of the file, which problems and failures have; null if the input isn't one. */
    val source: String? get() = null

    /** All bytes are in memory and uncompressed. */
    class Memory(override val seekable: BufferInput, override val source: String? = null) : ByteInput {
        val bytes: ByteBuffer get() = seekable.bytes

        override fun toString(): String = seekable.toString()
    }

    /** Bytes come from blocking reads. */
    class Pulled(
        private val name: Any,
        override val seekable: SeekableInput? = null,
        override val source: String? = null,
        private val opener: () -> ChunkSource,
    ) : ByteInput {
        fun open(): ChunkSource = opener()

        override fun toString(): String = name.toString()
    }

    /** Bytes arrive at their own pace. */
    class Pushed(val chunks: Flow<ByteArray>) : ByteInput {
        override fun toString(): String = "flow of bytes"
    }

    companion object {
        fun of(input: SeekableInput, source: String? = input.source): ByteInput {
            if (input is BufferInput && !isCompressed(input.open().head(Gunzip.MAGIC_LENGTH))) {
                return Memory(input, source)
            }
            return Pulled(input, input, source) { input.opened { SessionSource(it) } }
        }

        /** A one-shot input: after the first reading, a second one fails. */
        fun once(kind: String, opener: () -> ChunkSource): ByteInput {
            val isTaken = AtomicBoolean()
            return Pulled(kind) {
                check(isTaken.compareAndSet(false, true)) {
                    "This $kind was already read from. Only files, byte arrays, buffers and SeekableInputs " +
                        "can be read again"
                }
                opener()
            }
        }
    }
}
