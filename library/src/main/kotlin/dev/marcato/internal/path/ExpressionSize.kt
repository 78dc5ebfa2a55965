// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

/**
 * Measures a regular expression before it is compiled, which writes out its counts and goes into each of its groups:
 * `((a{1000}){1000}){1000}` would take all memory, and ten thousand brackets the whole stack.
 */
internal class ExpressionSize private constructor(private val pattern: String) {
    private var at = 0

    // The sizes of the groups around; what comes last may be repeated.
    private val groups = ArrayDeque<Long>()
    private var size = 0L
    private var last = 0L
    private var deepest = 0

    private fun measure() {
        while (at < pattern.length) {
            when (pattern[at]) {
                '(' -> open()
                ')' -> close()
                '{' -> repeat()
                '[' -> item(afterClass())
                '\\' -> item(afterEscape())
                else -> item(at + 1)
            }
        }
        while (groups.isNotEmpty()) close()
    }

    private fun item(end: Int) {
        at = end
        last = 1
        size++
    }

    private fun open() {
        at++
        groups.addLast(size)
        size = 0
        last = 0
        deepest = maxOf(deepest, groups.size)
    }

    private fun close() {
        at++
        last = size + 1
        size = last + (groups.removeLastOrNull() ?: 0)
    }

    private fun repeat() {
        val count = COUNT.matchAt(pattern, at) ?: return item(at + 1)
        at = count.range.last + 1
        val times = count.groupValues.drop(1).maxOf { it.toLongOrNull() ?: 1 }.coerceIn(1, MOST_TIMES)
        size = minOf(size + last * (times - 1), TOO_LARGE)
        last = minOf(last * times, TOO_LARGE)
    }

    private fun afterClass(): Int {
        var end = at + 1
        if (pattern.getOrNull(end) == '^') end++
        if (pattern.getOrNull(end) == ']') end++
        while (end < pattern.length && pattern[end] != ']') end += if (pattern[end] == '\\') 2 else 1
        return end + 1
    }

    // The braces of \x{1F600} and \p{Greek} aren't counts.
    private fun afterEscape(): Int {
        val hasBraces = pattern.getOrNull(at + 1) in NAMED && pattern.getOrNull(at + 2) == '{'
        val end = if (hasBraces) pattern.indexOf('}', at) else -1
        return if (end < 0) at + 2 else end + 1
    }

    companion object {
        private const val MOST_ITEMS = 10_000
        private const val MOST_GROUPS = 200
        private const val MOST_TIMES = 1_000_000L
        private const val TOO_LARGE = 1_000_000_000L
        private val NAMED = setOf('x', 'p', 'P')
        private val COUNT = Regex("""\{(\d{1,9})(?:,(\d{0,9}))?\}""")

        /**
         * Returns how long [pattern] is with its counts written out.
         *
         * @throws TextMatcher.Refusal if that is too long, or if it is too deep
         */
        fun of(pattern: String): Int {
            val measured = ExpressionSize(pattern).apply { measure() }
            if (measured.deepest > MOST_GROUPS) {
                throw TextMatcher.Refusal("this expression has more than $MOST_GROUPS brackets in brackets")
            }
            if (measured.size > MOST_ITEMS) {
                throw TextMatcher.Refusal("with its counts written out, this expression is longer than $MOST_ITEMS")
            }
            return measured.size.toInt()
        }
    }
}
