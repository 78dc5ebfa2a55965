// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.Fault
import java.nio.charset.Charset
import java.nio.charset.IllegalCharsetNameException
import java.nio.charset.UnsupportedCharsetException

/** Where a declaration was read, which decides what it may say about the encoding. */
internal enum class Declared {
    /** In the bytes of the document, which begin like ASCII. */
    IN_BYTES,

    /** In UTF-16, converted to UTF-8 here. */
    IN_UTF_16,

    /** In text that was decoded before: it may say anything. */
    IN_TEXT,
}

/** The XML declaration of a document (`<?xml … ?>`). */
internal class XmlDeclaration private constructor(
    val charset: Charset,
    val fault: Fault?,
) {
    companion object {
        private val SHAPE = Regex(
            "<\\?xml\\s+version\\s*=\\s*(\"1\\.[0-9]+\"|'1\\.[0-9]+')" +
                "(\\s+encoding\\s*=\\s*(\"[A-Za-z][A-Za-z0-9._-]*\"|'[A-Za-z][A-Za-z0-9._-]*'))?" +
                "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*\\?>",
        )
        private const val ENCODING = 3
        private const val OF_ASCII = "UTF-8, or another encoding that includes ASCII"
        private const val ASCII = "<?xml version=\"1.0\"?>"

        /**
         * Reads a declaration whose bytes begin like ASCII.
         *
         * @param hasMark whether a byte order mark before it shows that the document is UTF-8
         */
        fun of(text: String, hasMark: Boolean): XmlDeclaration {
            val name = encodingOf(text) ?: return XmlDeclaration(Charsets.UTF_8, illFormed(text))
            if (name.isEmpty()) return XmlDeclaration(Charsets.UTF_8, null)
            val charset = charsetOrNull(name)
            return when {
                charset == null -> {
                    val found = shown(name)
                    XmlDeclaration(
                        Charsets.UTF_8,
                        Fault(ProblemCode.CHARACTER_SET_UNSUPPORTED, 0, found, "a known encoding"),
                    )
                }

                // If this were true, the declaration could not have been read.
                !keepsAscii(charset) -> contradicted(name, "declared in ASCII", OF_ASCII)

                hasMark && charset != Charsets.UTF_8 -> contradicted(
                    name,
                    "after the byte order mark of UTF-8",
                    "UTF-8",
                )

                else -> XmlDeclaration(charset, null)
            }
        }

        /** Reads the declaration of a text whose encoding doesn't matter any more. */
        fun ofText(text: String): XmlDeclaration =
            XmlDeclaration(Charsets.UTF_8, if (encodingOf(text) == null) illFormed(text) else null)

        /** Reads a declaration that was converted from UTF-16 to UTF-8. */
        fun ofUtf16(text: String): XmlDeclaration {
            val name = encodingOf(text) ?: return XmlDeclaration(Charsets.UTF_8, illFormed(text))
            val charset = if (name.isEmpty()) null else charsetOrNull(name)
            // UTF-16 has more names than platforms know.
            if (charset == null || !keepsAscii(charset)) return XmlDeclaration(Charsets.UTF_8, null)
            return contradicted(name, "declared in UTF-16", "UTF-16")
        }

        /** Returns the name of the encoding, or an empty text; null if it isn't a declaration. */
        private fun encodingOf(text: String): String? =
            SHAPE.matchEntire(text)?.run { groupValues[ENCODING].trim('"', '\'') }

        private fun illFormed(text: String): Fault =
            Fault(ProblemCode.SYNTAX_WRONG, 0, shown(text), "a declaration such as $ASCII")

        private fun contradicted(name: String, where: String, expected: String): XmlDeclaration {
            val found = "an encoding ${shown(name)}, $where"
            return XmlDeclaration(
                Charsets.UTF_8,
                Fault(ProblemCode.CHARACTER_SET_CONTRADICTED, 0, found, expected),
            )
        }

        private fun charsetOrNull(name: String): Charset? = try {
            Charset.forName(name)
        } catch (e: IllegalCharsetNameException) {
            null
        } catch (e: UnsupportedCharsetException) {
            null
        }

        private fun keepsAscii(charset: Charset): Boolean =
            charset.canEncode() && ASCII.toByteArray(charset).contentEquals(ASCII.toByteArray(Charsets.US_ASCII))
    }
}
