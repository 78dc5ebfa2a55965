// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** Told of bytes that a decoder cannot read; who throws here ends the decoding. */
internal fun interface TextProblems {
    /** Is told that the [length] bytes at [offset] of the array are not [expected], in the order in which they stand. */
    fun report(offset: Int, length: Int, expected: String)
}

/** The mark that stands in decoded text for bytes that could not be read. */
internal const val REPLACEMENT: Char = '\uFFFD'
