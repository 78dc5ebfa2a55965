// SPDX-License-Identifier: Apache-2.0
// Hot: tags are compared eight bytes at a time.
package dev.marcato.internal.formats.xml

import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer

/** Bytes to compare with those at a given place. */
internal class ExpectedBytes(text: String) {
    private val bytes = text.toByteArray(Charsets.UTF_8)
    private val words: LongArray
    private val last: Long

    val length: Int = bytes.size

    init {
        val buffer = littleEndian(bytes)
        words = LongArray(if (length < WORD) 0 else (length - 1) / WORD) { buffer.getLong(it * WORD) }
        last = if (length < WORD) 0 else buffer.getLong(length - WORD)
    }

    /** Whether they stand at [at] in the little-endian [buffer], before [limit]. */
    fun isAt(buffer: ByteBuffer, at: Int, limit: Int): Boolean {
        if (limit - at < length) return false
        if (length < WORD) {
            for (index in 0 until length) if (buffer.get(at + index) != bytes[index]) return false
            return true
        }
        // The last word overlaps the one before it, so that none reaches beyond the end.
        if (buffer.getLong(at + length - WORD) != last) return false
        for (index in words.indices) if (buffer.getLong(at + index * WORD) != words[index]) return false
        return true
    }

    private companion object {
        const val WORD = 8
    }
}
