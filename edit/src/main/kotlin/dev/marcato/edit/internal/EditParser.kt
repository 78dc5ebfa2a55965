// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditException
import dev.marcato.edit.EditRule

/**
 * Parses lines of edits: a statement a line, blocks in braces.
 *
 * @property parameters the values of parameters, which those that the text declares have by default
 */
internal class EditParser(
    text: String,
    private val source: String?,
    given: Map<String, String>,
) {
    private val lines = text.split('\n').map { it.removeSuffix("\r") }
    private val parameters = HashMap<String, String>(given)
    private val rules = ArrayList<EditRule>()
    private var next = 0

    class Parsed(val rules: List<EditRule>, val statements: List<Statement>)

    fun parse(): Parsed {
        val statements = block(null, null, 0)
        return Parsed(rules, statements)
    }

    /** The statements up to the brace that closes the block which begins at [opened]; to the end of the text if null. */
    private fun block(opened: Scanner?, tag: String?, depth: Int): List<Statement> {
        if (depth > DEEPEST) opened!!.fail("blocks are nested more than $DEEPEST deep", 0)
        val statements = ArrayList<Statement>()
        while (next < lines.size) {
            val line = Scanner(lines[next++], source, next)
            when {
                line.isAtEnd || line.rest.startsWith("#") -> Unit

                line.rest.startsWith("}") -> {
                    if (opened == null) line.fail("there is no block to be closed here")
                    next--
                    return statements
                }

                else -> statement(line, tag, depth)?.let(statements::add)
            }
        }
        opened?.fail("this block isn't closed", 0)
        return statements
    }

    private fun statement(line: Scanner, tag: String?, depth: Int): Statement? = when {
        line.takeWord("if") != null -> choice(line, tag, depth)

        line.takeWord("each") != null -> forEach(line, tag, depth)

        line.takeWord("parameter") != null -> {
            parameter(line)
            null
        }

        else -> oneLine(line, tag)
    }

    private fun choice(first: Scanner, tag: String?, depth: Int): Statement {
        val branches = ArrayList<Choice.Branch>()
        var line = first
        var isLast = false
        while (true) {
            if (!line.takeBlock()) line.fail("a block is expected at the end of this line: {", lines[line.number - 1].length)
            val condition = if (isLast) null else line.condition(tag)
            line.expectEnd()
            branches += Choice.Branch(condition, block(line, tag, depth + 1))
            val closing = closing()
            if (closing.takeWord("else") == null) {
                closing.expectEnd()
                return Choice(branches)
            }
            if (isLast) closing.fail("there is an else already", 0)
            isLast = closing.takeWord("if") == null
            line = closing
        }
    }

    private fun forEach(line: Scanner, outer: String?, depth: Int): Statement {
        if (!line.takeBlock()) line.fail("a block is expected at the end of this line: {", lines[line.number - 1].length)
        val path = line.path(outer)
        line.expectEnd()
        if (path.general.code != null) line.fail("a block is for each field, so a path of fields is expected", 0)
        val statements = block(line, path.tag, depth + 1)
        closing().expectEnd()
        return ForEach(path, statements)
    }

    private fun closing(): Scanner = Scanner(lines[next++], source, next).also { check(it.take('}')) }

    private fun parameter(line: Scanner) {
        val name = line.token("a name")
        if (!name.all { it.isLetterOrDigit() || it in "_-" }) line.fail("a name has letters, digits, _ and -", 0)
        if (!line.take('=')) line.fail("= and a text are expected here")
        val value = line.text()
        line.expectEnd()
        val _ = parameters.putIfAbsent(name, value)
    }

    private fun oneLine(line: Scanner, tag: String?): Statement {
        if (rules.size >= MOST_RULES) line.fail("there are more than $MOST_RULES statements", 0)
        val rule = EditRule.of(rules.size, source, line.number, line.rest.trim())
        rules += rule
        val action = ActionParser(line, rule, tag, parameters).action()
        val word = line.takeWord("if", "unless") ?: run {
            line.expectEnd()
            return action
        }
        return Conditional(action, line.condition(tag), isWanted = word == "if")
    }

    companion object {
        const val DEEPEST = 16
        const val MOST_RULES = 10_000

        fun fail(reason: String, source: String?): Nothing = throw EditException.of(reason, source, 1, 1, "")
    }
}
