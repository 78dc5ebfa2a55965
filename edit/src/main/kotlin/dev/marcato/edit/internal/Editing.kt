// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.Field
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.edit.EditChange
import dev.marcato.edit.EditRule
import dev.marcato.edit.Edited
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPlace

/** A record that is being edited. */
internal class Editing(private val original: Record) {
    private var now: Record? = original
    private var fields: ArrayList<Field>? = null
    private var leader: Leader? = null
    private val changes = ArrayList<EditChange>(0)
    private val matched = ArrayList<EditRule>(0)
    private var isDropped = false
    private var isTouched = false

    /** The index of the field that a block is about; -1 outside of such blocks. */
    private var focus = NOWHERE

    /** Whether no further rule is to look at it. */
    val isEnded: Boolean get() = isDropped

    /** The record as it is now. */
    val record: Record
        get() = now ?: Record.builder().leader(leaderNow()).apply { fields.addAll(list()) }.build().also { now = it }

    private fun list(): ArrayList<Field> = fields ?: ArrayList(original.fields).also { fields = it }

    private fun leaderNow(): Leader = leader ?: original.leader

    /** How many fields there are now. */
    val size: Int get() = fields?.size ?: original.fields.size

    fun fieldAt(index: Int): Field = fields?.get(index) ?: original.fields[index]

    /** The places that [path] selects now; in a block for each field, those in that field if its tag is meant. */
    fun places(path: MarcPath): List<MarcPlace> {
        if (!path.matches(record)) return emptyList()
        val all = path.places(record)
        return if (isAboutFocus(path)) all.filter { it.fieldIndex == focus } else all
    }

    /** Whether [path] selects something, in the field that a block is about. */
    fun matchesHere(path: MarcPath): Boolean = path.matches(record) && places(path).isNotEmpty()

    /** The first value of [path]. */
    fun first(path: MarcPath): String? = if (isAboutFocus(path)) places(path).firstOrNull()?.value else path.first(record)

    private fun isAboutFocus(path: MarcPath): Boolean {
        if (focus < 0) return false
        val tag = fieldAt(focus).tag
        return path.tag.indices.all { path.tag[it] == ANY || path.tag[it] == tag[it] }
    }

    /** Calls [action] for each of the fields that [path] selects, as long as they are there. */
    fun forEachField(path: MarcPath, action: () -> Unit) {
        val outerField = if (focus >= 0) list()[focus] else null
        val wanted = places(path).map { it.fieldIndex }.distinct().map { list()[it] }
        for (field in wanted) {
            if (isEnded) return
            focus = indexOf(field)
            if (focus >= 0) action()
        }
        // An outer block is about a field that an inner one may have moved or removed.
        focus = outerField?.let(::indexOf) ?: NOWHERE
    }

    /** The index of this very field, -1 if it is no longer there. */
    fun indexOf(field: Field): Int = (0 until size).firstOrNull { fieldAt(it) === field } ?: NOWHERE

    fun noteMatch(rule: EditRule) {
        if (matched.isEmpty() || matched.last() !== rule) matched += rule
    }

    fun drop() {
        isDropped = true
    }

    fun setLeader(rule: EditRule, leader: Leader) {
        val before = leaderNow()
        if (before == leader) return
        this.leader = leader
        touch()
        changes += EditChange.of(rule, "LDR", "$before", "$leader")
    }

    /** Puts [field] in the place of the one at [index]. */
    fun replace(rule: EditRule, index: Int, field: Field) {
        val before = fieldAt(index)
        if (before == field) return
        val path = pathOf(index)
        list()[index] = field
        touch()
        changes += EditChange.of(rule, path, "$before", "$field")
    }

    /** Puts [new] fields in the place of the one at [index]. */
    fun replace(rule: EditRule, index: Int, new: List<Field>) {
        if (new.isEmpty()) return remove(rule, index)
        replace(rule, index, new[0])
        for (number in 1 until new.size) add(rule, index + number, new[number])
    }

    fun remove(rule: EditRule, index: Int) {
        val path = pathOf(index)
        val before = list().removeAt(index)
        touch()
        if (focus == index) focus = NOWHERE else if (focus > index) focus--
        changes += EditChange.of(rule, path, "$before", null)
    }

    fun add(rule: EditRule, index: Int, field: Field) {
        list().add(index, field)
        touch()
        if (focus >= index) focus++
        changes += EditChange.of(rule, pathOf(index), null, "$field")
    }

    /** Puts all fields in another order, which has the same fields. */
    fun reorder(rule: EditRule, order: List<Field>) {
        if (order.indices.all { order[it] === fieldAt(it) }) return
        val here = if (focus >= 0) fieldAt(focus) else null
        val before = tags()
        list().let {
            it.clear()
            it.addAll(order)
        }
        touch()
        focus = here?.let(::indexOf) ?: NOWHERE
        changes += EditChange.of(rule, "XXX", before, tags())
    }

    /** Where a new field with this [tag] goes: after the last with the tag, else before the first higher tag. */
    fun placeFor(tag: String): Int {
        val all = fields ?: original.fields
        val last = all.indexOfLast { it.tag == tag }
        if (last >= 0) return last + 1
        val higher = all.indexOfFirst { it.tag > tag }
        return if (higher < 0) all.size else higher
    }

    /** The index of the field that a block is about. */
    val here: Int get() = focus

    private fun touch() {
        now = null
        isTouched = true
    }

    private fun tags() = (0 until size).joinToString(" ") { fieldAt(it).tag }

    private fun pathOf(index: Int): String {
        val tag = fieldAt(index).tag
        val spelled = if (tag.any { it in 'a'..'z' || it == 'X' }) "@$tag" else tag
        return "$spelled[${(0 until index).count { fieldAt(it).tag == tag }}]"
    }

    /** What became of the record. */
    fun result(): Edited = when {
        isDropped -> Edited.of(original, null, changes, matched)

        // A change that another one took back is none.
        !isTouched || record == original -> Edited.of(original, original, emptyList(), matched)

        else -> Edited.of(original, record, changes, matched)
    }

    private companion object {
        const val NOWHERE = -1
        const val ANY = 'X'
    }
}
