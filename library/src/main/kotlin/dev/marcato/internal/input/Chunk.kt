// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

/**
 * Bytes as they arrive: [bytes] from [start] until [end].
 *
 * If the chunk [isOurs], the decoder may use the bytes before [start]: it puts the beginning of a record there whose
 * end is in this chunk, so that every record is in one piece.
 */
internal class Chunk(val bytes: ByteArray, val start: Int, val end: Int, val isOurs: Boolean) {
    val size: Int get() = end - start

    val isEnd: Boolean get() = this === END

    companion object {
        val END: Chunk = Chunk(ByteArray(0), 0, 0, isOurs = false)
    }
}
