// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditException
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException

/** One line of a text of edits, and where reading it has come to. */
internal class Scanner(val text: String, val source: String?, val number: Int) {
    var at: Int = 0
        private set
    private var end = text.length

    init {
        if (text.length > Limits.LINE) fail("a line has at most ${Limits.LINE} characters", Limits.LINE)
        skipBlanks()
    }

    val isAtEnd: Boolean get() = at >= end

    /** What is left, for messages. */
    val rest: String get() = text.substring(at, end)

    /** Whether what is left begins with [prefix]. */
    fun startsWith(prefix: String): Boolean = text.startsWith(prefix, at)

    /** Takes the brace that ends the line and begins a block. */
    fun expectBlock() {
        val last = text.indexOfLast { !isBlank(it) }
        if (last < at || text[last] != '{') fail("a block is expected at the end of this line: {", text.length)
        end = last
        while (end > at && isBlank(text[end - 1])) end--
    }

    /** Takes a word of letters if it is one of [words]; null if not. */
    fun takeWord(vararg words: String): String? {
        val word = peekWord() ?: return null
        if (word !in words) return null
        at += word.length
        skipBlanks()
        return word
    }

    /** The word of letters that follows; null if none does. */
    fun peekWord(): String? {
        var until = at
        while (until < end && text[until] in 'a'..'z') until++
        val isWord = until > at && (until == end || isBlank(text[until]) || text[until] == ',')
        return if (isWord) text.substring(at, until) else null
    }

    fun expect(word: String) {
        val _ = expectOneOf(word)
    }

    fun expectOneOf(vararg words: String): String =
        takeWord(*words) ?: fail(words.joinToString(" or ") { "\"$it\"" } + " is expected here")

    /** Takes a [character] if it follows. */
    fun take(character: Char): Boolean {
        if (isAtEnd || text[at] != character) return false
        at++
        skipBlanks()
        return true
    }

    val isText: Boolean get() = !isAtEnd && (text[at] == '"' || text[at] == '\'')

    /** Takes a text in quotation marks, which are doubled inside. */
    fun text(): String {
        if (!isText) fail("a text in quotation marks is expected here")
        val start = at
        val until = endOfText(at) ?: fail("this text has no end: a quotation mark is missing", start)
        at = until
        skipBlanks()
        val mark = text[start]
        return text.substring(start + 1, until - 1).replace("$mark$mark", "$mark")
    }

    /** The index in the line of a place in the text in quotation marks that begins at [start]. */
    fun placeInText(start: Int, index: Int): Int {
        var place = start + 1
        repeat(index) { place += if (text[place] == text[start]) 2 else 1 }
        return place
    }

    /** Takes what a statement is about, in a block for each field with a [scope]. */
    fun target(scope: Scope?): Target {
        val start = at
        if (takeWord("field") != null) {
            if (scope == null) fail(NO_FIELD, start)
            return Target(scope.path, isHere = true)
        }
        if (takeWord("subfield") == null) return path(scope)
        val shift = if (expectOneOf("before", "after") == "before") -1 else 1
        val place = at
        val path = path(scope)
        if (path.kind != PlaceKind.SUBFIELD) fail("a path of a subfield is expected here: 245\$c", place)
        return Target(path.path, path.isHere, shift)
    }

    /** Takes a path; in a block for each field, one that begins with `$`, `/` or `^` means that field. */
    fun path(scope: Scope?): Target {
        val start = at
        return Scope.target(scope, token("a path")) { reason, index -> fail(reason, start + index) }
    }

    /** The next token, which isn't taken. */
    fun peekToken(): String? = if (isAtEnd) null else text.substring(at, endOfToken())

    /** Takes what follows up to a blank or a comma that isn't in quotation marks or braces. */
    fun token(what: String): String {
        if (isAtEnd) fail("$what is expected here")
        val until = endOfToken()
        if (until == at) fail("$what is expected here")
        return text.substring(at, until).also {
            at = until
            skipBlanks()
        }
    }

    /** Takes names of columns up to `at` and a text, with commas between them, or in quotation marks. */
    fun columns(): List<String> {
        val names = ArrayList<String>()
        do {
            val start = at
            val name = if (isText) text() else bareColumn()
            if (name.isEmpty()) fail("the name of a column is expected here", start)
            names += name
        } while (take(','))
        return names
    }

    private fun bareColumn(): String {
        val start = at
        while (at < end && text[at] != ',' && !AT_TEXT.matchesAt(text, at)) at++
        return text.substring(start, at).trim().also { skipBlanks() }
    }

    /** Takes the rest of the line as a condition; in a block for each field, one on that field. */
    fun condition(scope: Scope?): FieldCondition {
        if (isAtEnd) fail("a condition is expected here")
        val start = at
        val words = rest
        at = end
        return if (scope == null) {
            FieldCondition(parsed(start) { MarcCondition.of(words) }, null)
        } else {
            val path = parsed(start - "${scope.path}".length - 1) { MarcPath.of("${scope.path}{$words}") }
            FieldCondition(null, Target(path, isHere = true))
        }
    }

    fun expectEnd() {
        if (!isAtEnd) fail("nothing is expected here")
    }

    fun fail(reason: String, place: Int = at): Nothing =
        throw EditException.of(reason, source, number, minOf(place, text.length) + 1, text)

    private inline fun <T> parsed(start: Int, parse: () -> T): T = try {
        parse()
    } catch (e: MarcPathException) {
        fail(e.reason, maxOf(0, start + e.position))
    }

    private fun endOfToken(): Int {
        var index = at
        var depth = 0
        while (index < end) {
            val character = text[index]
            when {
                character == '$' -> index++
                character == '"' || character == '\'' -> index = (endOfText(index) ?: end) - 1
                character == '{' -> depth++
                character == '}' -> depth--
                depth <= 0 && (isBlank(character) || character == ',') -> return index
            }
            index++
        }
        return minOf(index, end)
    }

    private fun endOfText(start: Int): Int? {
        val mark = text[start]
        var index = start + 1
        while (index < end) {
            if (text[index] == mark) {
                if (index + 1 >= end || text[index + 1] != mark) return index + 1
                index++
            }
            index++
        }
        return null
    }

    private fun isBlank(character: Char) = character == ' ' || character == '\t'

    private fun skipBlanks() {
        while (at < end && isBlank(text[at])) at++
    }

    private companion object {
        val AT_TEXT = Regex("at\\s+[\"'].*")
        const val NO_FIELD = "no field is at hand here: this is for blocks that begin with each"
    }
}

/**
 * A block for each field.
 *
 * @property path the path of the fields, without indexes and conditions: `650`
 * @property depth how many such blocks it is in, itself included
 */
internal class Scope(val path: MarcPath, val depth: Int) {
    companion object {
        private const val SHORT = "$/^"

        /** Parses a path, of which one that begins with `$`, `/` or `^` means the field of [scope]. */
        fun target(scope: Scope?, word: String, fail: (String, Int) -> Nothing): Target {
            val isHere = scope != null && word.isNotEmpty() && word[0] in SHORT
            val prefix = if (isHere) "${scope.path}" else ""
            return try {
                Target(MarcPath.of(prefix + word), isHere)
            } catch (e: MarcPathException) {
                fail(e.reason, maxOf(0, e.position - prefix.length))
            }
        }
    }
}
