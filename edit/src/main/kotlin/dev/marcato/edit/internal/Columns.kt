// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule

/** `{column Title}`: a cell of the row that a record is made of; nothing if it is empty. */
internal class ColumnValue(private val name: String) : Value {
    override fun of(at: Editing): String? = at.row?.get(name)?.let(::trimmed)?.ifEmpty { null }

    companion object {
        const val NO_TABLE = "there are columns only where a table is made into records"
    }
}

/**
 * `each column Subjects, Codes at " | " { }`: for each of the values that cells have with a separator between them; in
 * it, a column means one of its values. The first values of several columns belong together, then the second ones.
 */
internal class ForEachValue(
    private val names: List<String>,
    private val separator: String,
    private val statements: List<Statement>,
) : Statement {
    override val firstRule: EditRule? = statements.firstNotNullOfOrNull { it.firstRule }

    override fun run(at: Editing) {
        val row = at.row ?: return
        val values = names.map { name -> row[name].orEmpty().split(separator).map(::trimmed) }
        for (number in 0 until values.maxOf { it.size }) {
            val here = values.map { it.getOrElse(number) { "" } }
            if (here.all { it.isEmpty() }) continue
            at.row = row + names.zip(here)
            statements.runAll(at)
        }
        at.row = row
    }
}

// Not what ends fields and records, which is a mistake to be reported.
private fun trimmed(text: String) = text.trim { it.isWhitespace() && it !in '\u001C'..'\u001F' }
