// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.internal.path.Content.Indicator
import dev.marcato.internal.path.Content.Joined
import dev.marcato.internal.path.Content.Subfields
import dev.marcato.internal.path.Content.Whole
import dev.marcato.internal.record.TagPattern

/**
 * Parses paths.
 *
 * @param isPure whether it is MARCspec and nothing else
 */
internal class PathParser(val text: PathText, private val isPure: Boolean, ignoresCase: Boolean = false) {
    private val conditions: ConditionParser =
        if (isPure) MarcSpecConditionParser(this) else FullConditionParser(this, ignoresCase)

    private var inBraces = false

    /** What is at hand for a condition: the [fields], and a [part] of them or their [content]. */
    class Context(val fields: FieldSpec, val content: Content, val part: Part? = null)

    fun wholePath(): PathTree {
        if (!isPure) text.skipBlanks()
        val tree = tree()
        if (!isPure) text.skipBlanks()
        if (!text.isAtEnd) text.fault(afterPath(tree))
        return tree
    }

    fun wholeCondition(): Condition = conditions.whole()

    fun tree(): PathTree {
        val start = text.at
        val isLiteral = isPure || text.take('@')
        val tag = tag(isLiteral)
        val indicators = if (areIndicatorsNext()) indicators() else null
        return tree(FieldSpec(tag, indicators, index(), emptyList())) { if (!isLiteral) requireSubfields(it, start) }
    }

    /** What follows the index of [fields]. */
    fun tree(fields: FieldSpec, check: (FieldSpec) -> Unit = {}): PathTree {
        val asked = fields.copy(conditions = conditions(Context(fields, Whole(null)))).also(check)
        return PathTree(asked, if (isPure && asked.conditions.isNotEmpty()) Whole(null) else content(asked))
    }

    /** What follows the fields of a path, which a shortened one begins with. */
    fun content(fields: FieldSpec): Content {
        val next = text.peek()
        return when {
            next == '/' -> Whole(characters()).let { it.copy(conditions = conditions(Context(fields, it))) }
            next == '^' -> Indicator(indicatorNumber()).let { it.copy(conditions = conditions(Context(fields, it))) }
            next == '$' -> subfields(fields)
            isCode(next) && !isPure -> shorthand(fields)
            else -> Whole(null)
        }
    }

    private fun tag(isLiteral: Boolean): TagPattern {
        val start = text.at
        val found = text.text.substring(start, minOf(start + TAG_LENGTH, text.text.length))
        if (isLiteral) {
            val isLower = found.all { it in 'a'..'z' || it in '0'..'9' || it == '.' }
            val isUpper = found.all { it in 'A'..'Z' || it in '0'..'9' || it == '.' }
            if (found.length < TAG_LENGTH || !(isLower || isUpper)) {
                val bad = found.indexOfFirst { !(it in 'a'..'z' || it in 'A'..'Z' || it in '0'..'9' || it == '.') }
                text.fault("a tag of three digits or letters is expected here", start + maxOf(bad, 0))
            }
            text.at += TAG_LENGTH
            return TagPattern.literal(found)
        }
        for ((index, character) in found.withIndex()) {
            if (character in 'A'..'Z' || character in '0'..'9' || character == '.') continue
            if (character !in 'a'..'z') noTag(start, start + index)
            if (character == 'x' && index > 0) {
                text.fault("X stands for any character only in upper case: ${found.uppercase()}", start + index)
            }
            text.fault("a path begins with a tag, such as 245 or 6XX; one with small letters is written @abc", start)
        }
        if (found.length < TAG_LENGTH) noTag(start, text.text.length)
        text.at += TAG_LENGTH
        return TagPattern(found)
    }

    private fun noTag(start: Int, position: Int): Nothing =
        text.fault("a tag of three characters is expected here, such as 245, 6XX or LDR", maxOf(start, position))

    private fun requireSubfields(fields: FieldSpec, start: Int) {
        val tag = text.text.substring(start, start + TAG_LENGTH)
        val next = text.peek()
        val isAsked = next == '$' || next == '^' || isCode(next) || fields.indicators != null
        if (isAsked && (fields.isLeader || tag.startsWith("00"))) {
            text.fault("$tag has no indicators and no subfields", start + TAG_LENGTH)
        }
        // Elsewhere, brackets are for characters.
        if (fields.isBeyond) {
            text.fault("a record has only one $tag; characters are written $tag/${fields.index}", start + TAG_LENGTH)
        }
    }

    /** In braces, a `|` that no indicators follow is an "or". */
    private fun areIndicatorsNext(): Boolean = !isPure && text.peek() == '|' &&
        (!inBraces || (isIndicator(text.peek(1)) && isIndicator(text.peek(2)) && text.peek(3) == '|'))

    private fun isIndicator(character: Char): Boolean = character in "_#* " || character in '0'..'9' ||
        character in 'a'..'z' || character in 'A'..'Z'

    private fun indicators(): String {
        text.at++
        val found = text.text.substring(text.at, minOf(text.at + 2, text.text.length))
        if (found.length < 2 || !found.all(::isIndicator)) {
            text.fault("two indicators are expected here: |10|, with _ for a blank and * for any")
        }
        text.at += 2
        if (!text.take('|')) text.fault("indicators end with another |")
        return found.replace('_', ' ').replace('#', ' ')
    }

    private fun indicatorNumber(): Int {
        text.at++
        if (text.take('1')) return 1
        if (text.take('2')) return 2
        text.fault("1 or 2 is expected here: ^1 is the first indicator")
    }

    private fun subfields(fields: FieldSpec): Content {
        val parts = ArrayList<Part>(2)
        while (text.peek() == '$') {
            val start = text.at++
            val first = code()
            if (!isPure && isCode(first) && isCode(text.peek())) {
                if (parts.isNotEmpty()) text.fault("each code has a $ of its own here: $$first$${text.peek()}", start)
                text.at--
                return shorthand(fields)
            }
            parts.add(part(fields, first))
            // In the braces of MARCspec, a path is of one subfield or of a range.
            if (isPure && inBraces) break
        }
        return if (text.peek() == '+' && !isPure) joined(fields, parts, separator()) else Subfields(parts)
    }

    private fun part(fields: FieldSpec, first: Char): Part {
        val last = if (text.peek() == '-') lastCode(first) else first
        return part(fields, first, last, index())
    }

    /** What follows the [index] of subfields. */
    fun part(fields: FieldSpec, first: Char, last: Char, index: Positions?): Part {
        val part = Part(first, last, index, characters())
        return part.copy(conditions = conditions(Context(fields, Subfields(emptyList()), part)))
    }

    private fun code(): Char {
        val code = text.peek()
        val isAllowed = code in '!'..'~' && !(isPure && (code in '@'..'Z' || code == '|'))
        if (!isAllowed) text.fault("the code of a subfield is expected here, such as \$a")
        text.at++
        return code
    }

    private fun lastCode(first: Char): Char {
        text.at++
        val last = text.peek()
        val isRange = (first in 'a'..'z' && last in 'a'..'z') || (first in '0'..'9' && last in '0'..'9')
        if (!isRange) text.fault("a range of codes is of two small letters or two digits, such as \$a-d")
        if (last < first) text.fault("the last code comes before the first")
        text.at++
        return last
    }

    /** Codes without `$`; several are joined. */
    private fun shorthand(fields: FieldSpec): Content {
        val start = text.at
        while (isCode(text.peek())) text.at++
        val codes = text.since(start)
        val next = text.peek()
        if (codes.length == 1) {
            if (next == '-') text.fault("a range of codes is written with a $, such as \$a-d", start)
            val part = part(fields, codes[0])
            if (text.peek() == '$') text.fault("the first code needs a $, too: $$codes", start)
            return Subfields(listOf(part))
        }
        if (next == '$' || next == '[' || next == '-' || next == '+') {
            val spelling = codes.toList().joinToString("") { "$$it" }
            text.fault("this can't follow several codes without a $ of their own: write $spelling")
        }
        return joined(fields, codes.map { Part(it, it) }, " ")
    }

    private fun separator(): String {
        text.at++
        return text.quoted("a text in quotation marks that joins the subfields is expected here, such as +\" \"")
    }

    private fun joined(fields: FieldSpec, parts: List<Part>, separator: String): Content {
        val joined = Joined(parts, separator, characters())
        return joined.copy(conditions = conditions(Context(fields, joined)))
    }

    fun index(): Positions? {
        if (text.peek() != '[') return null
        text.at++
        val index = positions("an index is expected here, such as [0] or [#]")
        if (!text.take(']')) text.fault("a closing ] is expected here")
        return index
    }

    fun characters(): Positions? {
        if (text.peek() != '/') return null
        text.at++
        return positions("a position is expected here, such as /06 or /35-37")
    }

    private fun positions(expected: String): Positions {
        val start = text.at
        val first = position(expected)
        if (text.peek() != '-') return if (first == Positions.END) Positions.LAST else Positions(false, first, first)
        text.at++
        val last = position(expected)
        return when {
            first != Positions.END -> {
                if (last < first) text.fault("the last position comes before the first", start)
                Positions(false, first, last)
            }

            last == Positions.END -> Positions.LAST

            else -> Positions(true, 0, last)
        }
    }

    /** Returns a position, or [Positions.END] for `#`. */
    private fun position(expected: String): Int {
        if (text.take('#')) return Positions.END
        return text.number(expected, mayBeginWithZero = !isPure)
    }

    private fun conditions(context: Context): List<Condition> {
        // MARCspec has no braces in braces.
        if (text.peek() != '{' || (isPure && inBraces)) return emptyList()
        val found = ArrayList<Condition>(1)
        while (text.take('{')) {
            val outside = inBraces
            inBraces = true
            found.add(text.nested { conditions.inBraces(context) })
            inBraces = outside
        }
        return found
    }

    private fun afterPath(tree: PathTree): String = when {
        text.peek() == '$' && tree.content is Subfields -> "the code of a subfield is one character"

        !isPure && (text.peek() in "=~<>!" || listOf("and", "or", "in").any(text::isWordNext)) ->
            "a condition is no path, since it selects nothing"

        text.at > 0 && text.text[text.at - 1].isWhitespace() -> "a path has no blanks in it"

        text.peek() == '_' && !isPure -> "indicators are written like this: 245|10|"

        else -> "a path ends here, or continues with one of [ / ^ $ {"
    }

    companion object {
        const val TAG_LENGTH = 3

        fun isCode(character: Char): Boolean = character in 'a'..'z' || character in '0'..'9'
    }
}
