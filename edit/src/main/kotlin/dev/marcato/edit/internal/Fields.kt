// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Subfield
import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath

/** Where a new field goes. */
internal sealed interface Placing {
    /** By the order of tags, after others with its tag. */
    data object InOrder : Placing

    /** Before others with its tag, else by the order of tags. */
    data object First : Placing

    /** At the end of the record. */
    data object Last : Placing

    /** Before the first field of a path, or after the last; by the order of tags if there is none. */
    class Beside(val path: MarcPath, val isBefore: Boolean) : Placing

    fun indexFor(tag: String, at: Editing): Int = when (this) {
        is InOrder -> at.placeFor(tag)

        is First -> (0 until at.size).firstOrNull { at.fieldAt(it).tag == tag } ?: at.placeFor(tag)

        is Last -> at.size

        is Beside -> {
            val places = at.places(path)
            when {
                places.isEmpty() -> at.placeFor(tag)
                isBefore -> places.first().fieldIndex
                else -> places.last().fieldIndex + 1
            }
        }
    }
}

/** A field that is made for each record; of its subfields, those whose value isn't there are left out. */
internal class FieldTemplate(
    val tag: String,
    private val indicators: String,
    private val subfields: List<Pair<Char, Template>>,
    private val value: Template?,
) {
    /** The field; null if a control field has no value, or no subfield has one. */
    fun fieldFor(at: Editing): Field? {
        if (value != null) return value.textOf(at)?.let { ControlField.of(tag, it) }
        val parts = subfields.mapNotNull { (code, template) -> template.textOf(at)?.let { Subfield.of(code, it) } }
        return if (parts.isEmpty()) null else DataField.of(tag, indicators[0], indicators[1], parts)
    }
}

/** `add 590 __ $a "..."`. */
internal class AddField(
    rule: EditRule,
    private val template: FieldTemplate,
    private val placing: Placing,
    private val isOnce: Boolean,
) : Action(rule) {
    override fun run(at: Editing) {
        val field = template.fieldFor(at) ?: return
        at.noteMatch(rule)
        if (isOnce && (0 until at.size).any { at.fieldAt(it) == field }) return
        at.add(rule, placing.indexFor(template.tag, at), field)
    }
}

/** `keep only 001, 245`. */
internal class KeepOnly(rule: EditRule, private val paths: List<MarcPath>) : Action(rule) {
    override fun run(at: Editing) {
        val kept = paths.flatMapTo(HashSet()) { path -> at.places(path).map { it.fieldIndex } }
        at.noteMatch(rule)
        for (index in at.size - 1 downTo 0) if (index !in kept) at.remove(rule, index)
    }
}

/** `rename 260 to 264`. */
internal class RenameField(rule: EditRule, private val path: MarcPath, private val tag: String) : Action(rule) {
    override fun run(at: Editing) = at.eachField(rule, path) { index, field ->
        val renamed = when {
            field is DataField && !tag.startsWith("00") -> field.edit { tag = this@RenameField.tag }
            field is ControlField && tag.startsWith("00") -> ControlField.of(tag, field.value)
            else -> field
        }
        at.replace(rule, index, renamed)
    }
}

/** `copy 099 to 090`, `move 099 to 090`: fields, to the place of the new tag. */
internal class CopyField(
    rule: EditRule,
    private val path: MarcPath,
    private val tag: String,
    private val isMove: Boolean,
) : Action(rule) {
    override fun run(at: Editing) {
        val sources = at.places(path).map { at.fieldAt(it.fieldIndex) }.distinct()
        if (sources.isEmpty()) return
        at.noteMatch(rule)
        for (source in sources) {
            val copy = when (source) {
                is DataField -> if (tag.startsWith("00")) continue else source.edit { tag = this@CopyField.tag }
                is ControlField -> if (tag.startsWith("00")) ControlField.of(tag, source.value) else continue
            }
            if (isMove) at.remove(rule, indexOf(at, source))
            at.add(rule, at.placeFor(tag), copy)
        }
    }

    private fun indexOf(at: Editing, field: Field) = (0 until at.size).first { at.fieldAt(it) == field }
}

/** `sort fields`, `sort fields 6XX`: those, in the places that they have now, by tag. */
internal class SortFields(rule: EditRule, private val path: MarcPath) : Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path).map { it.fieldIndex }.distinct()
        if (places.isEmpty()) return
        at.noteMatch(rule)
        val all = (0 until at.size).mapTo(ArrayList()) { at.fieldAt(it) }
        val sorted = places.map { all[it] }.sortedBy { it.tag }
        places.forEachIndexed { number, index -> all[index] = sorted[number] }
        at.reorder(rule, all)
    }
}

/** `remove duplicates of 650`: of identical fields, all but the first. */
internal class RemoveDuplicates(
    rule: EditRule,
    private val path: MarcPath,
    private val ignoresIndicators: Boolean,
) : Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path).map { it.fieldIndex }.distinct()
        if (places.isEmpty()) return
        at.noteMatch(rule)
        val seen = HashSet<Any>()
        val repeated = places.filterNot { seen.add(keyOf(at.fieldAt(it))) }
        for (index in repeated.asReversed()) at.remove(rule, index)
    }

    private fun keyOf(field: Field): Any =
        if (ignoresIndicators && field is DataField) listOf(field.tag, field.subfields) else field
}

/** `split fields 653 at $a`: a field for each $a, with the subfields that follow it up to the next. */
internal class SplitField(rule: EditRule, private val path: MarcPath, private val code: Char) : Action(rule) {
    override fun run(at: Editing) = at.eachField(rule, path) { index, field ->
        if (field !is DataField) return@eachField
        val groups = ArrayList<MutableList<Subfield>>()
        for (subfield in field.subfields) {
            val begins = groups.isEmpty() || (subfield.code == code && groups.last().any { it.code == code })
            if (begins) groups += ArrayList<Subfield>()
            groups.last() += subfield
        }
        if (groups.size > 1) at.replace(rule, index, groups.map { group -> field.with(group) })
    }
}

/** `join fields 653`: the subfields of all, in the first. */
internal class JoinFields(rule: EditRule, private val path: MarcPath) : Action(rule) {
    override fun run(at: Editing) {
        val places = at.places(path).map { it.fieldIndex }.distinct().filter { at.fieldAt(it) is DataField }
        if (places.isEmpty()) return
        at.noteMatch(rule)
        if (places.size == 1) return
        val fields = places.map { at.fieldAt(it) as DataField }
        val joined = fields[0].with(fields.flatMap { it.subfields })
        for (index in places.drop(1).asReversed()) at.remove(rule, index)
        at.replace(rule, places[0], joined)
    }
}

internal fun DataField.with(others: List<Subfield>): DataField = edit {
    subfields.clear()
    subfields.addAll(others)
}

/** Calls [action] with each field that [path] selects, from the last to the first, so that places stay right. */
internal inline fun Editing.eachField(rule: EditRule, path: MarcPath, action: (Int, Field) -> Unit) {
    val places = places(path).map { it.fieldIndex }.distinct()
    if (places.isEmpty()) return
    noteMatch(rule)
    for (index in places.asReversed()) action(index, fieldAt(index))
}
