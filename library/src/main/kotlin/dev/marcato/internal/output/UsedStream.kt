// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.io.OutputStream

/** A buffered stream into a target. Closing it only flushes it, and it refuses bytes when the use of the target ends. */
internal class UsedStream(private val use: TargetUse) : OutputStream() {
    private val buffer = ByteArray(BUFFER)
    private var size = 0

    override fun write(byte: Int) {
        use.check()
        if (size == buffer.size) pass()
        buffer[size++] = byte.toByte()
        use.hasContent = true
    }

    override fun write(bytes: ByteArray, offset: Int, count: Int) {
        use.check()
        if (offset < 0 || count < 0 || count > bytes.size - offset) {
            throw IndexOutOfBoundsException("$count bytes from $offset on aren't within ${bytes.size} bytes")
        }
        if (count == 0) return
        use.hasContent = true
        if (count > buffer.size - size) pass()
        if (count > buffer.size) return use.write(bytes, offset, offset + count)
        bytes.copyInto(buffer, size, offset, offset + count)
        size += count
    }

    override fun flush() {
        use.check()
        pass()
        use.flush()
    }

    // After a failure, which was thrown already, a second exception would only hide it.
    override fun close() {
        if (!use.isEnded && use.failure == null) flush()
    }

    /** Writes what is held back. */
    fun pass() {
        val count = size
        size = 0
        if (count > 0) use.write(buffer, 0, count)
    }

    private companion object {
        const val BUFFER = 32 * 1024
    }
}
