// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.DataField
import dev.marcato.Subfield
import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath

/** Where a new subfield goes in its field: at the end if there is none with the code. */
internal class SubfieldPlacing(private val code: Char?, private val isBefore: Boolean) {
    fun indexIn(subfields: List<Subfield>): Int = when {
        code == null -> if (isBefore) 0 else subfields.size

        isBefore -> subfields.indexOfFirst { it.code == code }.let { if (it < 0) subfields.size else it }

        else -> subfields.indexOfLast { it.code == code }.let { if (it < 0) subfields.size else it + 1 }
    }

    companion object {
        val LAST = SubfieldPlacing(null, isBefore = false)
        val FIRST = SubfieldPlacing(null, isBefore = true)
    }
}

/** `add 040$e "rda"`: a subfield in each field that the path selects. */
internal class AddSubfield(
    rule: EditRule,
    private val path: MarcPath,
    private val code: Char,
    private val value: Template,
    private val placing: SubfieldPlacing,
) : Action(rule) {
    override fun run(at: Editing) = at.eachField(rule, path) { index, field ->
        val text = value.textOf(at)
        if (field !is DataField || text == null) return@eachField
        val subfields = ArrayList(field.subfields)
        subfields.add(placing.indexIn(subfields), Subfield.of(code, text))
        at.replace(rule, index, field.with(subfields))
    }
}

/** `copy 260$c to 264$c`, `move 099$a to 090$a`: values, to the first field with the tag, or to a new one. */
internal class CopyValues(
    rule: EditRule,
    private val path: MarcPath,
    private val tag: String,
    private val target: MarcPath,
    private val code: Char?,
    private val isMove: Boolean,
) : Action(rule) {
    private val removal = ChangeValues(rule, path) { _, _ -> null }

    override fun run(at: Editing) {
        val values = at.places(path).map { it.value }
        if (values.isEmpty()) return
        at.noteMatch(rule)
        if (isMove) removal.run(at)
        if (code == null) {
            for (value in values) at.add(rule, at.placeFor(tag), controlField(value))
            return
        }
        val subfields = values.map { Subfield.of(code, it) }
        val index = at.places(target).firstOrNull { at.fieldAt(it.fieldIndex) is DataField }?.fieldIndex
        if (index == null) {
            at.add(rule, at.placeFor(tag), DataField.of(tag, ' ', ' ', subfields))
        } else {
            val field = at.fieldAt(index) as DataField
            at.replace(rule, index, field.with(field.subfields + subfields))
        }
    }

    private fun controlField(value: String) = dev.marcato.ControlField.of(tag, value)
}

/** `split 300$a at " ; "`: a subfield into several with the same code. */
internal class SplitValues(
    rule: EditRule,
    private val path: MarcPath,
    private val separator: TextPattern,
    private val code: Char?,
) : Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path).filter { it.subfieldIndex >= 0 }
        if (places.isEmpty()) return
        at.noteMatch(rule)
        for (place in places.asReversed()) {
            val field = at.fieldAt(place.fieldIndex) as DataField
            val old = field.subfields[place.subfieldIndex]
            val parts = separator.split(old.value).filter { it.isNotEmpty() }
            if (parts.size < 2) continue
            val subfields = ArrayList(field.subfields)
            subfields.removeAt(place.subfieldIndex)
            val new = parts.mapIndexed { number, part -> Subfield.of(if (number > 0 && code != null) code else old.code, part) }
            subfields.addAll(place.subfieldIndex, new)
            at.replace(rule, place.fieldIndex, field.with(subfields))
        }
    }
}

/** `join 300$a with " ; "`: the subfields that a path selects in a field, in the first of them. */
internal class JoinValues(rule: EditRule, private val path: MarcPath, private val separator: Template) : Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path).filter { it.subfieldIndex >= 0 }
        if (places.isEmpty()) return
        at.noteMatch(rule)
        for ((index, inField) in places.groupBy { it.fieldIndex }) {
            if (inField.size < 2) continue
            val field = at.fieldAt(index) as DataField
            val numbers = inField.map { it.subfieldIndex }
            val text = numbers.joinToString(separator.textOf(at) ?: continue) { field.subfields[it].value }
            val subfields = ArrayList(field.subfields)
            for (number in numbers.drop(1).asReversed()) subfields.removeAt(number)
            subfields[numbers[0]] = Subfield.of(subfields[numbers[0]].code, text)
            at.replace(rule, index, field.with(subfields))
        }
    }
}

/** `sort subfields of 650 by "axvyz"`: others stay after those, in their order. */
internal class SortSubfields(rule: EditRule, private val path: MarcPath, private val order: String) : Action(rule) {
    override fun run(at: Editing) = at.eachField(rule, path) { index, field ->
        if (field !is DataField) return@eachField
        val sorted = field.subfields.sortedBy { order.indexOf(it.code).let { place -> if (place < 0) order.length else place } }
        at.replace(rule, index, field.with(sorted))
    }
}
