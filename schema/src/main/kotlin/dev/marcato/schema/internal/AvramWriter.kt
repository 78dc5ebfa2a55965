// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.Code
import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.SubfieldDefinition
import dev.marcato.schema.ValueDefinition

/** Writes a schema as an Avram document. */
internal object AvramWriter {
    fun write(schema: MarcSchema): String = Json.print(
        members {
            it["title"] = schema.title
            it["family"] = schema.family
            it += schema.other
            if (schema.update != null) it["description"] = described(schema)
            it["fields"] = schema.fields.associate { field -> field.identifier to field(field) }
            if (schema.codeLists.isNotEmpty()) it["codelists"] = schema.codeLists.mapValues { (_, list) -> list(list) }
        },
    )

    private fun described(schema: MarcSchema) =
        (listOf("As of MARC update no. ${schema.update}.") + schema.sources.map { "$it." }).joinToString(" ")

    private fun list(list: CodeList) = members {
        it["title"] = list.title
        it += list.other
        it["codes"] = codes(list, 0)
    }

    private fun field(field: FieldDefinition) = members {
        if (field.identifier == field.tag) it["tag"] = field.tag
        it += value(field)
        it["repeatable"] = field.isRepeatable
        if (field.isRequired) it["required"] = true
        for (indicator in listOfNotNull(field.indicator1, field.indicator2)) {
            it["indicator${indicator.number}"] = indicator(indicator)
        }
        if (field.types.isNotEmpty()) it["types"] = field.types.mapValues { (_, type) -> value(type) }
        field.subfields?.let { subfields -> it["subfields"] = subfields.associate { s -> "${s.code}" to subfield(s) } }
    }

    private fun indicator(indicator: IndicatorDefinition): Any? = if (indicator ==
        IndicatorDefinition.undefined(indicator.number, indicator.former)
    ) {
        NOTHING
    } else {
        value(indicator, 1)
    }

    private fun subfield(subfield: SubfieldDefinition) = members {
        it["code"] = "${subfield.code}"
        it += value(subfield)
        it["repeatable"] = subfield.isRepeatable
        if (subfield.isRequired) it["required"] = true
    }

    private fun value(value: ValueDefinition, length: Int = 0): Map<String, Any?> = members {
        it["label"] = value.label
        it["pattern"] = value.pattern
        it["codes"] = value.codes?.let { list -> codesOf(list, length) }
        if (value.positions.isNotEmpty()) it["positions"] = value.positions.associate { p -> p.range to position(p) }
        if (value.isObsolete) it["deprecated"] = true
        it += value.other
    }

    private fun position(position: PositionDefinition) = members {
        it["start"] = position.start
        it["end"] = position.end
        it += value(position, position.length)
        it["flags"] = position.flags?.let { list -> codesOf(list, if (list.name == null) 0 else position.codeLength) }
    }

    /** By the name of the list, unless the codes have to have a [length] that they don't have there. */
    private fun codesOf(list: CodeList, length: Int): Any = if (list.name != null &&
        (length == 0 || !list.isResolved || list.hasLength(length))
    ) {
        list.name
    } else {
        codes(list, length)
    }

    private fun CodeList.hasLength(length: Int) = codes.all { it.code.length == length }

    private fun codes(list: CodeList, length: Int): Map<String, Any?> =
        list.codes.flatMap { it.expanded() }.associate { it.code.padEnd(length) to code(it) }

    private fun code(code: Code): Any = if (!code.isObsolete && code.other.isEmpty() && code.label != null) {
        code.label
    } else {
        members {
            it["label"] = code.label
            if (code.isObsolete) it["deprecated"] = true
            it += code.other
        }
    }

    /** Members without those that are null; [NOTHING] stands for null itself. */
    private fun members(fill: (MutableMap<String, Any?>) -> Unit): Map<String, Any?> {
        val found = LinkedHashMap<String, Any?>().also(fill)
        return found.filterValues { it != null }.mapValues { if (it.value === NOTHING) null else it.value }
    }

    private val NOTHING = Any()
}
