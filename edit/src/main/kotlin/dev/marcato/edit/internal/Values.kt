// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Leader
import dev.marcato.Subfield
import dev.marcato.edit.EditRule

/** Makes another text of one; null to remove it. */
internal fun interface Change {
    fun of(text: String, at: Editing): String?
}

/** Which of its subfields stand for a data field as a whole. */
internal enum class FieldText {
    /** None: it is the field itself. */
    NONE,

    /** All that are text. */
    EVERY,

    /** The first that is text. */
    FIRST,

    /** The last that is text: where the field ends for a reader. */
    LAST,
    ;

    fun indexesIn(field: DataField): List<Int> {
        val text = field.subfields.mapIndexedNotNull { index, subfield -> index.takeIf { subfield.code !in NO_TEXT } }
        return when (this) {
            NONE -> emptyList()
            EVERY -> text
            FIRST -> text.take(1)
            LAST -> text.takeLast(1)
        }
    }

    companion object {
        /** Subfields that identify, name a source or link, and follow or precede the text. */
        const val NO_TEXT = "01256"
    }
}

/** Changes what a path selects: values, characters of values, indicators. */
internal class ChangeValues(
    rule: EditRule,
    private val target: Target,
    private val whole: FieldText,
    private val change: Change,
) : Action(rule, target) {
    /** A place and what is to be there. */
    private class Changed(val place: Place, val old: String, val new: String?)

    override fun act(at: Editing) {
        val places = at.places(target).flatMap { texts(it, at) }
        if (places.isEmpty()) return
        at.noteMatch(rule)
        // In the order of the record, in which counters count; and all before the first of them is changed.
        val changed = places.mapNotNull { place ->
            val old = place.value
            val new = change.of(old, at)
            if (new == old) null else Changed(place, old, new?.also { at.count(it.length) })
        }
        // From the last field to the first, so that what is removed doesn't move what comes.
        val byField = changed.groupBy { it.place.index }
        for (index in byField.keys.sortedDescending()) change(index, byField.getValue(index), at)
    }

    private fun texts(place: Place, at: Editing): List<Place> {
        val isWhole = whole != FieldText.NONE && place.index >= 0 && place.subfield < 0 && place.indicator == 0
        val field = (if (isWhole) at.fieldAt(place.index) else null) as? DataField ?: return listOf(place)
        if (target.kind == PlaceKind.CHARACTERS) throw Refusal(NO_CHARACTERS, at.pathOf(place.index))
        return whole.indexesIn(field).map { Place.of(place.index, field, it) }
    }

    private fun change(index: Int, places: List<Changed>, at: Editing) {
        if (index < 0) return at.setLeader(rule, leader(at.leaderNow, places))
        when (val field = at.fieldAt(index)) {
            is ControlField -> control(field, places).let {
                if (it ==
                    null
                ) {
                    at.remove(rule, index)
                } else {
                    at.replace(rule, index, it)
                }
            }

            is DataField -> data(field, places).let {
                if (it ==
                    null
                ) {
                    at.remove(rule, index)
                } else {
                    at.replace(rule, index, it)
                }
            }
        }
    }

    private fun leader(leader: Leader, places: List<Changed>): Leader {
        val text = changed("$leader", places)
        if (text?.length != Leader.LENGTH) throw Refusal("the leader has ${Leader.LENGTH} characters", "LDR")
        return text.foldIndexed(leader) { index, so, character ->
            if (so[index] == character) so else so.with(index, character)
        }
    }

    private fun control(field: ControlField, places: List<Changed>): Field? =
        changed(field.value, places)?.let { ControlField.of(field.tag, it) }

    private fun data(field: DataField, places: List<Changed>): Field? {
        if (places.any { it.place.subfield < 0 && it.place.indicator == 0 }) return null
        val bySubfield = places.filter { it.place.subfield >= 0 }.groupBy { it.place.subfield }
        val subfields = field.subfields.mapIndexedNotNull { number, subfield ->
            val here = bySubfield[number]
            if (here == null) subfield else changed(subfield.value, here)?.let { Subfield.of(subfield.code, it) }
        }
        // A field that is emptied goes.
        if (subfields.isEmpty() && bySubfield.isNotEmpty()) return null
        val withSubfields = if (bySubfield.isEmpty()) field else field.with(subfields)
        return places.filter { it.place.indicator > 0 }.fold(withSubfields) { so, changed ->
            so.withIndicator(changed.place.indicator, indicatorOf(changed.new))
        }
    }

    /** [text] with all changes in it; null if all of it is removed. */
    private fun changed(text: String, places: List<Changed>): String? {
        var result = text
        var from = text.length
        var isRemoved = false
        for (changed in places.sortedByDescending { it.place.start }) {
            val start = changed.place.start
            val end = start + changed.old.length
            // Characters that two parts of a path select are changed once.
            if (end > from) continue
            if (changed.new == null && start == 0 && end == text.length) isRemoved = true
            result = result.replaceRange(start, end, changed.new.orEmpty())
            from = start
        }
        return if (isRemoved) null else result
    }

    companion object {
        const val NO_CHARACTERS = "characters of a whole field can't be changed: name a subfield, such as 245\$a/0-3"

        fun indicatorOf(text: String?): Char = when (text) {
            null, "_", "#" -> ' '

            else -> text.singleOrNull()?.takeIf { it in ' '..'~' }
                ?: throw Refusal("an indicator is one character, not \"$text\"")
        }
    }
}

/** `set 245$c to VALUE`: every such subfield; a field that has none gets one at its end. */
internal class SetSubfields(rule: EditRule, target: Target, private val value: Template) :
    Action(rule, target.fields) {
    private val fields = target.fields
    private val code = checkNotNull(target.code)

    override fun act(at: Editing) {
        for (index in at.fieldIndexes(fields)) {
            val field = at.fieldAt(index) as? DataField ?: continue
            at.noteMatch(rule)
            var isThere = false
            val subfields = field.subfields.mapTo(ArrayList()) { subfield ->
                if (subfield.code != code) return@mapTo subfield
                isThere = true
                made(at, subfield) ?: subfield
            }
            if (!isThere) made(at, null)?.let(subfields::add)
            if (subfields.isNotEmpty()) at.replace(rule, index, field.with(subfields))
        }
    }

    private fun made(at: Editing, old: Subfield?): Subfield? = value.textOf(at)?.let {
        if (it == old?.value) old else at.subfield(code, it)
    }
}

/** `set 245$a/0-2 to VALUE`: a text of as many characters, in values that are long enough. */
internal class SetCharacters(rule: EditRule, private val target: Target, private val value: Template) :
    Action(rule, target.fields) {
    private val first = checkNotNull(target.path.firstPosition)
    private val last = checkNotNull(target.path.lastPosition)
    private val length = last - first + 1
    private val set = ChangeValues(rule, target, FieldText.NONE) { old, at ->
        if (count(old) < length) throw Refusal(afterEnd(first + count(old)))
        value.textOf(at)?.also { if (count(it) != length) throw wrongLength(length, it) } ?: old
    }

    /** The same without positions, if the path says no more than that. */
    private val whole = target.whole.takeIf {
        "${target.path}" in setOf("$it/$first-$last", "$it/$first")
    }

    override fun act(at: Editing) {
        for (place in whole?.let(at::places).orEmpty()) {
            val there = count(place.value)
            if (there <= last) throw Refusal(afterEnd(there), at.pathOf(place.index))
        }
        set.act(at)
    }

    private fun afterEnd(there: Int) = "position $last is after the end: there are $there characters"
}

/** The number of characters, as paths count them. */
internal fun count(text: String): Int = text.codePointCount(0, text.length)

internal fun wrongLength(length: Int, text: String): Refusal =
    Refusal("a text of $length characters is expected here, not \"$text\"")

/** `rename 700$e to $4`: the codes of subfields. */
internal class RenameSubfields(rule: EditRule, private val target: Target, private val code: Char) :
    Action(rule, target) {
    override fun act(at: Editing) = at.eachSubfields(rule, target) { index, field, numbers ->
        val renamed = numbers.toSet()
        val subfields = field.subfields.mapIndexed { number, old ->
            if (number in renamed) Subfield.of(code, old.value) else old
        }
        at.replace(rule, index, field.with(subfields))
    }
}

internal fun Editing.subfield(code: Char, value: String): Subfield {
    count(value.length)
    return Subfield.of(code, value)
}

internal fun DataField.with(others: List<Subfield>): DataField = edit {
    subfields.clear()
    subfields.addAll(others)
}

private fun DataField.withIndicator(number: Int, character: Char): DataField =
    edit { if (number == 1) indicator1 = character else indicator2 = character }

/** Calls [action] with each field that has subfields which [target] selects, from the last to the first. */
internal inline fun Editing.eachSubfields(rule: EditRule, target: Target, action: (Int, DataField, List<Int>) -> Unit) {
    val places = places(target).filter { it.subfield >= 0 }
    if (places.isEmpty()) return
    noteMatch(rule)
    val byField = places.groupBy({ it.index }) { it.subfield }
    for (index in byField.keys.sortedDescending()) {
        action(index, fieldAt(index) as DataField, byField.getValue(index).distinct().sorted())
    }
}
