// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Subfield
import dev.marcato.edit.EditChange
import dev.marcato.edit.EditProblem
import dev.marcato.edit.EditRule

/**
 * A half of a pair of fields: one with [tag] whose $6 names another with the tag [other] and this [number]. The other
 * half has the same number, and the tags the other way round.
 */
internal data class PairLink(val tag: String, val other: String, val number: String) {
    val back: PairLink get() = PairLink(other, tag, number)

    /** Whether [field] is this half. */
    fun isOf(field: Field): Boolean = field.tag == tag && field is DataField && linksOf(field).any { it == this }

    companion object {
        private const val LINK = '6'
        private const val NUMBER_FROM = 4
        private const val NUMBER_UNTIL = 6
        private const val NONE = "00"

        fun linksOf(field: Field?): List<PairLink> {
            if (field !is DataField || field[LINK] == null) return emptyList()
            return field.values("$LINK").mapNotNull { of(field.tag, it) }
        }

        /** The link of `880-01/(3/r`; null for other texts, and for 00, which has no other half. */
        private fun of(tag: String, text: String): PairLink? {
            if (text.length < NUMBER_UNTIL || text[NUMBER_FROM - 1] != '-') return null
            val number = text.substring(NUMBER_FROM, NUMBER_UNTIL)
            if (number == NONE || number.any { it !in '0'..'9' }) return null
            return PairLink(tag, text.substring(0, NUMBER_FROM - 1), number)
        }

        /** [field] with [new] in place of [old] in its $6. */
        fun relinked(field: DataField, old: PairLink, new: PairLink): DataField = field.with(
            field.subfields.map {
                if (it.code != LINK || of(field.tag, it.value) != old) {
                    it
                } else {
                    Subfield.of(LINK, "${new.other}-${new.number}${it.value.substring(NUMBER_UNTIL)}")
                }
            },
        )
    }
}

/** Keeps pairs of fields together that $6 links: a title, and the same in another script in 880. */
internal class Pairs {
    private val lost = ArrayList<Pair<EditRule, PairLink>>()

    /** The halves that a rule took away, and those that it made. */
    class Changes(val lost: List<PairLink>, val gained: List<PairLink>)

    /** After a rule: the other half names what a half is called now. */
    fun keep(at: Editing, rule: EditRule, changes: Changes) {
        for (old in changes.lost) {
            if (indexOf(at, old) >= 0) continue
            val index = indexOf(at, old.back)
            if (index < 0) continue
            val new = changes.gained.firstOrNull { it.other == old.other && it.number == old.number }
                ?: changes.gained.firstOrNull { it.tag == old.tag && it.other == old.other && indexOf(at, it.back) < 0 }
            if (new == null) {
                lost += rule to old
            } else {
                at.replace(rule, index, PairLink.relinked(at.fieldAt(index) as DataField, old.back, new.back))
            }
        }
    }

    /** Warnings of the halves that are alone in the end. */
    fun orphans(at: Editing): List<EditProblem> = lost.distinctBy { it.second }.mapNotNull { (rule, half) ->
        val index = indexOf(at, half.back)
        if (index < 0 || indexOf(at, half) >= 0) return@mapNotNull null
        val reason = "its \$6 names a field ${half.tag}, which is gone"
        EditProblem.of(rule, at.pathOf(index), reason, isWarning = true)
    }

    companion object {
        /** What the changes from index [from] on did to links; null if nothing. */
        fun changesIn(changes: List<EditChange>, from: Int): Changes? {
            var lost: ArrayList<PairLink>? = null
            val gained = ArrayList<PairLink>(0)
            for (index in from until changes.size) {
                val before = PairLink.linksOf(changes[index].fieldBefore)
                val after = PairLink.linksOf(changes[index].fieldAfter)
                if (before.isNotEmpty()) lost = (lost ?: ArrayList()).apply { addAll(before - after.toSet()) }
                gained += after - before.toSet()
            }
            return lost?.takeIf { it.isNotEmpty() }?.let { Changes(it, gained) }
        }

        /** The index of the field that is this [half]; -1 if there is none. */
        fun indexOf(at: Editing, half: PairLink): Int =
            (0 until at.size).firstOrNull { half.isOf(at.fieldAt(it)) } ?: -1
    }
}

/** `renumber pairs`: from 01, in the order of the first halves; $6 without another half stay as they are. */
internal class RenumberPairs(rule: EditRule) : Action(rule) {
    override fun act(at: Editing) {
        val halves = (0 until at.size).flatMap { PairLink.linksOf(at.fieldAt(it)) }
        val pairs = halves.filter { it.other == VERNACULAR && Pairs.indexOf(at, it.back) >= 0 }.distinct()
        if (pairs.isEmpty()) return
        at.noteMatch(rule)
        val numbers = HashMap<PairLink, PairLink>()
        pairs.forEachIndexed { number, half ->
            val new = half.copy(number = "${number + 1}".padStart(2, '0'))
            if (new.number.length > 2) throw Refusal("there are more than 99 pairs")
            numbers[half] = new
            numbers[half.back] = new.back
        }
        for (index in 0 until at.size) {
            val field = at.fieldAt(index)
            val link = PairLink.linksOf(field).firstOrNull() ?: continue
            numbers[link]?.let { at.replace(rule, index, PairLink.relinked(field as DataField, link, it)) }
        }
    }

    private companion object {
        const val VERNACULAR = "880"
    }
}
