// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.avram

import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.SubfieldDefinition
import dev.marcato.schema.ValueDefinition

/** A field as in the suites of Avram: of any format. */
internal class SuiteField(
    val tag: String,
    val occurrence: String?,
    val indicators: List<String?>,
    val subfields: List<Pair<String, String>>?,
    val value: String?,
)

/** What is wrong, in the words of the suites. */
internal data class SuiteError(
    val error: String,
    val tag: String? = null,
    val subfield: String? = null,
    val indicator: String? = null,
    val position: String? = null,
    val value: String? = null,
    val pattern: String? = null,
)

/**
 * Validates as the suites of Avram ask for, to show that all rules of Avram can be read from a schema. It is no part of
 * the library.
 */
internal class AvramValidator(private val schema: MarcSchema, private val options: Map<String, Boolean>) {
    private val errors = ArrayList<SuiteError>()
    private var place = SuiteError("")

    fun validate(records: List<List<SuiteField>>, types: Set<String>): List<SuiteError> {
        if (isOn("invalidRecord")) for (record in records) validate(record, types)
        count(records)
        return errors
    }

    private fun isOn(rule: String) = options[rule] ?: !(rule.startsWith("count") || rule == "undefinedCodelist")

    private fun report(error: SuiteError) {
        if (isOn(error.error)) errors += error
    }

    private fun validate(record: List<SuiteField>, types: Set<String>) {
        val seen = HashSet<String>()
        for (field in record) {
            place = SuiteError("", field.tag)
            val definition = schema.field(field.tag).takeIf { field.occurrence == null }
            when {
                definition == null -> report(place.copy(error = "undefinedField"))

                definition.isObsolete && isOn("deprecatedField") -> report(place.copy(error = "deprecatedField"))

                else -> {
                    if (!seen.add(field.tag) &&
                        !definition.isRepeatable
                    ) {
                        report(place.copy(error = "nonrepeatableField"))
                    }
                    validate(field, definition, types)
                }
            }
        }
        for (definition in schema.fields) {
            if (definition.isRequired && record.none { it.tag == definition.tag }) report(SuiteError("missingField"))
        }
    }

    private fun validate(field: SuiteField, definition: FieldDefinition, types: Set<String>) {
        definition.indicator1?.let { indicator(it, field.indicators[0]) }
        definition.indicator2?.let { indicator(it, field.indicators[1]) }
        field.value?.let { value ->
            value(value, definition)
            if (isOn("recordTypes")) types.forEach { type -> definition.types[type]?.let { value(value, it) } }
        }
        val known = definition.subfields ?: return
        val seen = HashSet<String>()
        for ((code, value) in field.subfields.orEmpty()) {
            place = SuiteError("", field.tag, subfield = code)
            val subfield = known.firstOrNull { "${it.code}" == code }
            if (subfield == null) {
                report(place.copy(error = "undefinedSubfield"))
            } else {
                subfield(subfield, value, isFirst = seen.add(code))
            }
        }
        for (subfield in known) {
            if (subfield.isRequired && "${subfield.code}" !in seen) {
                report(SuiteError("missingSubfield", field.tag, "${subfield.code}"))
            }
        }
    }

    private fun subfield(definition: SubfieldDefinition, value: String, isFirst: Boolean) {
        if (!isFirst && !definition.isRepeatable) report(place.copy(error = "nonrepeatableSubfield"))
        if (definition.isObsolete) report(place.copy(error = "deprecatedSubfield"))
        value(value, definition)
    }

    private fun indicator(definition: IndicatorDefinition, value: String?) {
        val name = "indicator${definition.number}"
        place = place.copy(indicator = name)
        if (value ==
            null
        ) {
            report(place.copy(error = "invalidIndicator"))
        } else {
            value(value, definition, "invalidIndicator")
        }
        place = place.copy(indicator = null)
    }

    private fun value(value: String, definition: ValueDefinition, undefined: String = "undefinedCode") {
        definition.pattern?.let {
            if (!Regex(
                    it,
                ).containsMatchIn(value)
            ) {
                report(place.copy(error = "patternMismatch", value = value, pattern = it))
            }
        }
        definition.codes?.let { codes(it, value, undefined) }
        (definition as? PositionDefinition)?.flags?.let { flags(it, value, definition.codeLength) }
        for (position in definition.positions) {
            place = place.copy(position = position.start.toString() + "-" + position.end)
            if (value.length <= position.end) {
                report(place.copy(error = "invalidPosition", value = value))
            } else {
                value(value.substring(position.start, position.end + 1), position)
            }
            place = place.copy(position = null)
        }
    }

    private fun codes(list: CodeList, value: String, undefined: String) {
        if (!list.isResolved) report(SuiteError("undefinedCodelist", value = list.name))
        if (list.isResolved && list[value] == null) report(place.copy(error = undefined, value = value))
    }

    private fun flags(list: CodeList, value: String, length: Int) {
        for (flag in value.chunked(length)) {
            if (list[flag] ==
                null
            ) {
                report(place.copy(error = "invalidFlag", value = flag))
            }
        }
    }

    private fun count(records: List<List<SuiteField>>) {
        expected(schema.other["records"], "countRecord", records.size)
        for (field in schema.fields) {
            val found = records.map { record -> record.filter { it.tag == field.tag } }
            if (isOn("countRecord")) expected(field.other["records"], "countField", found.count { it.isNotEmpty() })
            expected(field.other["total"], "countField", found.sumOf { it.size })
            for (subfield in field.subfields.orEmpty()) {
                val counts = found.map { fields ->
                    fields.sumOf { f ->
                        f.subfields.orEmpty().count {
                            it.first ==
                                "${subfield.code}"
                        }
                    }
                }
                if (isOn("countRecord")) expected(subfield.other["records"], "countSubfield", counts.count { it > 0 })
                expected(subfield.other["total"], "countSubfield", counts.sum())
            }
        }
    }

    private fun expected(expected: Any?, rule: String, found: Int) {
        if (expected != null && (expected as Number).toInt() != found) report(SuiteError(rule))
    }
}
