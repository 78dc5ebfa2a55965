// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import com.google.re2j.Pattern
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPathException

/** A regular expression of a schema. It is looked for in time that is proportional to the length of the value. */
internal abstract class ValuePattern private constructor(pattern: String) {
    /** What it asks for. */
    val inWords: String = IN_WORDS[pattern] ?: "what the expression $pattern describes"

    /** Whether it is found in the characters of [spot] from [from] to before [to]. */
    abstract fun matches(spot: Spot, from: Int, to: Int): Boolean

    /** Whether it is found in this [text]. */
    abstract fun matches(text: String): Boolean

    private class BySteps(pattern: String, private val steps: SimpleExpression) : ValuePattern(pattern) {
        override fun matches(spot: Spot, from: Int, to: Int) = steps.matches(from, to) { spot.charAt(it) }

        override fun matches(text: String) = steps.matches(0, text.length) { text[it] }
    }

    /** The only class that knows RE2/J, which a program may lack. */
    private class ByEngine(private val pattern: Pattern) : ValuePattern(pattern.pattern()) {
        override fun matches(spot: Spot, from: Int, to: Int) = matches(spot.text(from, to))

        override fun matches(text: String) = pattern.matcher(text).find()
    }

    companion object {
        /** What the expressions of MARC 21 ask for. */
        private val IN_WORDS = mapOf(
            "^[0-9]{5}$" to "five digits",
            "^([0-9]{3}|\\|{3})$" to "three digits, or |||",
            "^([0-9]{6}|\\|{6})$" to "six digits, or ||||||",
            "^([0-9-]{6}|\\|{6})$" to "six digits or hyphens, or ||||||",
            "^([0-9]{3}|[0-9]{1,2}-{1,2}|-{3}|\\|{3})$" to "three digits with hyphens for unknown ones, ---, or |||",
        )

        /**
         * Returns what looks for [pattern].
         *
         * @throws IllegalArgumentException if it isn't an expression that can be looked for in such a time, or if it
         * needs RE2/J, which isn't there
         */
        fun of(pattern: String): ValuePattern {
            SimpleExpression.of(pattern)?.let { return BySteps(pattern, it) }
            try {
                // Refuses what would take too much memory, or isn't an expression, as conditions do.
                val _ = MarcCondition.of("001 ~ \"${pattern.replace("\"", "\"\"")}\"")
            } catch (e: MarcPathException) {
                throw IllegalArgumentException("The pattern $pattern can't be used: ${e.reason}", e)
            }
            return ByEngine(Pattern.compile(pattern, Pattern.DOTALL))
        }
    }
}
