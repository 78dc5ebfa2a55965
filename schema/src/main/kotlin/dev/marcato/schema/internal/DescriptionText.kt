// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.CodeList
import dev.marcato.schema.Description
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.SubfieldDefinition
import dev.marcato.schema.ValueDefinition

/** A description in lines for people. */
internal class DescriptionText private constructor(private val description: Description) {
    private val lines = ArrayList<String>()

    private fun write(): String {
        val field = description.field
        lines += marked("$field", field, if (field.isRepeatable) "repeatable" else "not repeatable")
        description.indicator?.let { value(1, it) }
        description.subfields.forEach(::subfield)
        description.positions.forEach {
            value(
                1,
                it.definition,
                listOfNotNull(
                    "/${it.definition.range}",
                    it.definition.label,
                    it.type?.let { t ->
                        "(${t.label})"
                    },
                ),
            )
        }
        if (lines.size == 1) all(field)
        return lines.joinToString("\n")
    }

    private fun all(field: FieldDefinition) {
        listOfNotNull(field.indicator1, field.indicator2).filterNot { it.isUndefined }.forEach { value(1, it) }
        field.subfields?.forEach(::subfield)
        field.positions.forEach { value(1, it, listOfNotNull("/${it.range}", it.label)) }
        for (type in field.types.values) {
            lines += "  $type"
            type.positions.forEach { value(2, it, listOfNotNull("/${it.range}", it.label)) }
        }
    }

    private fun subfield(subfield: SubfieldDefinition) {
        lines += "  " + marked("$subfield", subfield, if (subfield.isRepeatable) "repeatable" else "not repeatable")
        subfield.codes?.let { codes(2, it) }
        subfield.positions.forEach { value(2, it, listOfNotNull("/${it.range}", it.label)) }
    }

    private fun value(depth: Int, value: ValueDefinition, head: List<String> = listOf(headOf(value))) {
        lines += "  ".repeat(depth) + marked(head.joinToString(" "), value)
        val codes = value.codes ?: (value as? PositionDefinition)?.flags ?: return
        if (codes.name != null) lines += "  ".repeat(depth + 1) + "one of ${codes.title}" else codes(depth + 1, codes)
    }

    private fun codes(depth: Int, list: CodeList) {
        for (code in list.codes) {
            val former = if (code.former.isEmpty()) "" else ", before: ${code.former.joinToString()}"
            val mark = if (code.isObsolete) " [obsolete]" else ""
            lines += "  ".repeat(depth) + code.code.replace(' ', '#') + " " + code.label.orEmpty() + former + mark
        }
    }

    private fun marked(text: String, value: ValueDefinition, vararg marks: String): String {
        val all = marks.toList() + listOfNotNull("obsolete".takeIf { value.isObsolete })
        return if (all.isEmpty()) text else "$text (${all.joinToString()})"
    }

    private fun headOf(value: ValueDefinition): String = if (value is IndicatorDefinition) "^$value" else "$value"

    companion object {
        fun of(description: Description): String = DescriptionText(description).write()
    }
}
