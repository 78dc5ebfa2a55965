// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.DataField
import dev.marcato.edit.EditRule

/**
 * `look up 090$a in "shelves.csv" into 852$b else "none"`: what a table has for a value, in its place or elsewhere.
 * If it has several, a subfield becomes several.
 */
internal class LookUp(
    rule: EditRule,
    private val target: Target,
    private val table: LookUpTable,
    private val destination: Destination?,
    private val default: Template?,
) : Action(rule, target) {
    override fun act(at: Editing) {
        if (destination != null) return elsewhere(at, destination)
        if (target.kind == PlaceKind.SUBFIELD && target.path.firstPosition == null) return inSubfields(at)
        change.act(at)
    }

    /** Positions, indicators and control fields have room for one. */
    private val change = ChangeValues(rule, target, FieldText.EVERY) { text, at ->
        valuesFor(text, at)?.let { it.singleOrNull() ?: throw Refusal("the table has several for \"$text\"") } ?: text
    }

    private fun elsewhere(at: Editing, destination: Destination) {
        val values = at.values(target)
        if (values.isEmpty()) return
        at.noteMatch(rule)
        destination.put(at, rule, values.flatMap { valuesFor(it, at).orEmpty() })
    }

    private fun inSubfields(at: Editing) {
        val byField = at.places(target).filter { it.subfield >= 0 }.groupBy({ it.index }) { it.subfield }
        if (byField.isEmpty()) return
        at.noteMatch(rule)
        // In the order of the record, in which counters count.
        for (index in byField.keys.sorted()) {
            val field = at.fieldAt(index) as DataField
            val chosen = byField.getValue(index).toSet()
            val subfields = field.subfields.flatMapIndexed { number, old ->
                val values = if (number in chosen) valuesFor(old.value, at) else null
                values?.map { at.subfield(old.code, it) } ?: listOf(old)
            }
            at.replace(rule, index, field.with(subfields))
        }
    }

    private fun valuesFor(text: String, at: Editing): List<String>? =
        table.valuesFor(text) ?: default?.textOf(at)?.let(::listOf)
}
