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
    // How much of delimiter and code a damaged field has before the value: both (2), no code (1), or neither (0).
    private val lead: Byte,
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

    /** Whether it is text between the indicators and the first delimiter of a damaged field. */
    @get:JvmSynthetic internal val isBare: Boolean get() = lead == BARE

    /** Appends it as it was read: a code that is missing isn't written. */
    @JvmSynthetic
    internal fun appendTo(field: ByteArrayOutputStream) {
        if (lead != BARE) field.write(SUBFIELD_DELIMITER.toInt())
        if (lead == COMPLETE) field.write(code.code)
        if (bytes != null) field.write(bytes, start, end - start) else field.write(value.toByteArray(Charsets.UTF_8))
    }

    /** Returns a subfield of field [tag] with the same code, whatever it is, and another value. */
    @JvmSynthetic
    internal fun withValue(value: String, tag: String): Subfield {
        if (value == this.value) return this
        require(lead != WITHOUT_CODE) { "A subfield of field $tag has no code, and so can't get a value; replace it" }
        return made(code, value, lead, " of field $tag")
    }

    override fun equals(other: Any?): Boolean = other is Subfield && code == other.code && value == other.value

    override fun hashCode(): Int = 31 * code.hashCode() + value.hashCode()

    /** The subfield in line view: `$a Title`. */
    override fun toString(): String = "$$code $value"

    public companion object {
        private const val BARE: Byte = 0
        private const val WITHOUT_CODE: Byte = 1
        private const val COMPLETE: Byte = 2

        /**
         * Makes a subfield from a [code] and a [value].
         *
         * @throws IllegalArgumentException if the code isn't a graphic ASCII character, or the value contains a MARC
         * delimiter (U+001D to U+001F) or an unpaired surrogate
         */
        @JvmStatic
        public fun of(code: Char, value: String): Subfield = checked(code, value, "")

        /** The same for field [tag], which the messages name. */
        @JvmSynthetic
        internal fun of(tag: String, code: Char, value: String): Subfield = checked(code, value, " of field $tag")

        private fun checked(code: Char, value: String, ofField: String): Subfield {
            require(code in '!'..'~') {
                "A subfield code$ofField is a graphic ASCII character, not U+%04X".format(code.code)
            }
            return made(code, value, COMPLETE, ofField)
        }

        private fun made(code: Char, value: String, lead: Byte, ofField: String): Subfield {
            val bytes = encodeText(value, "The value of subfield $code$ofField")
            return Subfield(code, bytes, 0, bytes.size, isAscii(bytes), lead, null)
        }

        /** Returns the subfield whose value is between [start] and [end]; [decoded] if it isn't in UTF-8 there. */
        @JvmSynthetic
        internal fun view(
            code: Char,
            bytes: ByteArray,
            start: Int,
            end: Int,
            isAscii: Boolean,
            decoded: String? = null,
        ): Subfield {
            val lead = if (code != '\u0000') COMPLETE else leadBefore(bytes, start)
            return Subfield(code, if (decoded == null) bytes else null, start, end, isAscii, lead, decoded)
        }

        /** A code that isn't there reads as U+0000; so does a NUL. */
        private fun leadBefore(bytes: ByteArray, start: Int): Byte = when (SUBFIELD_DELIMITER) {
            bytes[start - 1] -> WITHOUT_CODE
            bytes[start - 2] -> COMPLETE
            else -> BARE
        }
    }
}
