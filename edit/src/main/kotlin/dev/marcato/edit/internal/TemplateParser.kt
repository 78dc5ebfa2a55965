// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException

/**
 * Parses what stands in quotation marks: text, and in braces what is put in its place. A brace that is text is doubled.
 *
 * @property tag the tag of the field that the paths of a block for each field are about; null outside of one
 * @property fail reports what is wrong at an index of [text]
 */
internal class TemplateParser(
    private val text: String,
    private val tag: String?,
    private val parameters: Map<String, String>,
    private val fail: (String, Int) -> Nothing,
) {
    private var at = 0

    fun parse(): Template {
        val parts = ArrayList<Value>()
        val constant = StringBuilder()
        while (at < text.length) {
            val character = text[at]
            val isDoubled = at + 1 < text.length && text[at + 1] == character
            when {
                (character == '{' || character == '}') && isDoubled -> {
                    constant.append(character)
                    at += 2
                }

                character == '{' -> {
                    if (constant.isNotEmpty()) parts += Value.Constant("$constant")
                    constant.clear()
                    parts += inBraces()
                }

                character == '}' -> fail("a closing brace without an opening one: write }} for a brace", at)

                else -> {
                    constant.append(character)
                    at++
                }
            }
        }
        if (constant.isNotEmpty() || parts.isEmpty()) parts += Value.Constant("$constant")
        return Template(parts)
    }

    private fun inBraces(): Value {
        val start = at++
        val value = either()
        if (at >= text.length || text[at] != '}') fail("this brace isn't closed", if (at >= text.length) start else at)
        at++
        return value
    }

    private fun either(): Value {
        var value = one()
        while (takeWord("else")) value = Value.OrElse(value, one())
        return value
    }

    private fun one(): Value {
        skipBlanks()
        if (at >= text.length) fail("a value is expected here", at)
        if (text[at] == '\'') return Value.Constant(quoted())
        if (text[at] == '=') return parameter()
        val word = text.substring(at).takeWhile { it in 'a'..'z' || it in '0'..'9' }
        if (word.isNotEmpty() && text.startsWith("(", at + word.length)) return called(word)
        return path()
    }

    private fun called(word: String): Value {
        val function = TextFunction.named(word)
            ?: fail("there is no function \"$word\": there are ${TextFunction.entries.joinToString { it.word }}", at)
        at += word.length + 1
        val argument = either()
        if (at >= text.length || text[at] != ')') fail("a closing bracket is expected here", at)
        at++
        skipBlanks()
        return Value.Called(function, argument)
    }

    private fun parameter(): Value {
        val start = at + 1
        var until = start
        while (until < text.length && (text[until].isLetterOrDigit() || text[until] in "_-")) until++
        val name = text.substring(start, until)
        at = until
        skipBlanks()
        val value = parameters[name] ?: fail("there is no parameter \"$name\"", start)
        return Value.Constant(value)
    }

    private fun quoted(): String {
        val start = at
        val mark = text[at++]
        val quoted = StringBuilder()
        while (at < text.length) {
            if (text[at] == mark) {
                if (at + 1 >= text.length || text[at + 1] != mark) {
                    at++
                    skipBlanks()
                    return "$quoted"
                }
                at++
            }
            quoted.append(text[at++])
        }
        fail("this text has no end: a quotation mark is missing", start)
    }

    private fun path(): Value {
        val start = at
        val word = text.substring(start, endOfPath()).trimEnd()
        at = start + word.length
        skipBlanks()
        val prefix = if (tag != null && word.isNotEmpty() && word[0] in "$/^") tag else ""
        return try {
            Value.Selected(MarcPath.of(prefix + word))
        } catch (e: MarcPathException) {
            fail(e.reason, maxOf(0, start - prefix.length + e.position))
        }
    }

    /** A path ends at a closing brace or bracket that it doesn't open itself, and before `else`. */
    private fun endOfPath(): Int {
        var index = at
        var depth = 0
        var mark = ' '
        while (index < text.length) {
            val character = text[index]
            when {
                mark != ' ' -> if (character == mark) mark = ' '
                character == '\'' || character == '"' -> mark = character
                character == '{' || character == '(' -> depth++
                character == '}' || character == ')' -> if (depth-- == 0) return index
                depth == 0 && text.startsWith(" else ", index) -> return index
            }
            index++
        }
        return index
    }

    private fun takeWord(word: String): Boolean {
        skipBlanks()
        if (!text.startsWith("$word ", at)) return false
        at += word.length
        skipBlanks()
        return true
    }

    private fun skipBlanks() {
        while (at < text.length && text[at] == ' ') at++
    }
}
