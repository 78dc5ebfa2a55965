// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import com.fasterxml.jackson.core.JsonGenerator
import dev.marcato.Outcome
import dev.marcato.cli.reading.Input
import dev.marcato.cli.views.endLine

/**
 * Shows each outcome as an object in a line.
 *
 * @property hasFindings whether records are validated
 * @property isAll whether records without problems and findings are shown, too
 */
internal class JsonListing(
    override val hasFindings: Boolean,
    private val isAll: Boolean,
    private val json: JsonGenerator,
) : Listing {
    override fun isShown(outcome: Outcome): Boolean = outcome.problems.isNotEmpty() || isAll || outcome !is Outcome.Read

    override fun show(checked: Checked, input: Input) {
        val outcome = checked.outcome
        val record = outcome as? Outcome.Read
        json.writeStartObject()
        json.writeStringField("outcome", kindOf(outcome))
        json.writeStringField("file", nameOf(input))
        if (record != null) json.writeNumberField("index", checked.index)
        json.writeNumberField("offset", outcome.byteOffset)
        json.writeNumberField("length", outcome.byteLength)
        record?.record?.controlNumber?.let { json.writeStringField("controlNumber", it) }
        json.writeArrayFieldStart("problems")
        for (problem in outcome.problems) {
            json.writeStartObject()
            json.writeStringField("code", problem.code.name)
            json.writeStringField("severity", problem.severity.name)
            json.writeNumberField("offset", problem.position.byteOffset)
            problem.position.tag?.let { json.writeStringField("tag", it) }
            json.writeStringField("message", wordingOf(problem))
            json.writeEndObject()
        }
        json.writeEndArray()
        if (hasFindings && record != null) {
            json.writeArrayFieldStart("findings")
            for (finding in checked.findings) json.writeRawValue(finding.toJson())
            json.writeEndArray()
        }
        json.endLine()
    }

    private fun kindOf(outcome: Outcome): String = when (outcome) {
        is Outcome.Read -> "record"
        is Outcome.Filler -> "filler"
        is Outcome.Damage -> "damage"
    }
}
