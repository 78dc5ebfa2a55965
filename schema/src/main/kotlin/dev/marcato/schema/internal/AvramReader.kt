// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.FieldType
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.SubfieldDefinition

/** Makes a schema of an Avram document, and refuses what isn't one (Avram 0.9.7). */
internal class AvramReader private constructor(private val root: JsonNode) {
    private val members = root.members()
    private val lists = LinkedHashMap<String, CodeList>()
    private val values = AvramValues(lists)
    private val family = members["family"]?.filled()

    private fun schema(): MarcSchema {
        members.keys.firstOrNull { it !in ROOT_KEYS }?.let { members.getValue(it).fail("Avram has no such key") }
        val fields = members["fields"] ?: root.fail("the key \"fields\" is missing")
        members["codelists"]?.members()?.forEach { (name, node) -> lists[name] = list(name, node) }
        val definitions = fields.members().map { (identifier, node) -> field(identifier, node) }
        Identifiers.check(family, fields.members())
        val other = values.other(members - setOf("title", "family", "fields", "codelists"))
        return MarcSchema.of(members["title"]?.text(), family, definitions, lists, other)
    }

    private fun list(name: String, node: JsonNode): CodeList {
        val parts = node.members()
        val codes = parts["codes"] ?: node.fail("the key \"codes\" is missing")
        return values.codes(codes, name, parts["title"]?.text(), values.other(parts - setOf("codes", "title")))
    }

    private fun field(identifier: String, node: JsonNode): FieldDefinition {
        val parts = node.members()
        Identifiers.checkSame(identifier, parts)
        val isVariable = "subfields" in parts
        if (isVariable) {
            FLAT_KEYS.firstOrNull {
                it in parts
            }?.let { parts.getValue(it).fail("a field with subfields has no $it") }
        }
        return FieldDefinition.of(
            values.parts(parts, FIELD_KEYS),
            identifier,
            listOf(1, 2).map { number -> parts["indicator$number"]?.let { indicator(number, it) } },
            parts["subfields"]?.members()?.flatMap { (code, definition) -> subfields(code, definition) },
            parts["types"]?.members()?.mapValues { (key, type) ->
                FieldType.of(values.parts(type.members()), key)
            }.orEmpty(),
        )
    }

    private fun indicator(number: Int, node: JsonNode): IndicatorDefinition? = when (node.value) {
        // Null stands for an indicator without a meaning, and in a field without indicators for nothing.
        null -> if (Identifiers.isFlat(node.pointer)) null else IndicatorDefinition.undefined(number)

        is String -> IndicatorDefinition.of(Parts(codes = values.codes(node), given = setOf("codes")), number)

        else -> {
            val parts = values.parts(node.members())
            values.checkLength(node, 1)
            IndicatorDefinition.of(parts, number)
        }
    }

    private fun subfields(key: String, node: JsonNode): List<SubfieldDefinition> {
        val parts = node.members()
        parts["code"]?.let { if (it.text() != key) it.fail("the code must be \"$key\"") }
        val range = SUBFIELD_RANGE.matchEntire(key)
        val codes = when {
            range != null -> (range.groupValues[1][0]..range.groupValues[2][0]).toList()
            key.codePointCount(0, key.length) == 1 && key.length == 1 -> listOf(key[0])
            else -> node.fail("a subfield code is one character")
        }
        return codes.map { SubfieldDefinition.of(values.parts(parts, setOf("code")), it) }
    }

    companion object {
        private val ROOT_KEYS = setOf(
            "title", "description", "url", "uri", "profile", "family", "\$schema", "created", "modified", "fields",
            "records", "language", "codelists", "rules",
        )
        private val FLAT_KEYS = listOf("positions", "pattern", "codes")
        private val FIELD_KEYS = setOf("tag", "indicator1", "indicator2", "subfields", "types")

        // No Avram, but what published schemas have for 880.
        private val SUBFIELD_RANGE = Regex("([a-z0-9])-\\$?([a-z0-9])")

        fun read(avram: String): MarcSchema = read(Json.parse(avram))

        fun read(avram: JsonNode): MarcSchema = AvramReader(avram).schema()

        /** Checks the rules of [fields], which were put together from several schemas. */
        fun check(schema: MarcSchema, fields: Set<String>) {
            val part = schema.fields.filter { it.identifier in fields }
            val _ = read(AvramWriter.write(MarcSchema.of(null, schema.family, part, schema.codeLists, emptyMap())))
        }
    }
}
