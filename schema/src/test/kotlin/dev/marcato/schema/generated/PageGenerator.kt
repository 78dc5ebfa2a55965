// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.generated

import dev.marcato.schema.Code
import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.FieldType
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.SubfieldDefinition
import dev.marcato.schema.ValueDefinition

/** Prints the page about MARC 21: all that the schemas say. */
internal object PageGenerator {
    private val schemas =
        listOf(MarcSchema.BIBLIOGRAPHIC, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS, MarcSchema.UNIMARC)

    fun page(): String = buildString {
        append(INTRODUCTION)
        overview()
        schemas.forEach { schema(it) }
        lists()
    }

    private fun StringBuilder.overview() {
        append("\n| format | as of | fields | obsolete | subfields | codes of positions |\n|---|---|---|---|---|---|\n")
        for (schema in schemas) {
            val (obsolete, active) = schema.fields.partition { it.isObsolete }
            val subfields = active.sumOf { field -> field.subfields.orEmpty().count { !it.isObsolete } }
            val codes = active.flatMap { field -> (field.types.values + field).flatMap { it.positions } }
                .sumOf { position -> position.codesOrFlags?.codes?.count { !it.isObsolete } ?: 0 }
            append(
                "| ${schema.title} | ${schema.update ?: "not known"} | ${active.size} | ${obsolete.size} | $subfields | $codes |\n",
            )
        }
        append("\nThe updates are those of MARC 21; sources say what the facts are from.\n")
    }

    private fun StringBuilder.schema(schema: MarcSchema) {
        append("\n## ${schema.title}\n\n")
        append("Update: ${schema.update ?: "not known"}. Sources:\n\n")
        schema.sources.forEach { append("- $it\n") }
        val (fixed, variable) = schema.fields.partition {
            it.subfields == null &&
                (it.types.values + it).any { v -> v.positions.isNotEmpty() }
        }
        append("\n### Fields\n\n")
        for (field in variable) append("- ").append(field(field)).append('\n')
        for (field in fixed) {
            val isSame = schema != MarcSchema.BIBLIOGRAPHIC && field == MarcSchema.BIBLIOGRAPHIC.field(field.tag)
            if (isSame) append("\n### ${field.tag} ${field.label}\n\nAs in bibliographic records.\n") else fixed(field)
        }
    }

    private fun StringBuilder.fixed(field: FieldDefinition) {
        append("\n### ${field.tag} ${field.label}\n")
        table(field)
        for (type in field.types.values) {
            append("\n**${type.key}: ${type.label}**\n")
            table(type)
        }
    }

    private fun StringBuilder.table(value: ValueDefinition) {
        val positions = (value.positions + value.obsoletePositions).sortedBy { it.start }
        if (positions.isEmpty()) return
        append("\n| position | meaning | property | codes |\n|---|---|---|---|\n")
        for (position in positions) {
            val name = position.name?.let { "`$it`" }.orEmpty()
            val codes = if (value.isOf006(position)) "as in 008" else codesOf(position)
            append("| ${position.range} | ${text(position.label)}${obsolete(position)} | $name | $codes |\n")
        }
    }

    private fun ValueDefinition.isOf006(position: PositionDefinition): Boolean {
        val types = MarcSchema.BIBLIOGRAPHIC.field("006")!!.types
        return (this as? FieldType)?.let { types[it.key] === it } == true && position.start > 0 && position.name != null
    }

    private fun codesOf(position: PositionDefinition): String {
        if (position.name == null && position.flags != null) return ""
        val each = if (position.flags != null) "each: " else ""
        return position.codesOrFlags?.let { each + codes(it) }
            ?: position.pattern?.let { "`${it.replace("|", "\\|")}`" }.orEmpty()
    }

    private fun field(field: FieldDefinition): String {
        val marks = listOfNotNull(
            if (field.isRepeatable) "R" else "NR",
            "required".takeIf { field.isRequired },
            "obsolete".takeIf { field.isObsolete },
        )
        val parts = listOfNotNull(field.indicator1, field.indicator2).filterNot { it.isUndefined }.map(::indicator) +
            field.subfields.orEmpty().grouped().map(::subfields)
        return "**${field.tag}** ${text(field.label)} (${marks.joinToString()})" +
            if (parts.isEmpty()) "" else parts.joinToString("; ", ": ")
    }

    private fun indicator(indicator: IndicatorDefinition) =
        "indicator ${indicator.number} ${text(indicator.label)} (${indicator.codes?.let(::codes) ?: "any"})"

    /** Subfields in a row that mean the same, such as those of 880. */
    private fun List<SubfieldDefinition>.grouped(): List<List<SubfieldDefinition>> {
        val groups = ArrayList<MutableList<SubfieldDefinition>>()
        for (subfield in this) {
            val last = groups.lastOrNull()?.last()
            val isNext = last != null && last.label == subfield.label && last.code + 1 == subfield.code
            if (isNext) groups.last() += subfield else groups += arrayListOf(subfield)
        }
        return groups.flatMap { if (it.size > 2) listOf(it) else it.map { one -> arrayListOf(one) } }
    }

    private fun subfields(group: List<SubfieldDefinition>): String {
        val one = group.first()
        val key = if (group.size == 1) "`$${one.code}`" else "`$${one.code}` to `$${group.last().code}`"
        val mark = if (one.isRepeatable) " (R)" else ""
        return "$key ${text(one.label)}$mark${obsolete(one)}" + one.codes?.let { " (${codes(it)})" }.orEmpty()
    }

    private fun codes(list: CodeList): String = if (list.name !=
        null
    ) {
        "[${list.title}](#${anchor(list)})"
    } else {
        list.codes.joinToString("; ", transform = ::code)
    }

    private fun code(code: Code): String {
        val shown = code.code.replace(' ', '#').replace("|", "\\|")
        return "`$shown` ${text(code.label)}${if (code.isObsolete) " (obsolete)" else ""}"
    }

    private fun obsolete(value: ValueDefinition) = if (value.isObsolete) " (obsolete)" else ""

    private fun text(label: String?) =
        label.orEmpty().replace("|", "\\|").replace("[", "\\[").replace("<", "&lt;").replace("*", "\\*")

    private fun anchor(list: CodeList) = list.title.orEmpty().lowercase().replace(' ', '-')

    private fun StringBuilder.lists() {
        append("\n## Lists of codes\n\nOf each list, the codes are in the schema with their names: ")
        append("`MarcSchema.BIBLIOGRAPHIC.codeLists[\"languages\"]`.\n")
        for (list in MarcSchema.BIBLIOGRAPHIC.codeLists.values) {
            val obsolete = list.codes.count { it.isObsolete }
            append(
                "\n### ${list.title}\n\n`${list.name}`, ${list.codes.size} codes, $obsolete of them obsolete: ${list.other["url"]}\n",
            )
        }
    }

    private val INTRODUCTION = """
        |# What MARC 21 means
        |
        |All that the schemas of [marcato-schema](../schema/README.md) say: tags, indicators, subfields, and the codes of
        |fixed fields. This page is generated from the facts in `schema/src/main/resources`, which are names, short labels
        |and rules, and no text. [differences.txt](../schema/differences.txt) has each difference from the Library of
        |Congress' lists and from the schemas of others, with the reason.
        |
        |R is repeatable, NR isn't. A blank is written `#`. Indicators without a meaning are left out. What is obsolete is
        |kept, so that old records can be read. "property" is the name of the view in `record.fixed`.
        |
    """.trimMargin()
}
