// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSet

/**
 * Decodes the bytes of fields that aren't ASCII or UTF-8 as they stand. Thread-safe.
 *
 * A value is decoded only when it is asked for. Escape sequences before it still apply to it, so a codec needs to know
 * where its field begins.
 */
internal abstract class TextCodec(val characterSet: CharacterSet) {
    /** Whether these bytes at the beginning of a field are ASCII text that stands for itself. */
    abstract fun isPlain(bytes: ByteArray, from: Int, to: Int): Boolean

    /** Decodes the bytes from [from] to [to], a whole value of a field that begins at [fieldStart]. */
    abstract fun decode(bytes: ByteArray, fieldStart: Int, from: Int, to: Int): String

    /** Looks for undecodable bytes in the [values] of a field, pairs of start and end in their order. */
    abstract fun check(bytes: ByteArray, values: IntArray, problems: TextProblems)
}
