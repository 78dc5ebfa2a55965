// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule

/** `drop record`. */
internal class DropRecord(rule: EditRule) : Action(rule) {
    override fun act(at: Editing) {
        at.noteMatch(rule)
        at.drop(rule)
    }
}

/** `keep record if ...`: drops it if not. It looks at every record, so it always matches. */
internal class KeepRecord(rule: EditRule, private val condition: FieldCondition, private val isWanted: Boolean) :
    Action(rule) {
    override fun act(at: Editing) {
        at.noteMatch(rule)
        if (condition.holds(at, rule) == !isWanted) at.drop(rule)
    }
}

/** `keep field if ...`, in a block for each field: removes it if not. */
internal class KeepField(
    rule: EditRule,
    private val field: Target,
    private val condition: FieldCondition,
    private val isWanted: Boolean,
) : Action(rule, field) {
    override fun act(at: Editing) {
        if (at.here < 0) return
        at.noteMatch(rule)
        if (condition.holds(at, rule) == !isWanted) at.remove(rule, at.here)
    }
}
