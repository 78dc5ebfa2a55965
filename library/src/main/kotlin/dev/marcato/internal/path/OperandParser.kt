// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

/** Parses the texts and regular expressions that values are compared with. */
internal class OperandParser(private val text: PathText, private val ignoresCase: Boolean) {
    /** A text in quotation marks or after `\`; after [Sign.FINDS], quotation marks have an expression unless they say t. */
    fun text(isRight: Boolean, sign: Sign, isInBrackets: Boolean): Term {
        val start = text.at
        if (text.take('\\')) {
            val found = text.escaped(isRight) { it.isWhitespace() || (it == ')' && isInBrackets) }
            return Term.Text(found, ignoresCase)
        }
        val found = text.quoted("a text is expected here")
        var isText = false
        var ignores = ignoresCase
        while (text.peek() == 't' || text.peek() == 'i') {
            if (text.peek() == 't') isText = true else ignores = true
            text.at++
        }
        if (text.peek().isLetterOrDigit() || text.peek() == '"' || text.peek() == '\'') {
            text.fault("after a text comes a blank or the end; a quotation mark in it is doubled")
        }
        val finds = sign == Sign.FINDS || sign == Sign.FINDS_NOT
        if (isText && !finds) text.fault("the t of a text belongs to ~ and !~", text.at - 1)
        if (ignores && sign.isOrder) ignores = orderIgnores(start)
        return if (finds && !isText) expression(found, ignores, start + 1) else Term.Text(found, ignores)
    }

    /** A text without quotation marks. */
    fun bare(sign: Sign, isInBrackets: Boolean): Term {
        val start = text.at
        if (text.peek() == '\\') text.fault("a text that begins with \\ needs quotation marks")
        if (looksLikePositions()) text.fault("is that a text or a path? A text has quotation marks, a path a [0-#]")
        var open = 0
        while (!text.isAtEnd) {
            val character = text.peek()
            if (character == '\\' && text.at + 1 < text.text.length) text.at++
            if (character == '(') open++
            if (character == ')' && --open < 0 && isInBrackets) break
            if (character.isWhitespace() && endsBefore()) break
            text.at++
        }
        val found = text.since(start).trim()
        if (found.isEmpty()) text.fault("a value is expected here", start)
        val ignores = if (ignoresCase && sign.isOrder) orderIgnores(start) else ignoresCase
        val finds = sign == Sign.FINDS || sign == Sign.FINDS_NOT
        return if (finds) expression(found, ignores, start) else Term.Text(found, ignores)
    }

    /** The texts in brackets after `in`. */
    fun list(): List<Term> {
        text.skipBlanks()
        if (!text.take('(')) text.fault("a list in brackets is expected here, such as in (eng, fre)")
        val found = ArrayList<Term>()
        do {
            text.skipBlanks()
            val next = text.peek()
            if (next == '"' || next == '\'') {
                found.add(text(isRight = true, Sign.EQUAL, isInBrackets = true))
            } else {
                val start = text.at
                while (!text.isAtEnd && text.peek() != ',' && text.peek() != ')') text.at++
                val item = text.since(start).trim()
                if (item.isEmpty()) text.fault("a value is expected here", start)
                found.add(Term.Text(item, ignoresCase))
            }
            text.skipBlanks()
        } while (text.take(','))
        if (!text.take(')')) text.fault("a comma or a closing bracket is expected here")
        return found
    }

    /** Whether what comes is a path and no text: it has something that only paths have after their tag. */
    fun isPathNext(): Boolean {
        val start = if (text.peek() == '@') 1 else 0
        for (index in start until start + PathParser.TAG_LENGTH) {
            val character = text.peek(index)
            val isTag = character in '0'..'9' || character in 'A'..'Z' || character == '.' ||
                (start == 1 && character in 'a'..'z')
            if (!isTag) return false
        }
        return text.peek(start + PathParser.TAG_LENGTH).let { it != '\u0000' && it in "$[^|{" }
    }

    /** What is wrong after a condition. */
    fun afterCondition(): String {
        val rest = text.text.substring(text.at)
        return when {
            rest.startsWith("AND") || rest.startsWith("OR") || rest.startsWith("NOT") ->
                "and, or and not are written in small letters"

            rest.startsWith("&") -> "\"and\" is written as a word"

            rest.startsWith("||") -> "\"or\" is written as a word"

            rest.startsWith("not ") -> "not comes before the path: not 245\$a = ..."

            rest[0] in "$[/^{|" && text.text[text.at - 1].isWhitespace() -> "a path has no blanks in it"

            rest.startsWith(")") -> "this bracket has no other half"

            else -> "a sign such as = or ~ is expected here, or and, or, or the end"
        }
    }

    private fun looksLikePositions(): Boolean = POSITIONS.matchesAt(text.text, text.at)

    private fun endsBefore(): Boolean {
        val next = text.at + 1
        if (isWordAt("and", next) || isWordAt("or", next)) return true
        if (isWordAt("AND", next) || isWordAt("OR", next)) {
            text.fault("and and or are written in small letters; a text with such a word needs quotation marks", next)
        }
        if (isWordAt("&&", next) || isWordAt("||", next)) {
            text.fault("\"and\" and \"or\" are written as words; a text with such a sign needs quotation marks", next)
        }
        return false
    }

    private fun isWordAt(word: String, position: Int): Boolean =
        text.text.startsWith(word, position) && text.text.getOrNull(position + word.length)?.isWhitespace() == true

    private fun orderIgnores(start: Int): Boolean {
        if (ignoresCase) return false
        text.fault("< and > don't ignore the case of letters", start)
    }

    private fun expression(pattern: String, ignores: Boolean, start: Int): Term = try {
        Term.Expression(pattern, ignores)
    } catch (e: TextMatcher.Refusal) {
        text.fault(e.message.orEmpty(), start)
    }

    private companion object {
        val POSITIONS = Regex("@?[0-9A-Z]{3}/[0-9#]+(-[0-9#]+)?(?=\\s|\\)|$)")
    }
}
