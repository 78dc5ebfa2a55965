// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.internal.path.Condition.Exists
import dev.marcato.internal.path.Condition.Negation
import dev.marcato.internal.path.Content.Indicator
import dev.marcato.internal.path.Content.Joined
import dev.marcato.internal.path.Content.Subfields
import dev.marcato.internal.path.Content.Whole

/** Parses conditions: those of MARCspec, or all. */
internal sealed class ConditionParser(protected val paths: PathParser) {
    protected val text: PathText = paths.text

    /** A condition in braces, the first of which has been taken; takes the second, too. */
    abstract fun inBraces(context: PathParser.Context): Condition

    /** The value that is meant if nothing stands before a sign. */
    protected fun atHand(context: PathParser.Context): Term = when {
        context.part != null -> Term.OfValue(context.part.characters)
        else -> Term.OfField(withoutConditions(context.content))
    }

    /** A path, which may be shortened. */
    protected fun path(context: PathParser.Context): Term = when (text.peek()) {
        '[' -> byIndex(context)
        '/' -> ofCharacters(context)
        '^' -> ofIndicator(context)
        '$' -> Term.OfField(paths.content(context.fields))
        else -> Term.Named(paths.tree())
    }

    private fun byIndex(context: PathParser.Context): Term {
        val index = paths.index()
        val next = text.peek()
        if (context.part != null && next != '$' && next != '^') {
            return Term.OfField(
                Subfields(listOf(paths.part(context.fields, context.part.first, context.part.last, index))),
            )
        }
        return Term.Named(paths.tree(context.fields.copy(index = index, conditions = emptyList())))
    }

    private fun ofCharacters(context: PathParser.Context): Term {
        val start = text.at
        val characters = paths.characters()
        return when {
            context.part != null -> Term.OfValue(characters)
            context.content is Joined -> Term.OfField(withoutConditions(context.content.copy(characters = characters)))
            context.content is Indicator -> text.fault("an indicator is one character: it has no positions", start)
            else -> Term.OfField(Whole(characters))
        }
    }

    private fun ofIndicator(context: PathParser.Context): Term {
        if (context.content is Whole && context.content.characters != null) {
            text.fault("indicators are asked for before positions: 650{^2=\"7\"}/0-2")
        }
        return Term.OfField(paths.content(context.fields))
    }

    private fun withoutConditions(content: Content): Content = when (content) {
        is Whole -> content.copy(conditions = emptyList())
        is Indicator -> content.copy(conditions = emptyList())
        is Joined -> content.copy(conditions = emptyList())
        is Subfields -> content
    }

    protected fun closeBrace() {
        if (!text.take('}')) text.fault("a closing } is expected here, or another condition")
    }

    /** A whole condition by itself. */
    abstract fun whole(): Condition
}

/** The conditions of MARCspec, which stand in braces only. */
internal class MarcSpecConditionParser(paths: PathParser) : ConditionParser(paths) {
    override fun whole(): Condition = text.fault("MARCspec has conditions only in braces")

    override fun inBraces(context: PathParser.Context): Condition {
        val choices = arrayListOf(single(context))
        while (text.take('|')) choices.add(single(context))
        closeBrace()
        return choices.singleOrNull() ?: Condition.AnyOf(choices)
    }

    private fun single(context: PathParser.Context): Condition {
        var sign = sign()
        val left = if (sign == null) term(context, isRight = false) else atHand(context)
        if (sign == null) sign = sign() ?: return Exists(left)
        val right = term(context, isRight = true)
        return when (sign) {
            "?" -> Exists(right)
            "!" -> Negation(Exists(right))
            else -> Condition.Compares(left, Sign.entries.first { it.text == sign }, listOf(right))
        }
    }

    private fun sign(): String? = SIGNS.firstOrNull { text.takeAll(it) }

    private fun term(context: PathParser.Context, isRight: Boolean): Term {
        if (!text.take('\\')) return path(context)
        return Term.Text(text.escaped(isRight) { it !in '!'..'~' }, ignoresCase = false)
    }

    private companion object {
        val SIGNS = listOf("!=", "!~", "=", "~", "!", "?")
    }
}
