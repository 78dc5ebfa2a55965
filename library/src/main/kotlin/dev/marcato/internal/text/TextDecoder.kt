// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/**
 * Turns bytes of a field into text. Any bytes decode: what cannot be read becomes U+FFFD and is reported.
 *
 * A decoder may remember, from one call to the next, what escape sequences have designated: the subfields of a field
 * are given to it in their order, and [startField] comes before the first. So it is not for two threads at a time.
 */
internal abstract class TextDecoder {
    /** Forgets what the field before has designated. */
    open fun startField() {}

    /** Decodes the bytes from [start] to [end]: a whole value, since characters do not reach beyond one. */
    abstract fun decode(bytes: ByteArray, start: Int, end: Int): String
}
