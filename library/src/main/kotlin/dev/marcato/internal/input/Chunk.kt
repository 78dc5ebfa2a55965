// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

/**
 * Bytes on their way from an input to a decoder: those of [bytes] from [start] until [end].
 *
 * The bytes before [start] are free for the decoder if the chunk [isOurs]: there it puts the beginning of a record
 * whose end is in this chunk, so that every record lies in one piece.
 */
internal class Chunk(val bytes: ByteArray, val start: Int, val end: Int, val isOurs: Boolean) {
    val size: Int get() = end - start

    /** Whether this stands for the end of the input. */
    val isEnd: Boolean get() = this === END

    companion object {
        val END: Chunk = Chunk(ByteArray(0), 0, 0, isOurs = false)
    }
}
