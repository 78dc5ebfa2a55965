// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/**
 * Decodes bytes of a field. Any bytes decode: unreadable ones become U+FFFD and are reported.
 *
 * A decoder may remember the designations of escape sequences between calls: call [startField] first, and then decode
 * the subfields of the field in their order. Not thread-safe.
 */
internal abstract class TextDecoder {
    /** Forgets the designations of the field before. */
    open fun startField() {}

    /** Decodes the bytes from [start] to [end]: a whole value, because characters don't cross its end. */
    abstract fun decode(bytes: ByteArray, start: Int, end: Int): String
}
