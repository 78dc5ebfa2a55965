// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.internal.path.Condition.Compares
import dev.marcato.internal.path.Condition.Counts
import dev.marcato.internal.path.Condition.Exists
import dev.marcato.internal.path.Condition.Negation

/**
 * Conditions by themselves and in braces, with `and`, `or`, `not` and brackets; `and` binds closer than `or`.
 *
 * @param ignoresCase whether all texts ignore the case of letters
 */
internal class FullConditionParser(paths: PathParser, private val ignoresCase: Boolean) : ConditionParser(paths) {
    // What is at hand; null outside of braces, where paths are whole and texts need no quotation marks.
    private var context: PathParser.Context? = null
    private val operands = OperandParser(text, ignoresCase)
    private var brackets = 0

    override fun whole(): Condition {
        val condition = anyOf()
        text.skipBlanks()
        if (!text.isAtEnd) text.fault(operands.afterCondition())
        return condition
    }

    override fun inBraces(context: PathParser.Context): Condition {
        val outer = this.context
        val outerBrackets = brackets
        this.context = context
        brackets = 0
        val condition = anyOf()
        text.skipBlanks()
        closeBrace()
        this.context = outer
        brackets = outerBrackets
        return condition
    }

    private fun anyOf(): Condition {
        val choices = arrayListOf(allOf())
        while (takeWord("or") || (context != null && text.take('|'))) choices.add(allOf())
        return choices.singleOrNull() ?: Condition.AnyOf(choices)
    }

    private fun allOf(): Condition {
        val parts = arrayListOf(single())
        while (takeWord("and")) parts.add(single())
        return parts.singleOrNull() ?: Condition.AllOf(parts)
    }

    private fun single(): Condition {
        text.skipBlanks()
        val isNegation = takeWord("not") || (text.peek() == '!' && text.peek(1) != '=' && text.peek(1) != '~')
        if (isNegation) {
            val _ = text.take('!')
            return text.nested { Negation(single()) }
        }
        if (!text.take('(')) return comparison()
        brackets++
        val inner = text.nested { anyOf() }
        text.skipBlanks()
        if (!text.take(')')) text.fault("a closing bracket is expected here")
        brackets--
        return inner
    }

    private fun comparison(): Condition {
        if (text.peek() == '#') return counts()
        if (text.take('?')) return Exists(path())
        val context = context
        val left = if (context != null && isSignNext()) atHand(context) else term()
        if (takeWord("in")) return Compares(left, Sign.EQUAL, operands.list())
        if (context != null && text.take('?')) return Exists(path())
        val sign = sign()
        if (context != null && sign == null && text.take('!')) return Negation(Exists(path()))
        if (sign == null) return Exists(left)
        text.skipBlanks()
        return Compares(left, sign, listOf(operand(sign)))
    }

    private fun isSignNext(): Boolean = text.isWordNext("in") || SIGNS.any { text.text.startsWith(it.text, text.at) }

    private fun counts(): Condition {
        text.at++
        val counted = path()
        text.skipBlanks()
        val sign = sign()
        if (sign == null || sign == Sign.FINDS || sign == Sign.FINDS_NOT) {
            text.fault("=, !=, <, <=, > or >= is expected here, and a number: #650 > 3")
        }
        text.skipBlanks()
        return Counts(counted, sign, text.number("a number is expected here", mayBeginWithZero = true))
    }

    private fun sign(): Sign? {
        if (text.peek() == '=' && text.peek(1) == '=') text.fault("\"is\" is written with one =", text.at + 1)
        if (text.peek() == '=' && text.peek(1) == '~') text.fault("an expression is found by ~ alone")
        if (text.peek() == '<' && text.peek(1) == '>') text.fault("\"is not\" is written !=")
        return SIGNS.firstOrNull { text.takeAll(it.text) }
    }

    private fun path(): Term {
        val context = context
        return if (context == null) Term.Named(paths.tree()) else path(context)
    }

    private fun term(): Term {
        val isText = context != null && (text.peek() == '\\' || text.peek() == '"' || text.peek() == '\'')
        return if (isText) operands.text(isRight = false, Sign.EQUAL, brackets > 0) else path()
    }

    private fun operand(sign: Sign): Term {
        val next = text.peek()
        if (next == '"' || next == '\'') return operands.text(isRight = true, sign, brackets > 0)
        if (context != null) {
            return if (next == '\\') operands.text(isRight = true, sign, brackets > 0) else path()
        }
        return if (operands.isPathNext()) path() else operands.bare(sign, brackets > 0)
    }

    private fun takeWord(word: String): Boolean {
        text.skipBlanks()
        return text.takeWord(word)
    }

    private companion object {
        // Longer ones first.
        val SIGNS: List<Sign> = Sign.entries.sortedByDescending { it.text.length }
    }
}
