// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Subfield
import dev.marcato.edit.EditRule

/** Where a new field goes. */
internal sealed interface Placing {
    /** By the order of tags, after others with its tag. */
    object InOrder : Placing

    /** Before others with its tag, else by the order of tags. */
    object First : Placing

    /** At the end of the record. */
    object Last : Placing

    /** Before the first field of a path, or after the last; by the order of tags if there is none. */
    class Beside(val target: Target, val isBefore: Boolean) : Placing

    fun indexFor(tag: String, at: Editing): Int = when (this) {
        is InOrder -> at.placeFor(tag)

        is First -> (0 until at.size).firstOrNull { at.fieldAt(it).tag == tag } ?: at.placeFor(tag)

        is Last -> at.size

        is Beside -> {
            val indexes = at.fieldIndexes(target)
            when {
                indexes.isEmpty() -> at.placeFor(tag)
                isBefore -> indexes.min()
                else -> indexes.max() + 1
            }
        }
    }
}

/** A field that is made for each record. */
internal class FieldTemplate(
    val tag: String,
    private val indicators: String,
    private val subfields: List<Part>,
    private val value: Template?,
) {
    /** A subfield; one that [isOptional] is left out if its value isn't there. */
    class Part(val code: Char, val value: Template, val isOptional: Boolean)

    /** The field; null if a value that it needs isn't there. */
    fun fieldFor(at: Editing): Field? = at.withCounters { made(at) }

    private fun made(at: Editing): Field? {
        if (value != null) return value.textOf(at)?.let { ControlField.of(tag, it) }
        val made = ArrayList<Subfield>(subfields.size)
        for (part in subfields) {
            val text = part.value.textOf(at)
            if (text != null) {
                made += at.subfield(part.code, text)
            } else if (!part.isOptional) {
                return null
            }
        }
        return if (made.isEmpty()) null else DataField.of(tag, indicators[0], indicators[1], made)
    }
}

/** `add 590 __ $a "..."`. */
internal class AddField(
    rule: EditRule,
    private val template: FieldTemplate,
    private val placing: Placing,
    private val isOnce: Boolean,
) : Action(rule) {
    override fun act(at: Editing) {
        val field = template.fieldFor(at) ?: return
        at.noteMatch(rule)
        if (isOnce && (0 until at.size).any { at.fieldAt(it) == field }) return
        at.add(rule, placing.indexFor(template.tag, at), field)
    }
}

/** `remove 9XX`, `remove 880 with its pair`: fields. */
internal class RemoveFields(rule: EditRule, private val target: Target, private val isWithPair: Boolean) :
    Action(rule, target) {
    override fun act(at: Editing) {
        val indexes = at.fieldIndexes(target)
        if (indexes.isEmpty()) return
        at.noteMatch(rule)
        val links = if (isWithPair) indexes.flatMap { PairLink.linksOf(at.fieldAt(it)) } else emptyList()
        for (index in indexes.sortedDescending()) at.remove(rule, index)
        for (link in links) {
            val other = Pairs.indexOf(at, link.back)
            if (other >= 0 && Pairs.indexOf(at, link) < 0) at.remove(rule, other)
        }
    }
}

/** `keep only 001, 245`. */
internal class KeepOnly(rule: EditRule, private val targets: List<Target>) : Action(rule) {
    override fun act(at: Editing) {
        val kept = targets.flatMapTo(HashSet()) { at.fieldIndexes(it) }
        at.noteMatch(rule)
        for (index in at.size - 1 downTo 0) if (index !in kept) at.remove(rule, index)
    }
}

/** `rename 260 to 264`. */
internal class RenameFields(rule: EditRule, private val target: Target, private val tag: String) :
    Action(rule, target) {
    override fun act(at: Editing) = at.eachField(rule, target) { index, field ->
        at.replace(rule, index, renamed(field, tag, at.pathOf(index)))
    }
}

/** `copy 099 to 090`, `move 099 to 090`: fields, to the place of the new tag. */
internal class CopyFields(
    rule: EditRule,
    private val target: Target,
    private val tag: String,
    private val isMove: Boolean,
) : Action(rule, target) {
    override fun act(at: Editing) {
        val indexes = at.fieldIndexes(target).sorted()
        if (indexes.isEmpty()) return
        at.noteMatch(rule)
        val made = indexes.map {
            renamed(at.fieldAt(it), tag, at.pathOf(it)).let { field -> if (isMove) field else copy(field, at) }
        }
        if (isMove) for (index in indexes.asReversed()) at.remove(rule, index)
        for (field in made) at.add(rule, at.placeFor(tag), field)
    }

    /** A copy is no half of a pair, so it has no $6. */
    private fun copy(field: Field, at: Editing): Field {
        at.count(field.value.length)
        if (field !is DataField || field[LINK] == null) return field
        val others = field.subfields.filter { it.code != LINK }
        return if (others.isEmpty()) field else field.with(others)
    }

    private companion object {
        const val LINK = '6'
    }
}

/** [field] with another [tag]. */
private fun renamed(field: Field, tag: String, path: String): Field = when (field) {
    is DataField -> if (isControl(tag)) {
        throw Refusal("a field with subfields can't be $tag, which has none", path)
    } else {
        field.edit { this.tag = tag }
    }

    is ControlField -> if (isControl(tag)) {
        ControlField.of(tag, field.value)
    } else {
        throw Refusal("a field without subfields can't be $tag, which needs one", path)
    }
}

internal fun isControl(tag: String): Boolean = tag.startsWith("00")

/** `sort fields`, `sort fields 6XX`: those, in the places that they have now, by tag. */
internal class SortFields(rule: EditRule, private val target: Target) : Action(rule, target) {
    override fun act(at: Editing) {
        val places = at.fieldIndexes(target).sorted()
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
    private val target: Target,
    private val ignoresIndicators: Boolean,
) : Action(rule, target) {
    override fun act(at: Editing) {
        val places = at.fieldIndexes(target).sorted()
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
internal class SplitFields(rule: EditRule, private val target: Target, private val code: Char) :
    Action(rule, target) {
    override fun act(at: Editing) = at.eachField(rule, target) { index, field ->
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
internal class JoinFields(rule: EditRule, private val target: Target) : Action(rule, target) {
    override fun act(at: Editing) {
        val places = at.fieldIndexes(target).sorted().filter { at.fieldAt(it) is DataField }
        if (places.isEmpty()) return
        at.noteMatch(rule)
        if (places.size == 1) return
        val fields = places.map { at.fieldAt(it) as DataField }
        val joined = fields[0].with(fields.flatMap { it.subfields })
        for (index in places.drop(1).asReversed()) at.remove(rule, index)
        at.replace(rule, places[0], joined)
    }
}

/** Calls [action] with each field that [target] selects, from the last to the first, so that places stay right. */
internal inline fun Editing.eachField(rule: EditRule, target: Target, action: (Int, Field) -> Unit) {
    val indexes = fieldIndexes(target)
    if (indexes.isEmpty()) return
    noteMatch(rule)
    for (index in indexes.sortedDescending()) action(index, fieldAt(index))
}
