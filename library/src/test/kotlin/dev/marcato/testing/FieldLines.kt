// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.Subfield

/** Shows records as one line a field, so that those of the library, of the tests and of marc4j can be compared. */
internal object FieldLines {
    fun of(record: Record): List<String> = record.fields.map(::of)

    fun of(record: PlainRecord): List<String> = record.fields.map { field ->
        when (field) {
            is PlainControlField -> "${field.tag} ${field.value}"

            is PlainDataField -> start(field.tag, field.indicator1, field.indicator2) +
                field.subfields.joinToString("") { subfield(it.code, it.value) }
        }
    }

    fun of(record: org.marc4j.marc.Record): List<String> = record.variableFields.map { field ->
        when (field) {
            is org.marc4j.marc.ControlField -> "${field.tag} ${field.data}"

            is org.marc4j.marc.DataField -> start(field.tag, field.indicator1, field.indicator2) +
                field.subfields.joinToString("") { subfield(it.code, it.data) }

            else -> error("neither control nor data field: $field")
        }
    }

    fun of(field: Field): String = when (field) {
        is ControlField -> "${field.tag} ${field.value}"
        is DataField -> of(field, field.subfields)
    }

    /** The line of the field with these subfields instead of its own. */
    fun of(field: DataField, subfields: List<Subfield>): String = start(field.tag, field.indicator1, field.indicator2) +
        subfields.joinToString("") { subfield(it.code, it.value) }

    private fun start(tag: String, indicator1: Char, indicator2: Char): String = "$tag $indicator1$indicator2"

    private fun subfield(code: Char, value: String): String = "\u001F$code$value"
}
