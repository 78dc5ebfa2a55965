// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.internal.record.TagPattern

/** Writes paths and conditions so that parsing them gives the same again: their canonical form. */
internal class PathPrinter private constructor(private val out: StringBuilder) {
    private fun tree(tree: PathTree) {
        tag(tree.fields, tree.content)
        tree.fields.indicators?.let { out.append('|').append(it.replace(' ', '_')).append('|') }
        index(tree.fields.index)
        conditions(tree.fields.conditions)
        content(tree.content)
    }

    private fun tag(fields: FieldSpec, content: Content) {
        val tag = fields.tag
        var isLiteral = false
        tag.forEachCharacter { if (it != null && (it == 'X' || it in 'a'..'z')) isLiteral = true }
        // Otherwise a path that asks for what such fields don't have is refused.
        val hasParts = content !is Content.Whole || fields.indicators != null
        if (hasParts && (fields.isLeader || TagPattern("00X").covers(tag))) isLiteral = true
        if (fields.isBeyond) isLiteral = true
        if (isLiteral) out.append('@')
        tag.forEachCharacter { out.append(it ?: if (isLiteral) '.' else 'X') }
    }

    private fun content(content: Content) {
        when (content) {
            is Content.Whole -> characters(content.characters)

            is Content.Indicator -> out.append('^').append(content.number)

            is Content.Subfields -> content.parts.forEach(::part)

            is Content.Joined -> {
                content.parts.forEach(::part)
                out.append('+').append(quotedText(content.separator))
                characters(content.characters)
            }
        }
        conditions(content.conditions)
    }

    private fun part(part: Part) {
        out.append('$').append(part.first)
        if (part.last != part.first) out.append('-').append(part.last)
        index(part.index)
        characters(part.characters)
        conditions(part.conditions)
    }

    private fun index(index: Positions?) {
        index?.let { out.append('[').append(it).append(']') }
    }

    private fun characters(characters: Positions?) {
        characters?.let { out.append('/').append(it) }
    }

    private fun conditions(conditions: List<Condition>) {
        for (condition in conditions) {
            out.append('{')
            condition(condition)
            out.append('}')
        }
    }

    private fun condition(condition: Condition) {
        when (condition) {
            is Condition.AllOf ->
                joined(condition.conditions, " and ") { it !is Condition.AnyOf && it !is Condition.AllOf }

            is Condition.AnyOf -> joined(condition.conditions, " or ") { it !is Condition.AnyOf }

            is Condition.Negation -> {
                out.append("not ")
                val isGroup = condition.condition is Condition.AllOf || condition.condition is Condition.AnyOf
                if (isGroup) bracketed(condition.condition) else condition(condition.condition)
            }

            is Condition.Exists -> term(condition.term)

            is Condition.Compares -> compares(condition)

            is Condition.Counts -> {
                out.append('#')
                term(condition.term)
                out.append(' ').append(condition.sign.text).append(' ').append(condition.number)
            }
        }
    }

    private inline fun joined(conditions: List<Condition>, word: String, isPlain: (Condition) -> Boolean) {
        for ((index, condition) in conditions.withIndex()) {
            if (index > 0) out.append(word)
            if (isPlain(condition)) condition(condition) else bracketed(condition)
        }
    }

    private fun bracketed(condition: Condition) {
        out.append('(')
        condition(condition)
        out.append(')')
    }

    private fun compares(condition: Condition.Compares) {
        val finds = condition.sign == Sign.FINDS || condition.sign == Sign.FINDS_NOT
        term(condition.left)
        if (out.last() !in "{( ") out.append(' ')
        if (condition.right.size > 1) {
            out.append("in (")
            for ((index, term) in condition.right.withIndex()) {
                if (index > 0) out.append(", ")
                term(term)
            }
            out.append(')')
            return
        }
        out.append(condition.sign.text).append(' ')
        term(condition.right.single(), isFound = finds)
    }

    private fun term(term: Term, isFound: Boolean = false) {
        when (term) {
            is Term.Named -> tree(term.tree)

            is Term.OfField -> content(term.content)

            is Term.OfValue -> characters(term.characters)

            is Term.Text -> {
                out.append(quotedText(term.text))
                if (isFound) out.append('t')
                if (term.ignoresCase) out.append('i')
            }

            is Term.Expression -> {
                out.append(quotedText(term.pattern))
                if (term.ignoresCase) out.append('i')
            }
        }
    }

    companion object {
        fun print(tree: PathTree): String = StringBuilder().also { PathPrinter(it).tree(tree) }.toString()

        fun print(condition: Condition): String =
            StringBuilder().also { PathPrinter(it).condition(condition) }.toString()
    }
}
