// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule

/**
 * What the parts of a text of edits, and the files that it includes, have in common.
 *
 * @property columns the columns of a table that were named so far; null if there is no table
 */
internal class Context(private val sources: Sources, given: Map<String, String>, val columns: MutableSet<String>?) {
    private val parameters = HashMap<String, String>(given)

    /** How many counters there are. */
    var counters: Int = 0
        private set

    /** The rules so far. */
    val rules = ArrayList<EditRule>()

    /** The names of the files that include one another at this place. */
    val chain = ArrayList<String>()

    fun declare(name: String, value: String) {
        val _ = parameters.putIfAbsent(name, value)
    }

    fun parameter(name: String): String? = parameters[name]

    fun counter(from: Long, digits: Int, isPerRecord: Boolean): Counter = Counter(counters++, from, digits, isPerRecord)

    fun text(name: String): String = sources.text(name)

    fun table(name: String, column: String?): LookUpTable = LookUpTable.of(sources.table(name), column)
}

/** Parses lines of edits: a statement a line, blocks in braces. */
internal class EditParser(sources: Sources, parameters: Map<String, String>, columns: MutableSet<String>? = null) {
    private val context = Context(sources, parameters, columns)

    class Parsed(val rules: List<EditRule>, val statements: List<Statement>, val hasCounters: Boolean)

    fun parse(text: String, source: String?): Parsed {
        if (source != null) context.chain += source
        val statements = LinesParser(text, source, context).statements(null, 0)
        return Parsed(context.rules, statements, context.counters > 0)
    }
}

/** Parses the lines of one file. */
private class LinesParser(text: String, private val source: String?, private val context: Context) {
    private val lines = text.split('\n').map { it.removeSuffix("\r") }
    private var next = 0

    fun statements(scope: Scope?, depth: Int): List<Statement> = block(null, scope, depth)

    /** The statements up to the brace that closes the block which [opened] begins; to the end of the text if null. */
    private fun block(opened: Scanner?, scope: Scope?, depth: Int): List<Statement> {
        if (depth > Limits.BLOCKS) opened!!.fail("blocks are nested more than ${Limits.BLOCKS} deep", 0)
        val statements = ArrayList<Statement>()
        while (next < lines.size) {
            val line = Scanner(lines[next++], source, next)
            when {
                line.isAtEnd || line.startsWith("#") -> Unit

                line.startsWith("}") -> {
                    if (opened == null) line.fail("there is no block to be closed here")
                    next--
                    return statements
                }

                else -> statement(line, scope, depth)?.let(statements::add)
            }
        }
        opened?.fail("this block isn't closed: a line with } is missing", 0)
        return statements
    }

    private fun statement(line: Scanner, scope: Scope?, depth: Int): Statement? =
        when (line.takeWord("if", "each", "parameter", "include")) {
            "if" -> choice(line, scope, depth)

            "each" -> forEach(line, scope, depth)

            "parameter" -> {
                parameter(line)
                null
            }

            "include" -> included(line, scope, depth)

            else -> oneLine(line, scope)
        }

    private fun choice(first: Scanner, scope: Scope?, depth: Int): Statement {
        val branches = ArrayList<Choice.Branch>()
        var line = first
        var isLast = false
        while (true) {
            line.expectBlock()
            val condition = if (isLast) null else line.condition(scope)
            line.expectEnd()
            branches += Choice.Branch(condition, block(line, scope, depth + 1))
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

    private fun forEach(line: Scanner, outer: Scope?, depth: Int): Statement {
        line.expectBlock()
        if (line.takeWord("column") != null) return forEachValue(line, outer, depth)
        val start = line.at
        val target = line.path(outer)
        line.expectEnd()
        if (!target.isFields ||
            target.isLeader
        ) {
            line.fail("a block is for each field, so a path of fields is expected here", start)
        }
        val scope = Scope(target.path.general, (outer?.depth ?: 0) + 1)
        if (scope.depth > Limits.LOOPS) line.fail("blocks for each field are nested more than ${Limits.LOOPS} deep", 0)
        val statements = block(line, scope, depth + 1)
        closing().expectEnd()
        return ForEach(target, statements)
    }

    /** `each column Subjects, Codes at " | " {` */
    private fun forEachValue(line: Scanner, scope: Scope?, depth: Int): Statement {
        val columns = context.columns ?: line.fail(ColumnValue.NO_TABLE, 0)
        val names = line.columns()
        columns += names
        line.expect("at")
        val start = line.at
        val separator = line.text()
        if (separator.isBlank()) line.fail("a text that isn't blank is expected here", start)
        line.expectEnd()
        val statements = block(line, scope, depth + 1)
        closing().expectEnd()
        return ForEachValue(names, separator.trim(), statements)
    }

    private fun closing(): Scanner = Scanner(lines[next++], source, next).also { check(it.take('}')) }

    private fun parameter(line: Scanner) {
        val start = line.at
        val name = line.token("a name")
        if (!name.all { it.isLetterOrDigit() || it in "_-" }) line.fail("a name has letters, digits, _ and -", start)
        if (!line.take('=')) line.fail("= and a text are expected here")
        val value = line.text()
        line.expectEnd()
        context.declare(name, value)
    }

    private fun included(line: Scanner, scope: Scope?, depth: Int): Statement {
        val start = line.at
        val name = Sources.resolved(line.text(), source)
        line.expectEnd()
        val chain = context.chain
        if (name in chain) {
            val cycle = chain.subList(chain.indexOf(name), chain.size) + name
            line.fail("the files include one another: ${cycle.joinToString(" -> ")}", start)
        }
        if (chain.size > Limits.INCLUDES) line.fail("files are included more than ${Limits.INCLUDES} deep", start)
        val text = try {
            context.text(name)
        } catch (e: Sources.Failure) {
            line.fail(checkNotNull(e.message), start)
        }
        chain += name
        return Included(LinesParser(text, name, context).statements(scope, depth)).also {
            chain.removeAt(chain.size - 1)
        }
    }

    private fun oneLine(line: Scanner, scope: Scope?): Statement {
        val rules = context.rules
        if (rules.size >= Limits.RULES) line.fail("there are more than ${Limits.RULES} statements", 0)
        val rule = EditRule.of(rules.size, source, line.number, line.rest.trim())
        rules += rule
        val action = ActionParser(line, rule, scope, context).action()
        val word = if (action is KeepRecord || action is KeepField) null else line.takeWord("if", "unless")
        if (word == null) {
            line.expectEnd()
            return action
        }
        return Conditional(action, line.condition(scope), isWanted = word == "if")
    }
}
