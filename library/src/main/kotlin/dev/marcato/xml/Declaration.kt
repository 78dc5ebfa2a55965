// SPDX-License-Identifier: Apache-2.0
package dev.marcato.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.stretches.shown
import java.nio.charset.Charset
import java.nio.charset.IllegalCharsetNameException
import java.nio.charset.UnsupportedCharsetException

/** What the declaration of XML (`<?xml … ?>`) says of the document. */
internal class Declaration private constructor(
    /** The encoding of the bytes. */
    val charset: Charset,
    /** What is wrong with the declaration. */
    val fault: Fault?,
) {
    /** Whether it is a declaration, whatever it says. */
    val isWellFormed: Boolean get() = fault?.code != ProblemCode.SYNTAX_WRONG

    companion object {
        private val SHAPE = Regex(
            "<\\?xml\\s+version\\s*=\\s*(\"1\\.[0-9]+\"|'1\\.[0-9]+')" +
                "(\\s+encoding\\s*=\\s*(\"[A-Za-z][A-Za-z0-9._-]*\"|'[A-Za-z][A-Za-z0-9._-]*'))?" +
                "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*\\?>",
        )
        private const val ENCODING = 3
        private const val ASCII = "<?xml version=\"1.0\"?>"

        /** Reads a declaration, the bytes of which those of ASCII begin with. */
        fun of(text: String): Declaration {
            val match = SHAPE.matchEntire(text)
            if (match == null) {
                val fault = Fault(ProblemCode.SYNTAX_WRONG, 0, shown(text), "a declaration such as $ASCII")
                return Declaration(Charsets.UTF_8, fault)
            }
            val name = match.groupValues[ENCODING].trim('"', '\'')
            if (name.isEmpty()) return Declaration(Charsets.UTF_8, null)
            val charset = charsetOrNull(name)
            if (charset == null) {
                val fault = Fault(ProblemCode.CHARACTER_SET_UNSUPPORTED, 0, shown(name), "an encoding that is known")
                return Declaration(Charsets.UTF_8, fault)
            }
            if (keepsAscii(charset)) return Declaration(charset, null)
            // Whoever could read this could not have done so if it were true.
            val found = "an encoding ${shown(name)}, said in the bytes of ASCII"
            val fault =
                Fault(ProblemCode.CHARACTER_SET_CONTRADICTED, 0, found, "UTF-8, or another that has ASCII in it")
            return Declaration(Charsets.UTF_8, fault)
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
