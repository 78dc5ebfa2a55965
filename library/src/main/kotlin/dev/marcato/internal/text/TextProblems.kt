// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** Receives the bytes that a decoder can't read; may throw to end the decoding. */
internal fun interface TextProblems {
    /** Called in order of place: the [length] bytes at [offset] of the array aren't [expected]. */
    fun report(offset: Int, length: Int, expected: String)
}

/** Replaces bytes that couldn't be read in decoded text. */
internal const val REPLACEMENT: Char = '\uFFFD'
