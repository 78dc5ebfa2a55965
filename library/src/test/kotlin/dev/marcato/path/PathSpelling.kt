// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.path.PlainCondition.AnyOf
import dev.marcato.path.PlainCondition.Compares
import dev.marcato.path.PlainCondition.Exists
import dev.marcato.path.PlainCondition.Itself
import dev.marcato.path.PlainCondition.Literal
import dev.marcato.path.PlainPath.Indicator
import dev.marcato.path.PlainPath.Subfields
import dev.marcato.path.PlainPath.Whole
import kotlin.random.Random

/** Spells a path or a condition in one of the many ways in which it can be written. */
internal class PathSpelling(private val random: Random) {
    fun path(path: PlainPath, mayBeShort: Boolean = true): String {
        if (mayBeShort) shorthand(path)?.let { if (random.nextBoolean()) return it }
        val indicators = path.indicators?.let { "|" + it.map(::indicator).joinToString("") + "|" }.orEmpty()
        val start = path.tag?.let { tag(it, path) }.orEmpty() + indicators
        return start + index(path.index) + braces(path.braces) + part(path.part)
    }

    /** Outside of braces if not [isInside]. */
    fun condition(condition: PlainCondition, isInside: Boolean = false): String = when (condition) {
        is PlainCondition.All -> {
            condition.of.joinToString(" and ") {
                bracketed(it, isInside, it is AnyOf || it is PlainCondition.All)
            }
        }

        is AnyOf -> {
            condition.of.map { bracketed(it, isInside, it is AnyOf) }
                .reduce { all, next -> all + (if (isInside && random.nextBoolean()) or() else " or ") + next }
        }

        is PlainCondition.Not -> {
            not(condition.of, isInside)
        }

        is Exists -> {
            exists(condition, isInside)
        }

        is Compares -> {
            comparison(condition, isInside)
        }

        is PlainCondition.Counts -> {
            "#" + path(condition.path) + blank() + condition.sign + blank() + condition.number
        }
    }

    private fun bracketed(condition: PlainCondition, isInside: Boolean, isNeeded: Boolean): String {
        val spelled = condition(condition, isInside)
        return if (isNeeded || random.nextInt(5) == 0) "(" + blank() + spelled + blank() + ")" else spelled
    }

    private fun not(of: PlainCondition, isInside: Boolean): String {
        val isPath = of is Exists && of.term is PlainCondition.Of
        if (isPath && random.nextBoolean()) return "!" + term(of.term)
        return "not " + bracketed(of, isInside, of is AnyOf || of is PlainCondition.All)
    }

    private fun exists(condition: Exists, isInside: Boolean): String {
        val term = term(condition.term)
        return if (isInside && condition.term is PlainCondition.Of && random.nextInt(3) == 0) "?$term" else term
    }

    private fun comparison(condition: Compares, isInside: Boolean): String {
        val left = term(condition.left)
        if (condition.sign == "in") return "$left in " + list(condition.right as PlainCondition.Texts)
        // A text after a \ would go on with these signs.
        val isTextBefore = condition.left is Literal && condition.sign[0] in "<>"
        return left + (if (isTextBefore) " " else blank()) + condition.sign + blank() + right(condition.right, isInside)
    }

    private fun list(right: PlainCondition.Texts): String =
        right.texts.joinToString("," + blank(), "(", ")") { quoted(it) + flags(right.ignoresCase) }

    private fun right(right: PlainCondition.Right, isInside: Boolean): String = when (right) {
        is PlainCondition.Values -> path(right.path, mayBeShort = isInside)
        is PlainCondition.Pattern -> quoted(right.expression) + flags(right.ignoresCase)
        is PlainCondition.Contained -> contained(right, isInside)
        is PlainCondition.Texts -> text(right, isInside)
    }

    private fun contained(right: PlainCondition.Contained, isInside: Boolean): String {
        val escaped = if (isInside && !right.ignoresCase) escapedOrNull(right.text) else null
        return if (escaped != null &&
            random.nextBoolean()
        ) {
            escaped
        } else {
            quoted(right.text) + "t" + flags(right.ignoresCase)
        }
    }

    private fun text(right: PlainCondition.Texts, isInside: Boolean): String {
        val text = right.texts.single()
        val isWord = text.isNotEmpty() && text.all { it in 'a'..'z' }
        if (!right.ignoresCase && random.nextBoolean()) {
            if (isInside) {
                escapedOrNull(text)?.let { return it }
            } else if (isWord) {
                return text
            }
        }
        return quoted(text) + flags(right.ignoresCase)
    }

    private fun term(term: PlainCondition.Term): String = when (term) {
        Itself -> ""
        is Literal -> checkNotNull(escapedOrNull(term.text))
        is PlainCondition.Of -> path(term.path)
    }

    private fun tag(tag: String, path: PlainPath): String {
        val isFar = tag in setOf("LDR", "001", "003", "005", "008") && (path.index?.first ?: 0) > 1
        if (tag == "LDR" && path.part is Whole && !isFar) return tag
        val isControl = tag.startsWith("00") || tag == "LDR"
        val isPlain = tag.none { it == 'X' || it in 'a'..'z' } && (path.part is Whole || !isControl) && !isFar
        if (!isPlain || random.nextInt(6) == 0) return "@$tag"
        return tag.map { if (it == '.' && random.nextBoolean()) 'X' else it }.joinToString("")
    }

    private fun indicator(wanted: Char): Char = if (wanted == ' ') "_#".random(random) else wanted

    private fun index(index: Span?): String = index?.let { "[$it]" }.orEmpty()

    private fun chars(chars: Span?): String {
        val zeros = if (chars?.first != null && random.nextInt(4) == 0) "0" else ""
        return chars?.let { "/$zeros$it" }.orEmpty()
    }

    private fun braces(all: List<PlainCondition>): String = all.joinToString("") {
        "{" + blank() + condition(it, isInside = true) + blank() + "}"
    }

    private fun part(part: PlainPath.Part): String = when (part) {
        is Whole -> {
            chars(part.chars) + braces(part.braces)
        }

        is Indicator -> {
            "^${part.number}" + braces(part.braces)
        }

        is Subfields -> {
            part.groups.joinToString("") { group ->
                codes(group.codes) + index(group.index) + chars(group.chars) + braces(group.braces)
            } + part.join?.let { "+" + quoted(it.separator) + chars(it.chars) + braces(it.braces) }.orEmpty()
        }
    }

    private fun codes(codes: CharRange): String =
        if (codes.first == codes.last) "$${codes.first}" else "$${codes.first}-${codes.last}"

    /** `245a` for `245$a`, `245ab` for `245$a$b+" "`. */
    private fun shorthand(path: PlainPath): String? {
        val part = path.part as? Subfields ?: return null
        val tag = path.tag ?: return null
        val isBare = path.indicators == null && path.index == null && path.braces.isEmpty() &&
            part.groups.all { it == PlainPath.Group(it.codes) && it.codes.first == it.codes.last }
        val isAsIs = if (part.groups.size == 1) part.join == null else part.join == PlainPath.Join(" ")
        val codes = part.groups.map { it.codes.first }
        val isTag = !tag.startsWith("00") && tag.none { it == 'X' || it in 'a'..'z' } && tag != "LDR"
        return if (isBare && isAsIs && isTag && codes.all { it in 'a'..'z' }) tag + codes.joinToString("") else null
    }

    private fun quoted(text: String): String {
        val mark = if (random.nextBoolean()) "\"" else "'"
        return mark + text.replace(mark, mark + mark) + mark
    }

    private fun flags(ignoresCase: Boolean) = if (ignoresCase) "i" else ""

    private fun blank() = " ".repeat(random.nextInt(2))

    private fun or() = blank() + "|" + blank()

    companion object {
        private const val SPECIAL = "\${}!=~?|"

        /** The text as in MARCspec, or null if that can't say it. */
        fun escapedOrNull(text: String): String? {
            if (text.isEmpty() || text.any { it !in ' '..'~' || it == '\\' }) return null
            return text.map {
                when (it) {
                    ' ' -> "\\s"
                    in SPECIAL -> "\\$it"
                    else -> it.toString()
                }
            }.joinToString("", "\\")
        }

        /** The path as MARCspec alone, or null if that can't say it. */
        fun marcSpecOrNull(path: PlainPath): String? = MarcSpecSpelling.path(path)
    }
}
