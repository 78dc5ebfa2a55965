// SPDX-License-Identifier: Apache-2.0
// Hot: a record that no rule changes should cost little more than the questions whether it does.
package dev.marcato.edit.internal

import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.edit.EditChange
import dev.marcato.edit.EditProblem
import dev.marcato.edit.EditRule
import dev.marcato.edit.Edited
import dev.marcato.path.PathLimitException
import java.util.BitSet
import java.util.Collections

/** A record that is being edited. */
internal class Editing(val original: Record, private val counters: Counters) {
    private var now: Record? = original
    private val originals: List<Field> = original.fields

    /** The fields; those of the original if null. A rule changes a copy of its own, so that it can be taken back. */
    private var fields: ArrayList<Field>? = null
    private var isOwn = false
    private var leader: Leader? = null
    private var changes: ArrayList<EditChange>? = null
    private var matched: ArrayList<EditRule>? = null
    private var matchedBits: BitSet? = null
    private var problems: ArrayList<EditProblem>? = null
    private var pairs: Pairs? = null
    private var droppedBy: EditRule? = null
    private var changedTags: ArrayList<String>? = null
    private var use: CounterUse? = null
    private var steps = 0L
    private var written = 0L
    private var isGivenUp = false

    /** The index of the field that a block is about; -1 outside of such blocks, and if it is no longer there. */
    var here: Int = NOWHERE
        private set

    /** The cells of a row by the names of their columns, if the record is made of one. */
    var row: Map<String, String>? = null

    /** What the groups of a regular expression found, while there is one. */
    var groups: Groups? = null

    /** Whether no further rule is to look at it. */
    val isEnded: Boolean get() = droppedBy != null || isGivenUp

    private val isTouched: Boolean get() = changedTags != null

    /** How many fields there are now. */
    val size: Int get() = fields?.size ?: originals.size

    /** The record as it is now. */
    val record: Record
        get() = now ?: Record.builder().leader(leaderNow).apply { fields.addAll(list()) }.build().also { now = it }

    val leaderNow: Leader get() = leader ?: original.leader

    fun fieldAt(index: Int): Field = fields?.get(index) ?: originals[index]

    private fun list(): ArrayList<Field> = fields ?: ArrayList(originals).also { fields = it }

    /** The fields, for a change. */
    private fun ownList(): ArrayList<Field> {
        if (isOwn) return list()
        isOwn = true
        return ArrayList(list()).also { fields = it }
    }

    /** The places that [target] selects now. */
    fun places(target: Target): List<Place> {
        if (target.isHere && here < 0) return emptyList()
        val all = if (target.isSimple && fields != null) simplePlaces(target) else placesByPath(target)
        return when {
            all.isEmpty() -> all
            target.shift == 0 -> all
            else -> all.mapNotNull { neighbour(it, target.shift) }.distinctBy { it.index to it.subfield }
        }
    }

    private fun placesByPath(target: Target): List<Place> {
        val record = if (mayMatch(target)) record else return emptyList()
        if (!target.path.matches(record)) return emptyList()
        val found = ArrayList<Place>()
        target.path.forEachPlace(record) { if (!target.isHere || it.fieldIndex == here) found.add(Place.of(it)) }
        return found
    }

    /** False if the fields that the path looks at are those of the original, where it selects nothing. */
    private fun mayMatch(target: Target): Boolean {
        val tags = changedTags ?: return true
        return now != null || target.isAffectedBy(tags) || target.path.matches(original)
    }

    private fun simplePlaces(target: Target): List<Place> {
        var found: ArrayList<Place>? = null
        for (index in if (target.isHere) here..here else 0 until size) {
            val field = fieldAt(index)
            if (field.tag != target.tag) continue
            if (target.code == null) {
                found = (found ?: ArrayList()).apply { add(Place.of(index, field)) }
            } else if (field is DataField) {
                field.subfields.forEachIndexed { number, subfield ->
                    if (subfield.code == target.code) {
                        found = (found ?: ArrayList()).apply { add(Place.of(index, field, number)) }
                    }
                }
            }
        }
        return found ?: emptyList()
    }

    private fun neighbour(place: Place, shift: Int): Place? {
        val field = (if (place.index < 0) null else fieldAt(place.index)) as? DataField ?: return null
        val number = place.subfield + shift
        return if (place.subfield >= 0 &&
            number in field.subfields.indices
        ) {
            Place.of(place.index, field, number)
        } else {
            null
        }
    }

    /** The indexes of the fields that [target] selects something in; without the leader. */
    fun fieldIndexes(target: Target): List<Int> {
        val places = places(target)
        return when (places.size) {
            0 -> emptyList()
            1 -> places.map { it.index }.filter { it >= 0 }
            else -> places.map { it.index }.filter { it >= 0 }.distinct()
        }
    }

    /** The values that [target] selects; one for each field if the path joins. */
    fun values(target: Target): List<String> = if (target.isHere ||
        target.shift != 0
    ) {
        places(target).map { it.value }
    } else {
        ofRecord(target) { values(it) } ?: emptyList()
    }

    /** The first value of [target]. */
    fun first(target: Target): String? =
        if (target.isHere || target.shift != 0) places(target).firstOrNull()?.value else ofRecord(target) { first(it) }

    private inline fun <T> ofRecord(target: Target, question: dev.marcato.path.MarcPath.(Record) -> T?): T? =
        if (mayMatch(target)) target.path.question(record) else null

    /** Whether a condition holds that looks at fields with [tags], or at any if null. */
    fun recordFor(tags: List<Target>?): Record {
        val changed = changedTags ?: return original
        val isUnaffected = now == null && tags != null && tags.none { it.isAffectedBy(changed) }
        return if (isUnaffected) original else record
    }

    /** False if [target] selects nothing; found out without making anything. */
    fun mayHave(target: Target): Boolean = try {
        if (target.isSimple && fields != null) hasSimple(target) else mayMatch(target) && target.path.matches(record)
    } catch (_: PathLimitException) {
        // It will be thrown again where it becomes a problem.
        true
    }

    private fun hasSimple(target: Target): Boolean {
        for (index in 0 until size) if (fieldAt(index).tag == target.tag) return true
        return false
    }

    /** Calls [action] for each of the fields that [target] selects, as long as they are there. */
    fun forEachField(target: Target, action: () -> Unit) {
        val outer = if (here >= 0) fieldAt(here) else null
        val indexes = fieldIndexes(target)
        if (indexes.isEmpty()) return
        val _ = list()
        for (field in indexes.map(::fieldAt)) {
            if (isEnded) return
            here = indexOf(field)
            if (here >= 0) action()
        }
        // An outer block is about a field that an inner one may have moved or removed.
        here = outer?.let(::indexOf) ?: NOWHERE
    }

    /** The index of this very field, -1 if it is no longer there. */
    private fun indexOf(field: Field): Int = (0 until size).firstOrNull { fieldAt(it) === field } ?: NOWHERE

    /** Does [action] for a [rule]: all of it, or, if that can't be, nothing, with a problem. */
    inline fun perform(rule: EditRule, action: () -> Unit) {
        val saved = Saved(this)
        try {
            step()
            isOwn = false
            action()
            isOwn = false
            checkPairs(rule, saved.changes)
        } catch (e: Refusal) {
            saved.restore(this)
            fail(rule, e.path, e.reason)
            if (e is LimitRefusal) isGivenUp = true
        } catch (e: PathLimitException) {
            saved.restore(this)
            fail(rule, null, checkNotNull(e.message))
        } catch (e: IllegalArgumentException) {
            // What the library refuses to make a field of: values with delimiters, damaged fields.
            saved.restore(this)
            fail(rule, null, e.message ?: "it can't be done")
        }
        groups = null
    }

    fun fail(rule: EditRule, path: String?, reason: String) =
        report(EditProblem.of(rule, path, reason, isWarning = false))

    private fun report(problem: EditProblem) {
        val all = problems ?: ArrayList<EditProblem>(1).also { problems = it }
        // A loop over many fields may have the same problem in each.
        if (all.size < MOST_PROBLEMS) all += problem
    }

    private fun step() {
        steps += 1 + size
        if (steps <= Limits.STEPS) return
        throw LimitRefusal("there is too much to do in this record")
    }

    /** Counts characters that are made, so that rules that double a value end. */
    fun count(characters: Int) {
        written += characters
        if (written > Limits.VALUES) throw LimitRefusal("values of more than ${Limits.VALUES} characters would be made")
    }

    private fun checkPairs(rule: EditRule, from: Int) {
        val all = changes ?: return
        if (all.size == from) return
        val links = Pairs.changesIn(all, from) ?: return
        val known = pairs ?: Pairs().also { pairs = it }
        known.keep(this, rule, links)
    }

    fun noteMatch(rule: EditRule) {
        val all = matched ?: ArrayList<EditRule>(2).also { matched = it }
        if (all.isNotEmpty() && all.last().index >= rule.index) {
            val bits = matchedBits ?: BitSet().also { bits ->
                all.forEach { bits.set(it.index) }
                matchedBits = bits
            }
            if (bits[rule.index]) return
        }
        all += rule
        matchedBits?.set(rule.index)
    }

    fun drop(rule: EditRule) {
        droppedBy = rule
    }

    fun next(counter: Counter): String = (use ?: CounterUse(counters).also { use = it }).next(counter)

    /** Does [action]; if it gives nothing, numbers that it took are free again. */
    inline fun <T : Any> withCounters(action: () -> T?): T? {
        val before = use?.copy()
        return action() ?: run {
            use = before
            null
        }
    }

    fun setLeader(rule: EditRule, leader: Leader) {
        val before = leaderNow
        if (before == leader) return
        if (COMPUTED.any { before[it] != leader[it] }) throw Refusal(FixedTexts.COMPUTED, "LDR")
        this.leader = leader
        touch("LDR")
        changed(EditChange.of(rule, "LDR", before, leader))
    }

    /** Puts [field] in the place of the one at [index]. */
    fun replace(rule: EditRule, index: Int, field: Field) {
        val before = fieldAt(index)
        if (before == field) return
        val occurrence = occurrenceOf(index)
        if (before.tag != field.tag) {
            checkSingle(field)
            touch(before.tag)
        }
        ownList()[index] = field
        touch(field.tag)
        changed(EditChange.of(rule, before.tag, occurrence, before, field))
    }

    /** Puts [new] fields in the place of the one at [index]. */
    fun replace(rule: EditRule, index: Int, new: List<Field>) {
        replace(rule, index, new[0])
        for (number in 1 until new.size) add(rule, index + number, new[number])
    }

    fun remove(rule: EditRule, index: Int) {
        val occurrence = occurrenceOf(index)
        val before = ownList().removeAt(index)
        touch(before.tag)
        if (here == index) {
            here = NOWHERE
        } else if (here > index) {
            here--
        }
        changed(EditChange.of(rule, before.tag, occurrence, before, null))
    }

    fun add(rule: EditRule, index: Int, field: Field) {
        step()
        checkSingle(field)
        // Real records have more than that by themselves.
        val isFull = size - originals.size >= Limits.FIELDS
        if (isFull) throw LimitRefusal("the record would get more than ${Limits.FIELDS} fields")
        ownList().add(index, field)
        touch(field.tag)
        if (here >= index) here++
        changed(EditChange.of(rule, field.tag, occurrenceOf(index), null, field))
    }

    private fun checkSingle(field: Field) {
        if (field.tag !in SINGLE) return
        if ((0 until size).any {
                fieldAt(it).tag == field.tag
            }
        ) {
            throw Refusal("there is a ${field.tag} already", field.tag)
        }
    }

    /** Puts all fields in another order, which has the same fields. */
    fun reorder(rule: EditRule, order: List<Field>) {
        if (order.indices.all { order[it] === fieldAt(it) }) return
        val field = if (here >= 0) fieldAt(here) else null
        val before = tags()
        ownList().let {
            it.clear()
            it.addAll(order)
        }
        order.forEach { touch(it.tag) }
        here = field?.let(::indexOf) ?: NOWHERE
        changed(EditChange.of(rule, "XXX", before, tags()))
    }

    /** Where a new field with this [tag] goes: after the last with the tag, else before the first higher tag. */
    fun placeFor(tag: String): Int {
        val _ = list()
        var higher = NOWHERE
        var last = NOWHERE
        for (index in 0 until size) {
            val other = fieldAt(index).tag
            if (other == tag) last = index
            if (higher < 0 && other > tag) higher = index
        }
        return if (last >= 0) {
            last + 1
        } else if (higher < 0) {
            size
        } else {
            higher
        }
    }

    private fun changed(change: EditChange) {
        val _ = (changes ?: ArrayList<EditChange>(2).also { changes = it }).add(change)
    }

    private fun touch(tag: String) {
        now = null
        val tags = changedTags ?: ArrayList<String>(2).also { changedTags = it }
        if (tag !in tags) tags += tag
    }

    private fun tags() = (0 until size).joinToString(" ") { fieldAt(it).tag }

    private fun occurrenceOf(index: Int): Int {
        val tag = fieldAt(index).tag
        return (0 until index).count { fieldAt(it).tag == tag }
    }

    fun pathOf(index: Int): String = "${EditChange.spelled(fieldAt(index).tag)}[${occurrenceOf(index)}]"

    /** What became of the record. */
    fun result(): Edited {
        // A change that another one took back is none.
        val result = if (!isTouched || (droppedBy == null && record == original)) original else record
        val isChanged = droppedBy == null && result !== original
        val use = use
        if (isChanged && use != null && counters !== Counters.NONE) counters.use(use)
        if (isChanged) pairs?.orphans(this)?.forEach(::report)
        return Edited.of(
            original,
            if (droppedBy == null) result else null,
            if (isChanged) Collections.unmodifiableList(changes) else emptyList(),
            matched?.let { rules -> Collections.unmodifiableList(rules.sortedBy { it.index }) } ?: emptyList(),
            problems?.let { Collections.unmodifiableList(it) } ?: emptyList(),
            droppedBy,
            use?.isUsed == true,
        )
    }

    /** What a rule may have to be taken back to. */
    class Saved(at: Editing) {
        private val fields = at.fields
        private val leader = at.leader
        private val here = at.here
        private val now = at.now
        private val use = at.use?.copy()
        val changes: Int = at.changes?.size ?: 0

        fun restore(at: Editing) {
            at.fields = fields
            at.leader = leader
            at.here = here
            at.use = use
            at.now = now
            at.droppedBy = null
            at.changes?.let { it.subList(changes, it.size).clear() }
        }
    }

    private companion object {
        const val NOWHERE = -1
        const val MOST_PROBLEMS = 100

        /** Positions of the leader that follow from the length and the encoding of the record. */
        val COMPUTED = (0..4) + 9 + (12..16)

        /** Control fields that a record has once. */
        val SINGLE = setOf("001", "003", "005", "008")
    }
}
