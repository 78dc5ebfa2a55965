// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

/**
 * A regular expression of literals, classes, groups, alternatives and counts, anchored or not, which needs no engine:
 * each of its at most 63 characters is a bit, and what may come after each, a set of bits (Glushkov).
 */
internal class SimpleExpression private constructor(
    private val whole: Part,
    private val followers: LongArray,
    private val byCharacter: LongArray,
    private val beyond: Long,
    private val isAtStart: Boolean,
    private val isAtEnd: Boolean,
) {
    /** Some of the expression: whether it may be empty, and which of its characters may be the first and the last. */
    private class Part(val isEmpty: Boolean, val first: Long, val last: Long)

    /** Whether it is found in the characters [at] from [from] to before [to]. */
    inline fun matches(from: Int, to: Int, at: (Int) -> Char): Boolean {
        if (mayBeNothing(to - from)) return true
        var reached = 0L
        for (index in from until to) {
            val character = at(index)
            // Two surrogates are one character.
            if (character.isLowSurrogate() && index > from && at(index - 1).isHighSurrogate()) continue
            reached = next(reached, index == from, character)
            if (isFound(reached, index == to - 1)) return true
            if (character.isHighSurrogate() && index == to - 2 && isFound(reached, isLast = true)) return true
        }
        return false
    }

    fun mayBeNothing(length: Int): Boolean = whole.isEmpty && (!isAtStart || !isAtEnd || length == 0)

    fun next(reached: Long, isFirst: Boolean, character: Char): Long {
        var candidates = if (isFirst || !isAtStart) whole.first else 0L
        var rest = reached
        while (rest != 0L) {
            candidates = candidates or followers[java.lang.Long.numberOfTrailingZeros(rest)]
            rest = rest and rest - 1
        }
        return candidates and if (character.code < ASCII) byCharacter[character.code] else beyond
    }

    fun isFound(reached: Long, isLast: Boolean): Boolean = reached and whole.last != 0L && (isLast || !isAtEnd)

    private class Parser(private val text: String) {
        private var at = 0
        private var count = 0
        val followers = LongArray(MOST)
        val byCharacter = LongArray(ASCII)
        var beyond = 0L

        fun whole(): Part? = try {
            alternatives().takeIf { at == text.length }
        } catch (_: Unsuited) {
            null
        }

        private fun alternatives(): Part {
            var part = sequence()
            while (peek() == '|') {
                at++
                val other = sequence()
                part = Part(part.isEmpty || other.isEmpty, part.first or other.first, part.last or other.last)
            }
            return part
        }

        private fun sequence(): Part {
            var part = NOTHING
            while (at < text.length && peek() != '|' && peek() != ')') part = joined(part, repeated())
            return part
        }

        private fun joined(left: Part, right: Part): Part {
            follow(left.last, right.first)
            return Part(
                left.isEmpty && right.isEmpty,
                if (left.isEmpty) left.first or right.first else left.first,
                if (right.isEmpty) left.last or right.last else right.last,
            )
        }

        private fun follow(last: Long, first: Long) {
            for (index in 0 until count) if (last ushr index and 1L != 0L) followers[index] = followers[index] or first
        }

        private fun repeated(): Part {
            val start = at
            var part = atom()
            when (peek()) {
                '?' -> part = Part(true, part.first, part.last)

                '*', '+' -> {
                    follow(part.last, part.first)
                    part = Part(part.isEmpty || peek() == '*', part.first, part.last)
                }

                '{' -> return counted(start, part)

                else -> return part
            }
            at++
            return if (peek() in "?*+{") unsuited() else part
        }

        /** The atom that begins at [start], whose [first] is already parsed, as often as the count says. */
        private fun counted(start: Int, first: Part): Part {
            val count = COUNT.matchAt(text, at) ?: unsuited()
            val end = count.range.last + 1
            val least = count.groupValues[1].toInt()
            val most = if (count.groupValues[2].isEmpty()) least else count.groupValues[2].drop(1).toIntOrNull()
            if (least > MOST || (most != null && (most < least || most == 0))) unsuited()
            var part = if (least == 0) Part(true, first.first, first.last) else first
            for (number in 2..maxOf(most ?: least, 1)) {
                at = start
                val next = atom()
                part = joined(part, if (number > least) Part(true, next.first, next.last) else next)
            }
            if (most == null) {
                at = start
                val next = atom()
                follow(next.last, next.first)
                part = joined(part, Part(true, next.first, next.last))
            }
            at = end
            return if (peek() in "?*+{") unsuited() else part
        }

        private fun atom(): Part {
            val character = peek()
            at++
            return when (character) {
                '(' -> group()
                '[' -> bit(characterClass())
                '.' -> bit({ true }, isBeyond = true)
                '\\' -> bit(escaped())
                '^', '$', '*', '+', '?', '{', '}', ']', '\u0000' -> unsuited()
                else -> if (character.code < ASCII) bit({ it == character }) else unsuited()
            }
        }

        private fun group(): Part {
            if (text.startsWith("?:", at)) at += 2
            if (peek() == '?') unsuited()
            val part = alternatives()
            if (peek() != ')') unsuited()
            at++
            return part
        }

        private fun bit(set: CharacterClass): Part = bit({ it in set.characters != set.isNegated }, set.isNegated)

        private inline fun bit(matches: (Char) -> Boolean, isBeyond: Boolean = false): Part {
            if (count == MOST) unsuited()
            val bit = 1L shl count++
            for (code in 0 until ASCII) if (matches(code.toChar())) byCharacter[code] = byCharacter[code] or bit
            if (isBeyond) beyond = beyond or bit
            return Part(false, bit, bit)
        }

        private fun escaped(): CharacterClass {
            val character = peek()
            at++
            return when (character) {
                'd' -> CharacterClass(DIGITS, false)
                'D' -> CharacterClass(DIGITS, true)
                else -> if (character in PUNCTUATION) CharacterClass(setOf(character), false) else unsuited()
            }
        }

        private fun characterClass(): CharacterClass {
            val isNegated = peek() == '^'
            if (isNegated) at++
            val characters = HashSet<Char>()
            while (peek() != ']') {
                val first = member()
                if (peek() == '-' && at + 1 < text.length && text[at + 1] != ']' && first.size == 1) {
                    at++
                    val last = member().singleOrNull() ?: unsuited()
                    characters += first.single()..last
                } else {
                    characters += first
                }
            }
            at++
            return if (characters.isEmpty() || characters.any { it.code >= ASCII }) {
                unsuited()
            } else {
                CharacterClass(characters, isNegated)
            }
        }

        private fun member(): Set<Char> {
            val character = peek()
            if (character == '\u0000' || character == '[') unsuited()
            at++
            return if (character ==
                '\\'
            ) {
                escaped().also { if (it.isNegated) unsuited() }.characters
            } else {
                setOf(character)
            }
        }

        private fun peek(): Char = text.getOrElse(at) { '\u0000' }

        private fun unsuited(): Nothing = throw Unsuited()
    }

    private class CharacterClass(val characters: Set<Char>, val isNegated: Boolean)

    private class Unsuited : RuntimeException(null, null, false, false)

    companion object {
        private const val MOST = 63
        private const val ASCII = 128
        private const val PUNCTUATION = "\\|()[]{}^$*+?.-/ ,:;#&'\"_=<>!~@%"
        private val DIGITS = ('0'..'9').toSet()
        private val NOTHING = Part(true, 0, 0)
        private val COUNT = Regex("""\{(\d{1,3})(,\d{0,3})?\}""")

        /** Returns the expression; null if it is one that needs an engine, or none at all. */
        fun of(pattern: String): SimpleExpression? {
            val isAtEnd = pattern.endsWith('$') && !pattern.endsWith("\\$")
            val body = pattern.removePrefix("^").let { if (isAtEnd) it.dropLast(1) else it }
            // An anchor belongs to the first or the last alternative only.
            if (body.length < pattern.length && hasAlternatives(body)) return null
            val parser = Parser(body)
            val whole = parser.whole() ?: return null
            return SimpleExpression(
                whole,
                parser.followers,
                parser.byCharacter,
                parser.beyond,
                pattern.startsWith('^'),
                isAtEnd,
            )
        }

        /** Whether there is a `|` outside of brackets. */
        private fun hasAlternatives(pattern: String): Boolean {
            var depth = 0
            var isInClass = false
            var index = 0
            while (index < pattern.length) {
                when (pattern[index]) {
                    '\\' -> index++
                    '[' -> isInClass = true
                    ']' -> isInClass = false
                    '(' -> if (!isInClass) depth++
                    ')' -> if (!isInClass) depth--
                    '|' -> if (!isInClass && depth == 0) return true
                }
                index++
            }
            return false
        }
    }
}
