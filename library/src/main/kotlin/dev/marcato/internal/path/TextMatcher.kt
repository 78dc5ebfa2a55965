// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import com.google.re2j.Pattern
import com.google.re2j.PatternSyntaxException

/** Finds what a regular expression describes. */
internal interface TextMatcher {
    /** How long the pattern is with its counts written out. */
    val size: Int

    fun finds(text: String): Boolean

    /** Why there is no matcher for a pattern. */
    class Refusal(message: String) : Exception(message)

    companion object {
        /** @throws Refusal if it isn't a regular expression, or if the library for them isn't there */
        fun of(pattern: String, ignoresCase: Boolean): TextMatcher = try {
            LinearMatcher.of(pattern, ignoresCase)
        } catch (_: LinkageError) {
            throw Refusal("a regular expression needs the library RE2/J (com.google.re2j:re2j), which isn't there")
        }
    }
}

/**
 * By RE2/J, which takes linear time whatever the pattern and the text are: the platform's own expressions take
 * exponential time for some, and overflow the stack for others. The only class that knows that library, which a program
 * may lack.
 */
private class LinearMatcher(private val pattern: Pattern, override val size: Int) : TextMatcher {
    override fun finds(text: String): Boolean = pattern.matcher(text).find()

    companion object {
        fun of(pattern: String, ignoresCase: Boolean): TextMatcher = try {
            val size = ExpressionSize.of(pattern)
            LinearMatcher(Pattern.compile(pattern, if (ignoresCase) Pattern.CASE_INSENSITIVE else 0), size)
        } catch (e: PatternSyntaxException) {
            throw TextMatcher.Refusal(reason(e))
        }

        private fun reason(e: PatternSyntaxException): String = when {
            BACK_REFERENCE.matches(e.pattern) -> "expressions have no back-references: ${e.pattern}"
            LOOK_AROUND.matches(e.pattern) -> "expressions have no look-around: ${e.pattern}"
            else -> "that isn't a regular expression: ${e.description} (${e.pattern})"
        }

        private val BACK_REFERENCE = Regex("""\\[1-9k]""")
        private val LOOK_AROUND = Regex("""\(\?<?[=!].*""")
    }
}
