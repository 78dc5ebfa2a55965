// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.record.encodeText
import dev.marcato.internal.record.isAscii
import java.io.ByteArrayOutputStream

/**
 * A subfield of a data field: a code such as `a`, and a value.
 *
 * Immutable and safe to share between threads. The value is decoded on first use. Two subfields are equal if their
 * codes and values are.
 */
public class Subfield private constructor(
    code: Char,
    // Null if the text isn't in UTF-8 there; it was decoded from the start.
    private val bytes: ByteArray?,
    private val start: Int,
    private val end: Int,
    private val isAscii: Boolean,
    decoded: String?,
) {
    /**
     * The code: one graphic ASCII character, usually a lower-case letter or a digit; U+0000 if the delimiter had no
     * code.
     */
    @get:JvmName("code")
    public val code: Char = code

    // A race decodes twice; a String is safe to publish without synchronisation.
    private var decoded: String? = decoded

    /** The value without the code. */
    @get:JvmName("value")
    public val value: String
        get() = decoded ?: decodeText(checkNotNull(bytes), start, end, isAscii).also { decoded = it }

    @JvmSynthetic
    internal fun appendTo(field: ByteArrayOutputStream) {
        field.write(SUBFIELD_DELIMITER.toInt())
        // A missing code is written as it was read: not at all.
        if (code != MISSING_CODE) field.write(code.code)
        if (bytes != null) field.write(bytes, start, end - start) else field.write(value.toByteArray(Charsets.UTF_8))
    }

    override fun equals(other: Any?): Boolean = other is Subfield && code == other.code && value == other.value

    override fun hashCode(): Int = 31 * code.hashCode() + value.hashCode()

    /** The subfield in line view: `$a Title`. */
    override fun toString(): String = "$$code $value"

    public companion object {
        private const val MISSING_CODE = '\u0000'

        /**
         * Makes a subfield from a [code] and a [value].
         *
         * @throws IllegalArgumentException if the code isn't a graphic ASCII character, or the value contains a MARC
         * delimiter (U+001D to U+001F) or an unpaired surrogate
         */
        @JvmStatic
        public fun of(code: Char, value: String): Subfield {
            require(code in '!'..'~') { "A subfield code is a graphic ASCII character, not U+%04X".format(code.code) }
            val bytes = encodeText(value, "The value of subfield $code")
            return Subfield(code, bytes, 0, bytes.size, isAscii(bytes), null)
        }

        @JvmSynthetic
        internal fun view(code: Char, bytes: ByteArray, start: Int, end: Int, isAscii: Boolean): Subfield =
            Subfield(code, bytes, start, end, isAscii, null)

        @JvmSynthetic
        internal fun decoded(code: Char, value: String): Subfield = Subfield(code, null, 0, 0, false, value)
    }
}
