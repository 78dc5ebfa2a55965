// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.Leader
import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath
import dev.marcato.schema.FixedField
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.fixed

/** What is said of the leader and the fixed fields. */
internal object FixedTexts {
    const val LEADER = "LDR"
    const val COMPUTED =
        "positions 00-04, 09 and 12-16 of the leader follow from the length and the encoding of the record"

    /** Fields whose positions have meanings of their own. */
    val TAGS = setOf(LEADER, "006", "007", "008")

    /** [text] with [new] at a position; it is filled up with blanks as far as that needs. */
    fun with(text: String, start: Int, new: String): String {
        val length = count(new)
        val filled = text.padEnd(start + length + text.length - count(text))
        val from = filled.offsetByCodePoints(0, start)
        val until = filled.offsetByCodePoints(from, length)
        return filled.replaceRange(from, until, new)
    }

    fun leader(leader: Leader, start: Int, new: String): Leader =
        new.foldIndexed(leader) { index, changed, character -> changed.with(start + index, character) }
}

/** The views of a fixed field with this [tag], in order. */
private fun viewsOf(at: Editing, tag: String): List<FixedField> = at.record.fixed.let { fixed ->
    when (tag) {
        FixedTexts.LEADER -> listOf(fixed.leader)
        "006" -> fixed.additional
        "007" -> fixed.physical
        "008" -> listOf(fixed.authority ?: fixed.holdings ?: fixed).filter { it.isPresent }
        else -> emptyList()
    }
}

/**
 * `set 008/23 to "o"`, where the value is as long as the positions: a field that is too short is filled up with blanks as
 * far as the positions go, but not beyond the length that it should have.
 */
internal class SetPositions(
    rule: EditRule,
    private val fields: Target,
    private val start: Int,
    private val length: Int,
    private val value: Template,
) : Action(rule, fields) {
    override fun act(at: Editing) {
        for (index in at.fieldIndexes(fields).sorted()) {
            val field = at.fieldAt(index) as? ControlField ?: continue
            at.noteMatch(rule)
            val text = value.textOf(at) ?: continue
            if (count(text) != length) throw wrongLength(length, text)
            val there = count(field.value)
            val end = start + length
            if (end > there && end > (definedLength(at, index, field.tag) ?: 0)) {
                throw Refusal("position ${end - 1} is after the end: there are $there characters", at.pathOf(index))
            }
            at.replace(rule, index, ControlField.of(field.tag, FixedTexts.with(field.value, start, text)))
        }
    }

    private fun definedLength(at: Editing, index: Int, tag: String): Int? =
        viewsOf(at, tag).getOrNull((0 until index).count { at.fieldAt(it).tag == tag })?.expectedLength
}

/** `set LDR/17 to "7"`. */
internal class SetLeader(rule: EditRule, private val start: Int, private val length: Int, private val value: Template) :
    Action(rule) {
    override fun act(at: Editing) {
        val text = value.textOf(at) ?: return
        at.noteMatch(rule)
        if (count(text) != length) throw wrongLength(length, text)
        at.setLeader(rule, FixedTexts.leader(at.leaderNow, start, text))
    }
}

/**
 * `set 008 form of item to "online"`: an element by its name, for all materials that have it, and a value by its code or
 * by what it means.
 */
internal class SetElement(
    rule: EditRule,
    private val tag: String,
    private val name: String,
    private val value: Template,
) : Action(rule, Target(MarcPath.of(tag), isHere = false)) {
    override fun act(at: Editing) {
        val views = viewsOf(at, tag)
        for ((number, view) in views.withIndex()) {
            val definition =
                view.elements.map { it.definition }.firstOrNull { FixedNames.isMeant(it, name) } ?: continue
            at.noteMatch(rule)
            val text = value.textOf(at) ?: continue
            val code = FixedNames.codeFor(definition, text) ?: throw Refusal("$name has no value \"$text\"", tag)
            if (tag == FixedTexts.LEADER) {
                at.setLeader(rule, FixedTexts.leader(at.leaderNow, definition.start, code))
            } else {
                val index = indexOf(at, number)
                val old = at.fieldAt(index) as ControlField
                at.replace(rule, index, ControlField.of(tag, FixedTexts.with(old.value, definition.start, code)))
            }
        }
    }

    private fun indexOf(at: Editing, number: Int) = (0 until at.size).filter { at.fieldAt(it).tag == tag }[number]
}

/** Elements of fixed fields by their names, and their values by what they mean. */
internal object FixedNames {
    fun isMeant(definition: PositionDefinition, name: String): Boolean = !definition.isObsolete &&
        (definition.label.equals(name, ignoreCase = true) || definition.name.equals(name, ignoreCase = true))

    /** The code for a [text] that is one, or says what one means; null if the element has neither. */
    fun codeFor(definition: PositionDefinition, text: String): String? {
        val codes = definition.codesOrFlags?.codes.orEmpty()
        val code = codes.firstOrNull { !it.isObsolete && it.label.equals(text, ignoreCase = true) }?.code
        return code?.padEnd(definition.length) ?: text.takeIf { it.length == definition.length }
    }

    /** All elements of fields with this [tag] that have the [name], of whatever kind of record or material. */
    fun definitions(tag: String, name: String): List<PositionDefinition> = all(tag).filter { isMeant(it, name) }

    /** The names of all elements of fields with this [tag]. */
    fun names(tag: String): List<String> =
        all(tag).filter { !it.isObsolete }.mapNotNull { it.label }.distinct().sortedBy { it.lowercase() }

    private fun all(tag: String): List<PositionDefinition> =
        listOf(MarcSchema.BIBLIOGRAPHIC, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS).mapNotNull { it.field(tag) }
            .flatMap { field -> (listOf<String?>(null) + field.types.keys).flatMap(field::positions) }
}
