// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.endOfAscii
import dev.marcato.internal.record.UNDECIDED
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.record.endOfMatch

/**
 * A value that is decoded only when you ask for it as a string: that of the field where a [FieldCursor] is, or of the
 * subfield where a [SubfieldCursor] is.
 *
 * Comparisons have the same results as with the decoded [value]. In ASCII and UTF-8 they work on the bytes and allocate
 * nothing; in other character sets, or with a text that has surrogates or U+FFFD, they may have to decode.
 */
public sealed class ValueView {
    @get:JvmSynthetic internal abstract val owner: FieldCursor

    @get:JvmSynthetic internal abstract val from: Int

    @get:JvmSynthetic internal abstract val to: Int

    /** Whether the value is what is between [from] and [to], in ASCII or UTF-8. */
    @get:JvmSynthetic internal abstract val isInBytes: Boolean

    /** The value as a string, decoded at each call. */
    @get:JvmName("value")
    public val value: String get() = decoded()

    /** The number of bytes of the value in the record's character set. */
    @get:JvmName("byteLength")
    public val byteLength: Int get() = countBytes()

    /**
     * Where the value begins in [Record.rawBytes]; a data field begins with its indicators. Negative if the record
     * wasn't read from ISO 2709, was repaired, or was edited.
     */
    @get:JvmName("byteOffset")
    public val byteOffset: Int get() = from.let { if (owner.isAsRead) it else -1 }

    /** Whether the value has no characters. */
    @get:JvmName("isEmpty")
    public val isEmpty: Boolean get() = if (isInBytes) from == to else value.isEmpty()

    /** Whether the value is [text]. */
    public fun valueEquals(text: String): Boolean {
        val end = if (isInBytes) endOfMatch(owner.bytes, from, to, text) else UNDECIDED
        return if (end == UNDECIDED) value == text else end == to
    }

    /** Whether the value begins with [prefix]. */
    public fun valueStartsWith(prefix: String): Boolean {
        val end = if (isInBytes) endOfMatch(owner.bytes, from, to, prefix) else UNDECIDED
        return if (end == UNDECIDED) value.startsWith(prefix) else end >= 0
    }

    /**
     * Returns the character at [index] of the value, U+0000 if the value is shorter: `charAt(35)` of field 008 is the
     * first letter of the language. Doesn't decode a value that is ASCII up to there.
     *
     * @throws IllegalArgumentException if the index is negative
     */
    public fun charAt(index: Int): Char {
        require(index >= 0) { "The characters of a value are counted from 0, not from $index" }
        if (isInBytes) {
            // No value has more characters than bytes.
            if (index >= to - from) return '\u0000'
            val at = from + index
            val isPlain = owner.isAscii || endOfAscii(owner.words(), from, at + 1) > at
            if (isPlain) return owner.bytes[at].toInt().toChar()
        }
        return owner.textOf(this).getOrElse(index) { '\u0000' }
    }

    @JvmSynthetic
    internal open fun decoded(): String = decodeText(owner.bytes, owner.start, from, to, owner.isAscii, owner.codec)

    @JvmSynthetic
    internal open fun countBytes(): Int = to - from
}
