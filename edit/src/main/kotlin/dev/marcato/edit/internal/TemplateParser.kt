// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

/**
 * Parses what stands in quotation marks: text, and in braces what is put in its place. A brace that is text is doubled.
 *
 * @property groups how many groups of a regular expression `$1` and so on may name; -1 if a dollar sign is text
 * @property fail reports what is wrong at an index of [text]
 */
internal class TemplateParser(
    private val text: String,
    private val scope: Scope?,
    private val context: Context,
    private val groups: Int,
    private val fail: (String, Int) -> Nothing,
) {
    private var at = 0
    private var calls = 0

    fun parse(): Template {
        val parts = ArrayList<Value>()
        val constant = StringBuilder()

        fun endConstant() {
            if (constant.isNotEmpty()) parts += Value.Constant("$constant")
            constant.clear()
        }
        while (at < text.length) {
            val character = text[at]
            val next = if (at + 1 < text.length) text[at + 1] else ' '
            when {
                (character == '{' || character == '}') && next == character -> {
                    constant.append(character)
                    at += 2
                }

                character == '{' -> {
                    endConstant()
                    parts += inBraces()
                }

                character == '}' -> fail("a closing brace without an opening one: write }} for a brace", at)

                character == '$' && groups >= 0 && next in '0'..'9' -> {
                    endConstant()
                    parts += group(next - '0')
                }

                else -> {
                    checkText(character)
                    constant.append(character)
                    at++
                }
            }
        }
        endConstant()
        return Template(parts)
    }

    private fun checkText(character: Char) {
        val isDelimiter = character in '\u001D'..'\u001F'
        val hasLow = at + 1 < text.length && text[at + 1].isLowSurrogate()
        val hasHigh = at > 0 && text[at - 1].isHighSurrogate()
        val isUnpaired = (character.isHighSurrogate() && !hasLow) || (character.isLowSurrogate() && !hasHigh)
        if (isDelimiter || isUnpaired) fail("a value can't have U+%04X".format(character.code), at)
    }

    private fun group(number: Int): Value {
        if (number > groups) fail("there is no group $number in the expression, which has $groups", at)
        at += 2
        return Value.Group(number)
    }

    private fun inBraces(): Value {
        val start = at++
        val value = either()
        if (at >= text.length || text[at] != '}') fail("this brace isn't closed", if (at >= text.length) start else at)
        at++
        return value
    }

    private fun either(): Value {
        if (++calls > Limits.CALLS) fail("functions are nested more than ${Limits.CALLS} deep", at)
        val values = arrayListOf(one())
        while (takeWord("else")) values += one()
        calls--
        return values.singleOrNull() ?: Value.FirstOf(values)
    }

    private fun one(): Value {
        skipBlanks()
        if (at >= text.length) fail("a value is expected here", at)
        if (text[at] == '\'') return Value.Constant(quoted())
        if (text[at] == '=') return parameter()
        var until = at
        while (until < text.length && (text[until] in 'a'..'z' || text[until] in '0'..'9')) until++
        val word = text.substring(at, until)
        return when {
            word.isNotEmpty() && text.startsWith("(", until) -> called(word)
            word == "counter" -> counter()
            word == "column" -> column()
            else -> path()
        }
    }

    private fun called(word: String): Value {
        val function =
            TextFunction.named(word) ?: fail("there is no function \"$word\": there are ${TextFunction.WORDS}", at)
        at += word.length + 1
        val argument = either()
        if (at >= text.length || text[at] != ')') fail("a closing bracket is expected here", at)
        at++
        skipBlanks()
        return Value.Called(function, argument)
    }

    /** `counter from 100 digits 6 per record`, whose parts may be left out. */
    private fun counter(): Value {
        at += "counter".length
        skipBlanks()
        val from = if (takeWord("from")) number(MOST_DIGITS) else 1
        val digits = if (takeWord("digits")) number(2).toInt() else 1
        if (digits !in 1..MOST_DIGITS) fail("a counter has 1 to $MOST_DIGITS digits", at)
        val isPerRecord = takeWord("per")
        if (isPerRecord && !takeWord("record")) fail("\"record\" is expected here", at)
        return Value.Numbered(context.counter(from, digits, isPerRecord))
    }

    /** `column Title`, or `column 'Title, main'`. */
    private fun column(): Value {
        val columns = context.columns ?: fail(ColumnValue.NO_TABLE, at)
        at += "column".length
        skipBlanks()
        val start = at
        val name = if (at < text.length && text[at] in "'\"") quoted() else text.substring(start, endOfPath()).trimEnd()
        if (at == start) at += name.length
        if (name.isEmpty()) fail("the name of a column is expected here", start)
        skipBlanks()
        columns += name
        return ColumnValue(name)
    }

    private fun number(most: Int): Long {
        val start = at
        while (at < text.length && text[at] in '0'..'9') at++
        if (at == start || at - start > most) fail("a number of at most $most digits is expected here", start)
        return text.substring(start, at).toLong().also { skipBlanks() }
    }

    private fun parameter(): Value {
        val start = at + 1
        var until = start
        while (until < text.length && (text[until].isLetterOrDigit() || text[until] in "_-")) until++
        val name = text.substring(start, until)
        at = until
        skipBlanks()
        return Value.Constant(context.parameter(name) ?: fail("there is no parameter \"$name\"", start))
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
            checkText(text[at])
            quoted.append(text[at++])
        }
        fail("this text has no end: a quotation mark is missing", start)
    }

    private fun path(): Value {
        val start = at
        val word = text.substring(start, endOfPath()).trimEnd()
        at = start + word.length
        skipBlanks()
        return Value.Selected(Scope.target(scope, word) { reason, index -> fail(reason, start + index) })
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
        val end = at + word.length
        if (!text.startsWith(word, at) || (end < text.length && text[end] !in " })")) return false
        at = end
        skipBlanks()
        return true
    }

    private fun skipBlanks() {
        while (at < text.length && text[at] == ' ') at++
    }

    private companion object {
        const val MOST_DIGITS = 18
    }
}
