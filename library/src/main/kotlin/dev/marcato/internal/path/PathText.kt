// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.path.MarcPathException

/** The text of a path or condition, and how far it has been read. */
internal class PathText(val text: String) {
    var at = 0
    private var depth = 0

    init {
        if (text.length > MOST_CHARACTERS) {
            at = MOST_CHARACTERS
            fault("a path or condition has at most $MOST_CHARACTERS characters, not ${text.length}")
        }
    }

    val isAtEnd: Boolean get() = at == text.length

    /** Returns the next character, or the one [ahead] of it; U+0000 after the end. */
    fun peek(ahead: Int = 0): Char = if (at + ahead < text.length) text[at + ahead] else '\u0000'

    fun take(character: Char): Boolean {
        if (isAtEnd || text[at] != character) return false
        at++
        return true
    }

    fun takeAll(characters: String): Boolean {
        if (!text.startsWith(characters, at)) return false
        at += characters.length
        return true
    }

    /** Takes a word of the language, which ends before anything but a letter or a digit. */
    fun takeWord(word: String): Boolean = isWordNext(word) && takeAll(word)

    fun isWordNext(word: String): Boolean =
        text.startsWith(word, at) && !(at + word.length < text.length && text[at + word.length].isLetterOrDigit())

    fun skipBlanks() {
        while (at < text.length && text[at].isWhitespace()) at++
    }

    fun since(start: Int): String = text.substring(start, at)

    /** Does what has an end of its own, such as a closing bracket. */
    fun <T> nested(content: () -> T): T {
        if (++depth > MOST_LEVELS) fault("brackets and braces are nested too deep: $MOST_LEVELS levels are allowed")
        return content().also { depth-- }
    }

    fun fault(reason: String, position: Int = at): Nothing = throw MarcPathException.of(reason, text, position)

    private companion object {
        const val MOST_CHARACTERS = 10_000
        const val MOST_LEVELS = 32
    }
}
