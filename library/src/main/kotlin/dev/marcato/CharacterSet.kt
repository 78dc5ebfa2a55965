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
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.Charset
import java.nio.charset.CodingErrorAction
import java.nio.charset.IllegalCharsetNameException
import java.nio.charset.UnsupportedCharsetException

/**
 * A character set in which the text of records may be: those of MARC and its relatives, and every one of the platform in
 * which ASCII is ASCII.
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
    /** What decodes it; null for UTF-8, which needs nothing. */
    @get:JvmSynthetic
    internal val codec: TextCodec? = when {
        repertoire != null -> Iso2022Codec(this, repertoire)
        charset == null || charset == Charsets.UTF_8 -> null
        else -> PlatformCodec(this, charset)
    }

    /** Whether it is a set that a UNIMARC record has declared in its field 100. */
    @get:JvmSynthetic
    internal val isUnimarc: Boolean get() = name.startsWith(UNIMARC)

    private val codes: RepertoireCodes? by lazy { repertoire?.let(::RepertoireCodes) }

    /** Decodes a value, such as that of one subfield; bytes that cannot be decoded become U+FFFD. */
    public fun decode(bytes: ByteArray): String =
        codec?.decode(bytes, 0, 0, bytes.size) ?: String(bytes, Charsets.UTF_8)

    /**
     * Encodes a value, such as that of one subfield. In MARC-8 and its relatives characters are taken apart into letter
     * and marks, the fewest escape sequences are written, and the value ends in the sets that it began with.
     *
     * @throws IllegalArgumentException if a character has no code, names it and its index; and if there is a MARC
     * delimiter (U+001D to U+001F) or an unpaired surrogate in a text for MARC-8 or a relative
     */
    @JvmOverloads
    public fun encode(text: String, unencodable: Unencodable = Unencodable.REFUSE): ByteArray {
        val codes = codes
        return if (codes != null) Iso2022Encoder(codes, unencodable).encode(text) else encodeByPlatform(text)
    }

    private fun encodeByPlatform(text: String): ByteArray {
        val platform = charset ?: Charsets.UTF_8
        require(platform.canEncode()) { "$name can be read, but not written" }
        val encoder = platform.newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
        val bytes: ByteBuffer
        try {
            bytes = encoder.encode(CharBuffer.wrap(text))
        } catch (e: CharacterCodingException) {
            throw IllegalArgumentException("\"$text\" cannot be written in $name: ${e.message}", e)
        }
        return ByteArray(bytes.remaining()).also { bytes.get(it) }
    }

    override fun equals(other: Any?): Boolean = other is CharacterSet && name == other.name

    override fun hashCode(): Int = name.hashCode()

    override fun toString(): String = name

    public companion object {
        /** UTF-8, the one of leader/09 `a`. */
        @JvmField
        public val UTF_8: CharacterSet = CharacterSet("UTF-8", null, Charsets.UTF_8)

        /** MARC-8, the one of a blank leader/09, with all its scripts. */
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

        // What is not a letter or digit in ASCII is left out of comparisons: `ISO-5426` is `iso5426`.
        private fun plain(name: String): String = name.filter { it.isLetterOrDigit() }.lowercase()

        /**
         * Returns the set with this name, in whatever case and with whatever signs between its words: one of the
         * constants here, or one that the platform knows.
         *
         * @throws IllegalArgumentException if there is none, or if ASCII is not ASCII in it
         */
        @JvmStatic
        public fun of(name: String): CharacterSet {
            val own = OWN.firstOrNull { plain(it.name) == plain(name) }
            if (own != null) return own
            val unknown =
                "There is no character set \"$name\"; there are ${OWN.joinToString()}, and those of the platform"
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
         * Returns the set of the platform.
         *
         * @throws IllegalArgumentException if ASCII is not ASCII in it, as in UTF-16, so that no ISO 2709 record could
         * be in it
         */
        @JvmStatic
        public fun of(charset: Charset): CharacterSet {
            if (charset == Charsets.UTF_8) return UTF_8
            // Escapes and shifts mean something of their own in some sets.
            val same = (0 until 0x80).all { it in 0x0E..0x0F || it == 0x1B || isSame(charset, it.toChar()) }
            require(same) { "ASCII is not ASCII in ${charset.name()}, so no record can be in it" }
            return CharacterSet(charset.name(), null, charset)
        }

        private fun isSame(charset: Charset, character: Char): Boolean =
            String(byteArrayOf(character.code.toByte()), charset) == character.toString()

        private val windows1252 by lazy { of("windows-1252") }

        /** The set of what is called Latin-1: all of its letters, and the quotation marks that real files have besides. */
        @JvmSynthetic
        internal fun latin(): CharacterSet = windows1252

        @JvmSynthetic
        internal fun ofUnimarc(repertoire: Repertoire, declaration: String): CharacterSet =
            CharacterSet("$UNIMARC${declaration.trimEnd()}", repertoire, null)
    }
}

/** What an encoder does with a character for which its set has no code. */
public enum class Unencodable {
    /** Writes it as `&#x4E2D;`, where the set knows that (MARC-8); else refuses it. */
    NUMERIC_REFERENCE,

    /** Refuses it: [IllegalArgumentException], which names the character and its index. */
    REFUSE,
}
