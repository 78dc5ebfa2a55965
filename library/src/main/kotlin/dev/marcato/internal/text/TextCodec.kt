// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSet

/**
 * Makes text of the bytes of fields that are neither ASCII nor UTF-8 as it stands; safe for any number of threads.
 *
 * A value is decoded when somebody asks for it. What escape sequences in front of it have designated holds for it, too,
 * so a codec is shown where its field begins.
 */
internal abstract class TextCodec(val characterSet: CharacterSet) {
    /** Whether bytes at the front of a field are text in ASCII that stands for itself. */
    abstract fun isPlain(bytes: ByteArray, from: Int, to: Int): Boolean

    /** Decodes the bytes from [from] to [to], a whole value of a field that begins at [fieldStart]. */
    abstract fun decode(bytes: ByteArray, fieldStart: Int, from: Int, to: Int): String

    /** Looks for bytes that cannot be decoded in the [values] of a field, pairs of start and end in their order. */
    abstract fun check(bytes: ByteArray, values: IntArray, problems: TextProblems)
}
