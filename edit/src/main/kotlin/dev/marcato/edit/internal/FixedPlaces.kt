// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.ControlField
import dev.marcato.Leader
import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath
import dev.marcato.schema.FixedElement
import dev.marcato.schema.FixedField
import dev.marcato.schema.fixed

/** The leader with other characters, of which there are always as many. */
internal object LeaderText {
    fun with(leader: Leader, start: Int, old: String, new: String?): Leader {
        val text = new.orEmpty().padEnd(old.length).take(old.length)
        return text.foldIndexed(leader) { index, changed, character -> changed.with(start + index, character) }
    }
}

/**
 * `set 008/23 to "o"`, where the value is as long as the positions: a field that is too short is filled up with blanks as
 * far as the positions go.
 */
internal class SetPositions(
    rule: EditRule,
    private val fields: MarcPath,
    private val start: Int,
    private val value: Template,
) : Action(rule) {
    override fun run(at: Editing) = at.eachField(rule, fields) { index, field ->
        val text = value.textOf(at)
        if (field !is ControlField || text == null) return@eachField
        val old = field.value.padEnd(start + text.length)
        at.replace(rule, index, ControlField.of(field.tag, old.replaceRange(start, start + text.length, text)))
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
) : Action(rule) {
    override fun run(at: Editing) {
        val text = value.textOf(at) ?: return
        val count = viewsOf(at).size
        for (number in 0 until count) {
            val element = viewsOf(at).getOrNull(number)?.elements?.firstOrNull(::isMeant) ?: continue
            if (!element.isComplete) continue
            at.noteMatch(rule)
            val code = codeFor(element, text) ?: continue
            val changed = element.with(code)
            if (tag == LEADER) {
                at.setLeader(rule, changed.leader)
            } else {
                val index = at.places(MarcPath.of(tag))[number].fieldIndex
                at.replace(rule, index, changed.fields[index])
            }
        }
    }

    private fun viewsOf(at: Editing): List<FixedField> = at.record.fixed.let { fixed ->
        when (tag) {
            LEADER -> listOf(fixed.leader)
            "006" -> fixed.additional
            "007" -> fixed.physical
            else -> listOf(fixed.authority ?: fixed.holdings ?: fixed).filter { it.isPresent }
        }
    }

    private fun isMeant(element: FixedElement) =
        !element.definition.isObsolete && element.definition.label.equals(name, ignoreCase = true)

    /** The code for a [text] that is one, or says what one means; null if the element has neither. */
    private fun codeFor(element: FixedElement, text: String): String? {
        val definition = element.definition
        if (text.length == definition.length) return text
        val codes = definition.codesOrFlags?.codes.orEmpty()
        val code = codes.firstOrNull { !it.isObsolete && it.label.equals(text, ignoreCase = true) }?.code
        return code?.padEnd(definition.length)
    }

    private companion object {
        const val LEADER = "LDR"
    }
}
