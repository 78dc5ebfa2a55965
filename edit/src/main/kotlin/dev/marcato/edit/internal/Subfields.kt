// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Subfield
import dev.marcato.edit.EditRule

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
internal class AddSubfields(
    rule: EditRule,
    private val fields: Target,
    private val code: Char,
    private val value: Template,
    private val placing: SubfieldPlacing,
    private val isOnce: Boolean,
) : Action(rule, fields) {
    override fun act(at: Editing) {
        for (index in at.fieldIndexes(fields).sorted()) {
            val field = at.fieldAt(index) as? DataField ?: continue
            at.noteMatch(rule)
            val added = at.subfield(code, value.textOf(at) ?: continue)
            val subfields = ArrayList(field.subfields)
            if (isOnce && added in subfields) continue
            subfields.add(placing.indexIn(subfields), added)
            at.replace(rule, index, field.with(subfields))
        }
    }
}

/** Where values go: to the first field of [target], or to a new one with its tag. */
internal class Destination(val target: Target, val tag: String, private val code: Char?) {
    fun put(at: Editing, rule: EditRule, values: List<String>) {
        if (values.isEmpty()) return
        if (code == null) {
            for (value in values) at.add(rule, at.placeFor(tag), ControlField.of(tag, value))
            return
        }
        val subfields = values.map { at.subfield(code, it) }
        val index = at.fieldIndexes(target).firstOrNull { at.fieldAt(it) is DataField }
        if (index != null) {
            val field = at.fieldAt(index) as DataField
            at.replace(rule, index, field.with(field.subfields + subfields))
        } else if (!target.isHere) {
            at.add(rule, at.placeFor(tag), DataField.of(tag, ' ', ' ', subfields))
        }
    }
}

/** `copy 260$c to 264$c`, `move 099$a to 090$a`: values. */
internal class CopyValues(
    rule: EditRule,
    private val target: Target,
    private val destination: Destination,
    isMove: Boolean,
) : Action(rule, target) {
    private val removal = if (!isMove) {
        null
    } else if (target.isFields) {
        RemoveFields(rule, target, isWithPair = false)
    } else {
        ChangeValues(rule, target, FieldText.NONE) { _, _ -> null }
    }

    override fun act(at: Editing) {
        val values = at.values(target)
        if (values.isEmpty()) return
        at.noteMatch(rule)
        removal?.act(at)
        destination.put(at, rule, values)
    }
}

/** `split 300$a at " ; "`: a subfield into several, with the same code or another one. */
internal class SplitValues(
    rule: EditRule,
    private val target: Target,
    private val separator: TextPattern,
    private val code: Char?,
) : Action(rule, target) {
    override fun act(at: Editing) = at.eachSubfields(rule, target) { index, field, numbers ->
        val chosen = numbers.toSet()
        val subfields = field.subfields.flatMapIndexed { number, old ->
            if (number in
                chosen
            ) {
                parts(old)
            } else {
                listOf(old)
            }
        }
        if (subfields.size > field.subfields.size) at.replace(rule, index, field.with(subfields))
    }

    private fun parts(old: Subfield): List<Subfield> {
        val texts = separator.split(old.value).filter { it.isNotEmpty() }
        if (texts.size < 2) return listOf(old)
        return texts.mapIndexed { number, text ->
            Subfield.of(
                if (number > 0 &&
                    code != null
                ) {
                    code
                } else {
                    old.code
                },
                text,
            )
        }
    }
}

/** `join 300$a with " ; "`: the subfields that a path selects in a field, in the first of them. */
internal class JoinValues(rule: EditRule, private val target: Target, private val separator: Template) :
    Action(rule, target) {
    override fun act(at: Editing) = at.eachSubfields(rule, target) { index, field, numbers ->
        val between = if (numbers.size < 2) null else separator.textOf(at)
        if (between == null) return@eachSubfields
        val text = GrowingText()
        for ((place, number) in numbers.withIndex()) {
            if (place > 0) {
                val _ = text.append(between)
            }
            val _ = text.append(field.subfields[number].value)
        }
        val subfields = ArrayList(field.subfields)
        for (number in numbers.drop(1).asReversed()) subfields.removeAt(number)
        subfields[numbers[0]] = at.subfield(subfields[numbers[0]].code, "$text")
        at.replace(rule, index, field.with(subfields))
    }
}

/** `sort subfields of 650 by "axvyz"`: others stay after those, in their order. */
internal class SortSubfields(rule: EditRule, private val target: Target, private val order: String) :
    Action(rule, target) {
    override fun act(at: Editing) = at.eachField(rule, target) { index, field ->
        if (field !is DataField) return@eachField
        val sorted = field.subfields.sortedBy {
            order.indexOf(it.code).let { place ->
                if (place <
                    0
                ) {
                    order.length
                } else {
                    place
                }
            }
        }
        if (sorted.isNotEmpty()) at.replace(rule, index, field.with(sorted))
    }
}
