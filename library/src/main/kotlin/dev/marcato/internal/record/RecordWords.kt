// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import java.nio.ByteBuffer

/**
 * Makes the bytes of one record after another readable eight at a time, which takes a [ByteBuffer], without one for
 * each record: copying a record into a buffer that is there is faster. Not thread-safe.
 */
internal class RecordWords {
    private var own: ByteBuffer? = null
    private var isFirst = true

    /** Returns a buffer with [bytes] at the same places, until the next call. */
    fun of(bytes: ByteArray): ByteBuffer {
        // One record isn't worth a buffer; large ones aren't worth the copying, and would keep their memory occupied.
        if (isFirst || bytes.size > MOST_COPIED) {
            isFirst = false
            return littleEndian(bytes)
        }
        val target = own?.takeIf { it.capacity() >= bytes.size + Long.SIZE_BYTES } ?: grown(bytes.size)
        System.arraycopy(bytes, 0, target.array(), 0, bytes.size)
        return target
    }

    private fun grown(size: Int): ByteBuffer =
        littleEndian(ByteArray(maxOf(LEAST, 2 * size) + Long.SIZE_BYTES)).also { own = it }

    private companion object {
        const val LEAST = 4 shl 10
        const val MOST_COPIED = 64 shl 10
    }
}
