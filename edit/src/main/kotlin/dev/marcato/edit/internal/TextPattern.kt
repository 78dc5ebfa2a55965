// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import com.google.re2j.Matcher
import com.google.re2j.Pattern

/** What the groups of a regular expression found. */
internal fun interface Groups {
    /** What the group with this number found; null if nothing. */
    fun group(number: Int): String?
}

/** What is looked for in a text: another text, or what a regular expression describes. */
internal interface TextPattern {
    /** How many groups there are. */
    val groupCount: Int

    /**
     * Calls [action] with the beginning and the end of each place where it is found in [text], and what groups found
     * there, until that returns false.
     */
    fun find(text: String, action: (Int, Int, Groups) -> Boolean)

    /** The parts between the places where it is found. */
    fun split(text: String): List<String> {
        val parts = ArrayList<String>()
        var from = 0
        find(text) { start, end, _ ->
            if (end > start) {
                parts += text.substring(from, start)
                from = end
            }
            true
        }
        return parts + text.substring(from)
    }

    /**
     * The text with something else in the places where it is found, or in the first; the same text if there are none.
     * Null if there is nothing to replace it with.
     */
    fun replace(text: String, with: Template, isFirstOnly: Boolean, at: Editing): String? {
        var result: GrowingText? = null
        var from = 0
        var isMissing = false
        find(text) { start, end, groups ->
            at.groups = groups
            val new = with.textOf(at)
            isMissing = new == null
            if (new != null) {
                result = (result ?: GrowingText()).append(text, from, start).append(new)
                from = end
            }
            !isFirstOnly && !isMissing
        }
        return if (isMissing) null else result?.append(text, from)?.toString() ?: text
    }

    companion object {
        fun literal(text: String, ignoresCase: Boolean): TextPattern = LiteralPattern(text, ignoresCase)

        /**
         * For an expression that a path takes, too: that was asked before. As there, one without special characters
         * finds itself and needs no library.
         */
        fun expression(pattern: String, ignoresCase: Boolean): TextPattern {
            val isPlain = !ignoresCase && pattern.isNotEmpty() && pattern.none { it in SPECIAL }
            return if (isPlain) LiteralPattern(pattern, false) else ExpressionPattern.of(pattern, ignoresCase)
        }

        private const val SPECIAL = "\\^$.|?*+()[]{}"
    }
}

private class LiteralPattern(private val wanted: String, private val ignoresCase: Boolean) : TextPattern {
    override val groupCount: Int get() = 0

    override fun find(text: String, action: (Int, Int, Groups) -> Boolean) {
        var at = text.indexOf(wanted, 0, ignoresCase)
        while (at >= 0) {
            val end = at + wanted.length
            val found = at
            if (!action(at, end) { if (it == 0) text.substring(found, end) else null }) return
            at = text.indexOf(wanted, end, ignoresCase)
        }
    }
}

/**
 * By RE2/J, which takes linear time whatever the pattern and the text are. The only class that knows that library, which
 * a program may lack.
 */
private class ExpressionPattern(private val pattern: Pattern) : TextPattern {
    override val groupCount: Int get() = pattern.groupCount()

    override fun find(text: String, action: (Int, Int, Groups) -> Boolean) {
        val matcher: Matcher = pattern.matcher(text)
        val groups = Groups { matcher.group(it) }
        while (matcher.find()) if (!action(matcher.start(), matcher.end(), groups)) return
    }

    companion object {
        fun of(pattern: String, ignoresCase: Boolean): ExpressionPattern =
            ExpressionPattern(Pattern.compile(pattern, if (ignoresCase) Pattern.CASE_INSENSITIVE else 0))
    }
}
