// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import kotlinx.coroutines.CompletableDeferred

/**
 * Some bytes of an input as they were taken: [bytes] from [start] until [end]. Linked to the next ones, so that what
 * nobody reads any longer is garbage.
 *
 * @property number the number of pieces before it
 * @property offset the place of the first byte in the input
 * @property cut the place of an anchor among the bytes where another portion begins; [NO_CUT] if there is none
 * @property failure what ended the taking before the end of the input
 */
internal class Piece(
    val number: Long,
    val bytes: ByteArray,
    val start: Int,
    val end: Int,
    val offset: Long,
    val cut: Long = NO_CUT,
    val isLast: Boolean = false,
    val failure: Throwable? = null,
) {
    val next: CompletableDeferred<Piece> = CompletableDeferred()

    companion object {
        const val NO_CUT: Long = Long.MAX_VALUE

        /** What comes before the first bytes. */
        fun beforeAll(): Piece = Piece(-1, ByteArray(0), 0, 0, 0)
    }
}
