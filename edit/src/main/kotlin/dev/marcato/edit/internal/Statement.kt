// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath

/** What a list of edits consists of. Statements are shared by threads, and have no state. */
internal sealed interface Statement {
    fun run(at: Editing)
}

/** A condition on the record, or in a block for each field on that field. */
internal class FieldCondition(private val ofRecord: MarcCondition?, private val ofField: MarcPath?) {
    fun holds(at: Editing): Boolean = ofRecord?.test(at.record) ?: at.matchesHere(checkNotNull(ofField))
}

/** `if ... { } else if ... { } else { }` */
internal class Choice(private val branches: List<Branch>) : Statement {
    /** What is done if [condition] holds; null if it always does. */
    class Branch(val condition: FieldCondition?, val statements: List<Statement>)

    override fun run(at: Editing) {
        branches.firstOrNull { it.condition?.holds(at) ?: true }?.statements?.runAll(at)
    }
}

/** `each PATH { }` */
internal class ForEach(private val path: MarcPath, private val statements: List<Statement>) : Statement {
    override fun run(at: Editing) {
        at.forEachField(path) { statements.runAll(at) }
    }
}

/** A statement on one line, which may end in `if` or `unless` and a condition. */
internal class Conditional(
    private val action: Action,
    private val condition: FieldCondition,
    private val isWanted: Boolean,
) : Statement {
    override fun run(at: Editing) {
        if (condition.holds(at) == isWanted) action.run(at)
    }
}

/** A statement that changes something. */
internal abstract class Action(val rule: EditRule) : Statement

internal fun List<Statement>.runAll(at: Editing) {
    for (statement in this) {
        if (at.isEnded) return
        statement.run(at)
    }
}
