// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule
import dev.marcato.path.ConditionVisitor
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.PathLimitException

/** What a list of edits consists of. Statements are shared by threads, and have no state. */
internal sealed interface Statement {
    /** The first rule in it, which a condition that can't be answered is a problem of; null if there is none. */
    val firstRule: EditRule?

    fun run(at: Editing)
}

/** A condition on the record, or in a block for each field on that field. */
internal class FieldCondition(private val ofRecord: MarcCondition?, private val ofField: Target?) {
    private val looksAt = ofRecord?.accept(PathsOfCondition)

    /** Null if it takes too long to find out, which is then a problem of [rule]. */
    fun holds(at: Editing, rule: EditRule?): Boolean? = try {
        ofRecord?.test(at.recordFor(looksAt)) ?: at.places(checkNotNull(ofField)).isNotEmpty()
    } catch (e: PathLimitException) {
        rule?.let { at.fail(it, null, checkNotNull(e.message)) }
        null
    }
}

/** The paths that a condition looks at; null if they aren't known. */
private object PathsOfCondition : ConditionVisitor<List<Target>?> {
    override fun exists(path: MarcPath): List<Target> = listOf(Target(path, isHere = false))

    override fun compares(
        path: MarcPath,
        comparison: dev.marcato.path.Comparison,
        texts: List<String>,
        ignoresCase: Boolean,
    ): List<Target> = exists(path)

    override fun not(part: List<Target>?): List<Target>? = part

    override fun allOf(parts: List<List<Target>?>): List<Target>? = together(parts)

    override fun anyOf(parts: List<List<Target>?>): List<Target>? = together(parts)

    override fun other(condition: MarcCondition): List<Target>? = null

    private fun together(parts: List<List<Target>?>) = if (parts.any {
            it == null
        }
    ) {
        null
    } else {
        parts.flatMap { it.orEmpty() }
    }
}

/** `if ... { } else if ... { } else { }` */
internal class Choice(private val branches: List<Branch>) : Statement {
    /** What is done if [condition] holds; null if it always does. */
    class Branch(val condition: FieldCondition?, val statements: List<Statement>)

    override val firstRule: EditRule? = branches.firstNotNullOfOrNull { it.statements.firstRule }

    override fun run(at: Editing) {
        for (branch in branches) {
            val holds = if (branch.condition == null) true else branch.condition.holds(at, firstRule) ?: return
            if (holds) return branch.statements.runAll(at)
        }
    }
}

/** `each PATH { }` */
internal class ForEach(private val target: Target, private val statements: List<Statement>) : Statement {
    override val firstRule: EditRule? = statements.firstRule

    override fun run(at: Editing) {
        if (!at.mayHave(target)) return
        try {
            at.forEachField(target) { statements.runAll(at) }
        } catch (e: PathLimitException) {
            firstRule?.let { at.fail(it, null, checkNotNull(e.message)) }
        }
    }
}

/** What another file has. */
internal class Included(private val statements: List<Statement>) : Statement {
    override val firstRule: EditRule? = statements.firstRule

    override fun run(at: Editing) = statements.runAll(at)
}

/** A statement on one line, which may end in `if` or `unless` and a condition. */
internal class Conditional(
    private val action: Action,
    private val condition: FieldCondition,
    private val isWanted: Boolean,
) : Statement {
    override val firstRule: EditRule get() = action.rule

    override fun run(at: Editing) {
        if (condition.holds(at, action.rule) == isWanted) action.run(at)
    }
}

/**
 * A statement that changes something.
 *
 * @property needed what has to select something, or else there is nothing to do; null if there may be anyway
 */
internal abstract class Action(val rule: EditRule, private val needed: Target? = null) : Statement {
    override val firstRule: EditRule get() = rule

    final override fun run(at: Editing) {
        if (needed == null || at.mayHave(needed)) at.perform(rule) { act(at) }
    }

    abstract fun act(at: Editing)
}

private val List<Statement>.firstRule: EditRule? get() = firstNotNullOfOrNull { it.firstRule }

internal fun List<Statement>.runAll(at: Editing) {
    for (index in indices) {
        if (at.isEnded) return
        this[index].run(at)
    }
}
