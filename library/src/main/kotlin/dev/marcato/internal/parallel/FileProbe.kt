// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.whyWhole
import dev.marcato.internal.input.BufferInput
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.SessionSource
import dev.marcato.internal.input.fill
import dev.marcato.internal.input.head
import dev.marcato.internal.input.naming
import dev.marcato.internal.input.source
import java.io.Closeable
import java.nio.ByteBuffer

/** The result of probing a file, or another input with a size, by blocking calls: how to read it in parallel. */
internal sealed interface FileProbe {
    /** The file is small, and was read completely. */
    class Small(val input: ByteInput) : FileProbe

    /** The file can be divided into ranges. */
    class Large(val size: Long) : FileProbe

    /** The file has to be read from its start to its end; [close] it if it isn't read. */
    class Stream(name: SeekableInput, private val session: SeekableInput.Session) :
        FileProbe,
        Closeable {
        @Volatile
        private var isRead = false

        /** Whoever reads it closes it. */
        val input: ByteInput.Pulled = ByteInput.Pulled(name, source = name.source) {
            isRead = true
            SessionSource(session)
        }

        override fun close() {
            if (!isRead) session.close()
        }
    }

    companion object {
        /** The minimum size of an input that is worth dividing. */
        const val WORTH_CUTTING: Int = 512 * 1024

        fun of(input: SeekableInput, options: ReadOptions): FileProbe = naming(input.source) { probe(input, options) }

        private fun probe(input: SeekableInput, options: ReadOptions): FileProbe {
            val session = input.open()
            var isKept = false
            try {
                val size = session.size()
                val isSmall = size in 1..WORTH_CUTTING
                if (isSmall) {
                    readAll(session, size.toInt())?.let {
                        return Small(ByteInput.of(BufferInput(it), input.source))
                    }
                }
                // Pipes and devices have no size, and can't be opened again.
                if (size > 0 && options.whyWhole(session.head(HEAD_LENGTH)) == null) return Large(session.size())
                isKept = true
                return Stream(input, session)
            } finally {
                if (!isKept) session.close()
            }
        }

        /** Returns null if the file has grown meanwhile. */
        private fun readAll(session: SeekableInput.Session, size: Int): ByteBuffer? {
            val bytes = ByteArray(size + 1)
            val count = session.fill(0, bytes, bytes.size)
            return if (count > size) null else ByteBuffer.wrap(bytes, 0, count)
        }
    }
}
