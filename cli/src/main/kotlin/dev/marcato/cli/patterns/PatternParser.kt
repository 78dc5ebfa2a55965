// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.patterns

import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.oneLine
import java.util.regex.PatternSyntaxException

/**
 * Parses a list of selectors, such as `001, 245a, 6XX`, or a condition:
 *
 *     650                     there is such a field
 *     245a = Moby Dick        one of the values is this
 *     245a ~ [Ww]hale         one of the values contains a match of this regular expression
 *     != and !~               no value is this, or contains a match
 *     !020                    not; also !(...)
 *     ... and ..., ... or ... all, any; "and" binds closer, round brackets go first
 *
 * A value that contains ` and ` or ` or `, or begins with a quotation mark, needs quotation marks. Errors are shown
 * with a caret below them.
 */
internal class PatternParser private constructor(private val text: String, private val ignoreCase: Boolean) {
    private var at = 0
    private var depth = 0

    private fun wholeList(): List<Selector> {
        val list = ArrayList<Selector>()
        do {
            skipBlanks()
            list.add(selector())
            skipBlanks()
        } while (take(','))
        if (at < text.length) fault("a comma is expected between fields")
        return list
    }

    private fun wholeCondition(): Condition {
        val condition = anyOf()
        skipBlanks()
        if (at < text.length) fault("=, ~, and, or, or the end is expected here")
        return condition
    }

    private fun anyOf(): Condition = joined("or", ::allOf, ::AnyOf)

    private fun allOf(): Condition = joined("and", ::single, ::AllOf)

    private fun joined(word: String, part: () -> Condition, join: (List<Condition>) -> Condition): Condition {
        val parts = arrayListOf(part())
        while (takeWord(word)) parts.add(part())
        return parts.singleOrNull() ?: join(parts)
    }

    private fun single(): Condition {
        skipBlanks()
        if (take('!')) return Not(single())
        if (!take('(')) return comparison()
        if (++depth > DEEPEST) fault("brackets are nested too deep")
        val inner = anyOf()
        skipBlanks()
        if (!take(')')) fault("a closing bracket is missing here")
        depth--
        return inner
    }

    private fun comparison(): Condition {
        val selector = selector()
        skipBlanks()
        val isNegated = at + 1 < text.length && text[at] == '!' && text[at + 1] in "=~"
        if (isNegated) at++
        val condition = when {
            take('=') -> Equals(selector, value(), ignoreCase)
            take('~') -> Finds(selector, expression())
            else -> return Exists(selector)
        }
        return if (isNegated) Not(condition) else condition
    }

    private fun selector(): Selector {
        val start = at
        val tag = text.substring(at, minOf(at + TAG_LENGTH, text.length))
        val isTag = tag.length == TAG_LENGTH && tag.all { it in 'A'..'Z' || it in 'a'..'z' || it in '0'..'9' }
        if (!isTag) fault("a tag of three characters is expected here, such as 245 or 6XX")
        if (IN_LOWER_CASE.matches(tag)) fault("X stands for any character only in upper case: ${tag.uppercase()}")
        at += TAG_LENGTH
        val hasSubfields = !tag.startsWith("00") && tag != Selector.LEADER
        val next = text.getOrNull(at) ?: ' '
        if (!hasSubfields && (next in "$|" || isCode(next))) fault("$tag has no indicators and no subfields")
        val indicators = indicators()
        val codes = codes()
        val positions = positions()
        return Selector(text.substring(start, at), tag, indicators, codes, positions)
    }

    private fun codes(): String {
        val hasDollar = take('$')
        val start = at
        while (at < text.length && isCode(text[at])) at++
        if (hasDollar && start == at) fault("a subfield code is expected here")
        return text.substring(start, at)
    }

    private fun indicators(): String? {
        if (!take('|')) return null
        val found = text.substring(at, minOf(at + INDICATORS, text.length))
        if (found.length < INDICATORS || '|' in found) fault("two indicators are expected here: |10|, _ blank, * any")
        at += INDICATORS
        if (!take('|')) fault("indicators end with another |")
        return found.replace('_', ' ').replace('#', ' ')
    }

    private fun positions(): IntRange? {
        if (!take('/')) return null
        val first = number()
        val last = if (take('-')) number() else first
        if (last < first) fault("the last position comes before the first")
        return first..last
    }

    private fun number(): Int {
        val start = at
        while (at < text.length && text[at] in '0'..'9' && at - start < MOST_DIGITS) at++
        if (start == at) fault("a position is expected here, such as /06 or /35-37")
        return text.substring(start, at).toInt()
    }

    private fun expression(): Regex {
        skipBlanks()
        val start = at
        val pattern = value()
        try {
            return if (ignoreCase) Regex(pattern, CASELESS) else Regex(pattern)
        } catch (e: PatternSyntaxException) {
            at = minOf(start + maxOf(e.index, 0), text.length)
            fault("that isn't a regular expression: ${e.description.orEmpty().replaceFirstChar(Char::lowercase)}")
        }
    }

    private fun value(): String {
        skipBlanks()
        if (at == text.length) fault("a value is expected here")
        val quote = text[at]
        return if (quote == '"' || quote == '\'') quoted(quote) else plain()
    }

    private fun quoted(quote: Char): String {
        val start = at++
        val value = StringBuilder()
        while (true) {
            if (at == text.length) {
                at = start
                fault("this quotation mark has no other half")
            }
            val character = text[at++]
            if (character == quote) return value.toString()
            val isEscaped = character == '\\' && text.getOrNull(at) == quote
            value.append(if (isEscaped) text[at++] else character)
        }
    }

    private fun plain(): String {
        val start = at
        var open = 0
        while (at < text.length) {
            val character = text[at]
            if (character == '\\') at++
            if (character == '(') open++
            if (character == ')' && --open < 0 && depth > 0) break
            if (character == ' ' && (isWordAt("and") || isWordAt("or"))) break
            at++
        }
        at = minOf(at, text.length)
        val value = text.substring(start, at).trim()
        if (value.isEmpty()) fault("a value is expected here")
        return value
    }

    private fun isWordAt(word: String): Boolean = text.startsWith(" $word ", at)

    private fun takeWord(word: String): Boolean {
        skipBlanks()
        if (!text.startsWith(word, at) || text.getOrNull(at + word.length)?.isLetterOrDigit() == true) return false
        at += word.length
        return true
    }

    private fun take(character: Char): Boolean = (text.getOrNull(at) == character).also { if (it) at++ }

    private fun skipBlanks() {
        while (at < text.length && text[at].isWhitespace()) at++
    }

    private fun isCode(character: Char): Boolean = character in 'a'..'z' || character in '0'..'9'

    private fun fault(message: String): Nothing =
        throw Failure(ExitCode.USAGE, message, picture = "  ${oneLine(text)}\n  ${" ".repeat(at)}^\n")

    companion object {
        private const val TAG_LENGTH = 3
        private val IN_LOWER_CASE = Regex("[0-9][0-9xX]x")
        private const val INDICATORS = 2
        private const val MOST_DIGITS = 6
        private const val DEEPEST = 100
        private val CASELESS = setOf(RegexOption.IGNORE_CASE)

        fun selectors(text: String): List<Selector> = PatternParser(text, false).wholeList()

        fun selector(text: String): Selector {
            val parser = PatternParser(text.trim(), false)
            val selector = parser.selector()
            if (parser.at < parser.text.length) parser.fault("one field is expected, and nothing after it")
            return selector
        }

        fun condition(text: String, ignoreCase: Boolean = false): Condition =
            PatternParser(text, ignoreCase).wholeCondition()
    }
}
