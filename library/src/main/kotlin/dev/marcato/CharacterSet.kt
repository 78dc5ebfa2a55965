// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.text.Iso2022Codec
import dev.marcato.internal.text.Iso2022Encoder
import dev.marcato.internal.text.IsoSets
import dev.marcato.internal.text.Marc8
import dev.marcato.internal.text.PlatformCodec
import dev.marcato.internal.text.Repertoire
import dev.marcato.internal.text.RepertoireCodes
import dev.marcato.internal.text.TextCodec
import dev.marcato.internal.text.UnimarcSets
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.Charset
import java.nio.charset.CodingErrorAction
import java.nio.charset.IllegalCharsetNameException
import java.nio.charset.UnsupportedCharsetException

/**
 * A character set for the text of records: MARC-8 and its relatives, UTF-8, or any character set of the platform that
 * includes ASCII.
 *
 * Immutable and safe to share between threads. Two are equal if their names are.
 */
public class CharacterSet private constructor(
    /** The name, such as `MARC-8` or `windows-1252`. */
    @get:JvmName("name")
    public val name: String,
    private val repertoire: Repertoire?,
    private val charset: Charset?,
) {
    /** The decoder; null for UTF-8, which needs none. */
    @get:JvmSynthetic
    internal val codec: TextCodec? = when {
        repertoire != null -> Iso2022Codec(this, repertoire)
        charset == null || charset == Charsets.UTF_8 -> null
        else -> PlatformCodec(this, charset)
    }

    /** Whether a UNIMARC record has declared this set in its field 100. */
    @get:JvmSynthetic
    internal val isUnimarc: Boolean get() = name.startsWith(UNIMARC)

    private val codes: RepertoireCodes? by lazy { repertoire?.let(::RepertoireCodes) }

    /** Decodes a value, such as that of one subfield. Bytes that can't be decoded become U+FFFD. */
    public fun decode(bytes: ByteArray): String =
        codec?.decode(bytes, 0, 0, bytes.size) ?: String(bytes, Charsets.UTF_8)

    /**
     * Encodes a value, such as that of one subfield. In MARC-8 and its relatives, characters are decomposed into
     * letters and marks, as few escape sequences as possible are written, and the value ends in the sets that it began
     * with.
     *
     * @throws IllegalArgumentException if a character has no code (the message has the character and its index), or if
     * a text for MARC-8 or a relative contains a MARC delimiter (U+001D to U+001F) or an unpaired surrogate
     */
    @JvmOverloads
    public fun encode(text: String, unencodable: Unencodable = Unencodable.REFUSE): ByteArray {
        val codes = codes
        return if (codes != null) Iso2022Encoder(codes, unencodable).encode(text) else encodeByPlatform(text)
    }

    private fun encodeByPlatform(text: String): ByteArray {
        val platform = charset ?: Charsets.UTF_8
        require(platform.canEncode()) { "$name can be read but not written" }
        val encoder = platform.newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
        val bytes: ByteBuffer
        try {
            bytes = encoder.encode(CharBuffer.wrap(text))
        } catch (e: CharacterCodingException) {
            throw IllegalArgumentException("\"$text\" can't be written in $name: ${e.message}", e)
        }
        return ByteArray(bytes.remaining()).also { bytes.get(it) }
    }

    override fun equals(other: Any?): Boolean = other is CharacterSet && name == other.name

    override fun hashCode(): Int = name.hashCode()

    override fun toString(): String = name

    public companion object {
        /** UTF-8, which leader/09 `a` stands for. */
        @JvmField
        public val UTF_8: CharacterSet = CharacterSet("UTF-8", null, Charsets.UTF_8)

        /** MARC-8, which a blank leader/09 stands for, with all its scripts. */
        @JvmField
        public val MARC_8: CharacterSet = CharacterSet("MARC-8", Marc8.REPERTOIRE, null)

        /** ASCII and ISO 5426, usual in UNIMARC and MAB2. */
        @JvmField
        public val ISO_5426: CharacterSet = CharacterSet("ISO 5426", IsoSets.ISO_5426, null)

        /** ASCII and ISO 6937. */
        @JvmField
        public val ISO_6937: CharacterSet = CharacterSet("ISO 6937", IsoSets.ISO_6937, null)

        private const val UNIMARC = "UNIMARC "

        private val OWN = listOf(UTF_8, MARC_8, ISO_5426, ISO_6937)

        // Names are compared without punctuation and case: `ISO-5426` is `iso5426`.
        private fun plain(name: String): String = name.filter { it.isLetterOrDigit() }.lowercase()

        /**
         * Returns the set with this name: one of the constants here, one that a UNIMARC record has declared (`UNIMARC
         * 0103`), or one that the platform knows. Case and punctuation don't matter.
         *
         * @throws IllegalArgumentException if there is no such set, or it doesn't include ASCII
         */
        @JvmStatic
        public fun of(name: String): CharacterSet {
            val own = OWN.firstOrNull { plain(it.name) == plain(name) }
            if (own != null) return own
            if (name.startsWith(UNIMARC)) {
                val declaration = name.removePrefix(UNIMARC)
                UnimarcSets.of(declaration).repertoire?.let { return ofUnimarc(it, declaration) }
            }
            val unknown =
                "Unknown character set \"$name\"; use ${OWN.joinToString()}, or one that the platform knows"
            val charset = try {
                Charset.forName(name)
            } catch (e: IllegalCharsetNameException) {
                throw IllegalArgumentException(unknown, e)
            } catch (e: UnsupportedCharsetException) {
                throw IllegalArgumentException(unknown, e)
            }
            return of(charset)
        }

        /**
         * Returns the set for a charset of the platform.
         *
         * @throws IllegalArgumentException if it doesn't include ASCII, such as UTF-16: no ISO 2709 record can be in it
         */
        @JvmStatic
        public fun of(charset: Charset): CharacterSet {
            if (charset == Charsets.UTF_8) return UTF_8
            // Some sets give escapes and shifts a meaning of their own.
            val same = (0 until 0x80).all { it in 0x0E..0x0F || it == 0x1B || isSame(charset, it.toChar()) }
            require(same) { "${charset.name()} doesn't include ASCII, so records can't be in it" }
            return CharacterSet(charset.name(), null, charset)
        }

        private fun isSame(charset: Charset, character: Char): Boolean =
            String(byteArrayOf(character.code.toByte()), charset) == character.toString()

        private val windows1252 by lazy { of("windows-1252") }

        /** The set for Latin-1: it has all Latin-1 letters, and the quotation marks that real files also contain. */
        @JvmSynthetic
        internal fun latin(): CharacterSet = windows1252

        @JvmSynthetic
        internal fun ofUnimarc(repertoire: Repertoire, declaration: String): CharacterSet =
            CharacterSet("$UNIMARC${declaration.trimEnd()}", repertoire, null)
    }
}

/** How an encoder treats a character that its set has no code for. */
public enum class Unencodable {
    /** Writes it as `&#x4E2D;` if the set has such references (MARC-8); otherwise refuses it. */
    NUMERIC_REFERENCE,

    /** Refuses it with an [IllegalArgumentException] that has the character and its index. */
    REFUSE,
}
