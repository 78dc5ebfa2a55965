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
        skipBlanks()
    }

    val isAtEnd: Boolean get() = at >= end

    /** What is left, for messages. */
    val rest: String get() = text.substring(at, end)

    /** Whether the line ends with the brace that begins a block; takes it off if so. */
    fun takeBlock(): Boolean {
        val last = text.trimEnd().length - 1
        if (last < at || text[last] != '{') return false
        end = last
        while (end > at && text[end - 1] == ' ') end--
        return true
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
        val isWord = until > at && (until == end || text[until] == ' ' || text[until] == ',')
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

    /** Takes a text in quotation marks, which are doubled inside; [begin] is called with the place where it begins. */
    fun text(begin: (Int) -> Unit = {}): String {
        if (!isText) fail("a text in quotation marks is expected here")
        val start = at
        val until = endOfText(at) ?: fail("this text has no end: a quotation mark is missing", start)
        begin(start + 1)
        at = until
        skipBlanks()
        val mark = text[start]
        return text.substring(start + 1, until - 1).replace("$mark$mark", "$mark")
    }

    /** Takes a path; in a block for each field with [tag], one that begins with `$`, `/` or `^` means that field. */
    fun path(tag: String? = null): MarcPath {
        val start = at
        val word = token("a path")
        val prefix = if (tag != null && word[0] in SHORT) tag else ""
        return parsed(start - prefix.length) { MarcPath.of(prefix + word) }
    }

    /** The place and text of the next token, which isn't taken. */
    fun peekToken(): String? = if (isAtEnd) null else text.substring(at, endOfToken())

    /** Takes what follows up to a blank that isn't in quotation marks or braces. */
    fun token(what: String): String {
        if (isAtEnd) fail("$what is expected here")
        val until = endOfToken()
        return text.substring(at, until).also {
            at = until
            skipBlanks()
        }
    }

    /** Takes the rest of the line as a condition; in a block for each field with [tag], one on that field. */
    fun condition(tag: String?): FieldCondition {
        if (isAtEnd) fail("a condition is expected here")
        val start = at
        val words = rest
        at = end
        return if (tag == null) {
            FieldCondition(parsed(start) { MarcCondition.of(words) }, null)
        } else {
            FieldCondition(null, parsed(start - tag.length - 1) { MarcPath.of("$tag{$words}") })
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
                character == '"' || character == '\'' -> index = (endOfText(index) ?: end) - 1
                character == '{' -> depth++
                character == '}' -> depth--
                depth <= 0 && (character == ' ' || character == ',') -> return index
            }
            index++
        }
        return end
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

    private fun skipBlanks() {
        while (at < end && (text[at] == ' ' || text[at] == '\t')) at++
    }

    private companion object {
        const val SHORT = "$/^"
    }
}
