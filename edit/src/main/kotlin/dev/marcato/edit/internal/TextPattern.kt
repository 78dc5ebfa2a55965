// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import com.google.re2j.Pattern
import com.google.re2j.PatternSyntaxException

/** What is looked for in a text: another text, or what a regular expression describes. */
internal interface TextPattern {
    /** The parts between the places where it is found. */
    fun split(text: String): List<String>

    /** The text with something else in the places where it is found, or in the first; the same text if there are none. */
    fun replace(text: String, replacement: String, isFirstOnly: Boolean): String

    /** Why there is no pattern. */
    class Refusal(message: String) : Exception(message)

    companion object {
        fun literal(text: String): TextPattern = LiteralPattern(text)

        /** @throws Refusal if it isn't a regular expression */
        fun expression(pattern: String, ignoresCase: Boolean): TextPattern = try {
            ExpressionPattern(Pattern.compile(pattern, if (ignoresCase) Pattern.CASE_INSENSITIVE else 0))
        } catch (e: PatternSyntaxException) {
            throw Refusal("that isn't a regular expression: ${e.description} (${e.pattern})")
        } catch (_: LinkageError) {
            throw Refusal("a regular expression needs the library RE2/J (com.google.re2j:re2j), which isn't there")
        }
    }
}

private class LiteralPattern(private val wanted: String) : TextPattern {
    override fun split(text: String): List<String> = text.split(wanted)

    override fun replace(text: String, replacement: String, isFirstOnly: Boolean): String =
        if (isFirstOnly) text.replaceFirst(wanted, replacement) else text.replace(wanted, replacement)
}

/** By RE2/J, which takes linear time whatever the pattern and the text are. In the replacement, `$1` is a group. */
private class ExpressionPattern(private val pattern: Pattern) : TextPattern {
    override fun split(text: String): List<String> = pattern.split(text).toList()

    override fun replace(text: String, replacement: String, isFirstOnly: Boolean): String {
        val matcher = pattern.matcher(text)
        return if (isFirstOnly) matcher.replaceFirst(replacement) else matcher.replaceAll(replacement)
    }
}
