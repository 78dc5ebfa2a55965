// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Subfield
import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPlace

/** Makes another text of one; null to remove it. */
internal fun interface Change {
    fun of(text: String, at: Editing): String?
}

/** Changes what a path selects: values, characters of values, indicators. */
internal open class ChangeValues(rule: EditRule, protected val path: MarcPath, private val change: Change) :
    Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path)
        if (places.isEmpty()) return
        at.noteMatch(rule)
        // From the last to the first, so that what is removed doesn't move what comes.
        for (place in places.asReversed()) change(place, at)
    }

    private fun change(place: MarcPlace, at: Editing) {
        val old = place.value
        val new = change.of(old, at)
        if (new == old) return
        when (val index = place.fieldIndex) {
            -1 -> at.setLeader(rule, LeaderText.with(at.record.leader, place.start, old, new))

            else -> when (val field = at.fieldAt(index)) {
                is ControlField -> changeControl(place, index, field, new, at)
                is DataField -> changeData(place, index, field, new, at)
            }
        }
    }

    private fun changeControl(place: MarcPlace, index: Int, field: ControlField, new: String?, at: Editing) {
        val value = field.value
        if (new == null && place.value.length == value.length) return at.remove(rule, index)
        val changed = value.replaceRange(place.start, place.end, new.orEmpty())
        at.replace(rule, index, ControlField.of(field.tag, changed))
    }

    private fun changeData(place: MarcPlace, index: Int, field: DataField, new: String?, at: Editing) {
        if (place.indicator > 0) {
            val indicator = new?.singleOrNull() ?: ' '
            return at.replace(
                rule,
                index,
                field.edit { if (place.indicator == 1) indicator1 = indicator else indicator2 = indicator },
            )
        }
        if (place.subfieldIndex < 0) return if (new == null) at.remove(rule, index) else Unit
        val subfields = ArrayList(field.subfields)
        val subfield = subfields[place.subfieldIndex]
        if (new == null && place.value.length == subfield.value.length) {
            subfields.removeAt(place.subfieldIndex)
            // A field that is emptied goes.
            if (subfields.isEmpty()) return at.remove(rule, index)
        } else {
            val value = subfield.value.replaceRange(place.start, place.end, new.orEmpty())
            subfields[place.subfieldIndex] = Subfield.of(subfield.code, value)
        }
        at.replace(rule, index, field.with(subfields))
    }
}

/** `set PATH to VALUE`: a subfield that a field lacks is made at its end, unless the path says more than its code. */
internal class SetValues(rule: EditRule, path: MarcPath, private val value: Template) :
    ChangeValues(rule, path, { text, at -> value.textOf(at) ?: text }) {
    private val fields = path.fields
    private val code = path.code?.takeIf { MarcPath.of("$fields$$it") == path }

    override fun run(at: Editing) {
        super.run(at)
        if (code == null) return
        at.eachField(rule, fields) { index, field ->
            if (field !is DataField || field.subfields.any { it.code == code }) return@eachField
            val text = value.textOf(at) ?: return@eachField
            at.replace(rule, index, field.with(field.subfields + Subfield.of(code, text)))
        }
    }
}

/** `rename 700$e to $4`: the codes of subfields. */
internal class RenameSubfields(rule: EditRule, private val path: MarcPath, private val code: Char) : Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path).filter { it.subfieldIndex >= 0 }
        if (places.isEmpty()) return
        at.noteMatch(rule)
        for ((index, inField) in places.groupBy { it.fieldIndex }) {
            val field = at.fieldAt(index) as DataField
            val renamed = inField.map { it.subfieldIndex }.toSet()
            val subfields = field.subfields.mapIndexed { number, old ->
                if (number in renamed) Subfield.of(code, old.value) else old
            }
            at.replace(rule, index, field.with(subfields))
        }
    }
}
