// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.cli.messages.oneLine
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.FixedElement
import dev.marcato.schema.FixedField
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.fixed
import java.util.BitSet

/**
 * Shows records with the names of fields, subfields and positions, and what codes mean. Control characters are shown as
 * pictures, and blanks in codes as `#`.
 *
 * @property schema the schema for all records; null for that of MARC 21 which a record's leader names
 */
internal class LabelView(private val out: Appendable, private val schema: MarcSchema?) {
    /** Shows leader and fields: those of some [places], see [placesIn], or all. */
    fun show(record: Record, places: BitSet?) {
        val used = schema ?: MarcSchema.of(record)
        // The schema of UNIMARC doesn't say what positions mean.
        val fixed = if (schema == null) record.fixed else null
        if (places == null || places[LEADER]) {
            heading("LDR", used.field("LDR"))
            fixed?.leader?.let(::elements) ?: line(record.leader.toString())
        }
        val seen = HashMap<String, Int>()
        record.fields.forEachIndexed { index, field ->
            val occurrence = seen.merge(field.tag, 1, Int::plus) ?: 1
            if (places == null || places[placeOf(index)]) {
                val view = if (fixed == null) null else viewOf(record, field.tag, occurrence - 1)
                show(field, used.field(field.tag), view)
            }
        }
        out.append('\n')
    }

    private fun show(field: Field, definition: FieldDefinition?, view: FixedField?) {
        when (field) {
            is ControlField -> {
                heading(field.tag, definition)
                if (view == null) line(field.value) else elements(view)
            }

            is DataField -> {
                heading("${field.tag} ${field.indicator1}${field.indicator2}", definition)
                for (number in 1..2) {
                    val value = if (number == 1) field.indicator1 else field.indicator2
                    val indicator = definition?.indicator(number)?.takeIf { !it.isUndefined } ?: continue
                    val meaning = indicator.codes?.get("$value")?.label ?: "(unknown)"
                    line("^$number ${shown("$value")} $meaning")
                }
                for (subfield in field.subfields) {
                    val label = definition?.subfield(subfield.code)?.label
                    line(listOfNotNull("\$${subfield.code}", label?.let { "[$it]" }, subfield.value).joinToString(" "))
                }
            }
        }
    }

    private fun viewOf(record: Record, tag: String, occurrence: Int): FixedField? {
        val fixed = record.fixed
        return when (tag) {
            "006" -> fixed.additional.getOrNull(occurrence)

            "007" -> fixed.physical.getOrNull(occurrence)

            // There is one 008; the value of a second is shown as it is.
            "008" -> (fixed.authority ?: fixed.holdings ?: fixed).takeIf { occurrence == 0 }

            else -> null
        }
    }

    private fun elements(view: FixedField) {
        for (element in view.elements) {
            // What has no name means nothing, unless something stands there.
            val isNothing = element.definition.name == null || element.definition.isObsolete
            if (!isNothing || (element.text.isNotBlank() && element.text.any { it != '|' && it != '0' })) show(element)
        }
        if (view.isLengthRight) return
        line("(${view.text.length} characters instead of ${view.expectedLength})")
        line(view.text)
    }

    private fun show(element: FixedElement) {
        val definition = element.definition
        val name = "/${definition.range} [${definition.label ?: "undefined"}]"
        if (element.text.isEmpty()) return line("$name (missing)")
        val isCoded = definition.codesOrFlags != null
        val meaning = when {
            !element.isComplete -> "(cut off)"
            isCoded && !element.isKnown -> "(unknown)"
            else -> meaningOf(element)
        }
        line(listOfNotNull(name, if (isCoded) shown(element.text) else element.text, meaning).joinToString(" "))
    }

    // That digits are digits needn't be said.
    private fun meaningOf(element: FixedElement): String? =
        element.label.takeIf { element.codes.any { code -> !code.isRange } }

    private fun heading(tag: String, definition: FieldDefinition?) {
        out.append(oneLine("$tag ${definition?.label.orEmpty()}").trimEnd()).append('\n')
    }

    private fun line(text: String) {
        out.append("    ").append(oneLine(text)).append('\n')
    }

    private fun shown(code: String): String = code.replace(' ', '#')
}
