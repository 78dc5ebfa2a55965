// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.record.encodeText
import dev.marcato.internal.record.isAscii
import java.io.ByteArrayOutputStream

/**
 * One subfield of a data field: a code such as `a` and its value.
 *
 * Immutable and safe to share between threads. The value is decoded when it is asked for the first time.
 * Two subfields are equal if code and value are.
 */
public class Subfield private constructor(
    code: Char,
    // Null where the text is not in UTF-8 there, but was decoded from the start.
    private val bytes: ByteArray?,
    private val start: Int,
    private val end: Int,
    private val isAscii: Boolean,
    decoded: String?,
) {
    /**
     * The code: one ASCII character, most often a lower-case letter or a digit, but MARC allows every graphic
     * character and it is kept as it is. U+0000 stands for a delimiter that no code followed.
     */
    @get:JvmName("code")
    public val code: Char = code

    // Filled by whichever thread comes first. A race decodes twice, and a String is safe to hand over unsynchronised.
    private var decoded: String? = decoded

    /** The value without the code. */
    @get:JvmName("value")
    public val value: String
        get() = decoded ?: decodeText(checkNotNull(bytes), start, end, isAscii).also { decoded = it }

    @JvmSynthetic
    internal fun appendTo(field: ByteArrayOutputStream) {
        field.write(SUBFIELD_DELIMITER.toInt())
        // Also a code that is missing is written as it was read: not at all.
        if (code != MISSING_CODE) field.write(code.code)
        if (bytes != null) field.write(bytes, start, end - start) else field.write(value.toByteArray(Charsets.UTF_8))
    }

    override fun equals(other: Any?): Boolean = other is Subfield && code == other.code && value == other.value

    override fun hashCode(): Int = 31 * code.hashCode() + value.hashCode()

    /** The subfield as the line view shows it: `$a Title`. */
    override fun toString(): String = "$$code $value"

    public companion object {
        private const val MISSING_CODE = '\u0000'

        /**
         * Makes a subfield from a [code] and a [value].
         *
         * @throws IllegalArgumentException if the code is no graphic ASCII character, or the value holds a MARC
         * delimiter (U+001D to U+001F) or an unpaired surrogate
         */
        @JvmStatic
        public fun of(code: Char, value: String): Subfield {
            require(code in '!'..'~') { "A subfield code is one graphic ASCII character, not U+%04X".format(code.code) }
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
