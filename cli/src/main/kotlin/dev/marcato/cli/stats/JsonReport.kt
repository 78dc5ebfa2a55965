// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import com.fasterxml.jackson.core.JsonGenerator
import dev.marcato.validation.FindingSummary

/** Writes a [Report] as one JSON object. */
internal class JsonReport(private val report: Report, private val json: JsonGenerator) {
    fun write() {
        json.writeStartObject()
        array("files", report.files) { json.writeString(it) }
        json.writeNumberField("records", report.records)
        json.writeNumberField("bytes", report.bytes)
        json.writeNumberField("fields", report.fieldCount)
        json.writeNumberField("subfields", report.subfieldCount)
        json.writeNumberField("recordsWithProblems", report.damagedRecords)
        json.writeNumberField("damagedStretches", report.damages)
        json.writeNumberField("damagedBytes", report.damagedBytes)
        counts("types", report.types)
        counts("characterSets", report.encodings)
        counts("formats", report.formats)
        counts("languages", report.languages)
        json.writeObjectFieldStart("years")
        report.firstYear?.let { json.writeNumberField("first", it) }
        report.lastYear?.let { json.writeNumberField("last", it) }
        counts("decades", report.decades)
        json.writeEndObject()
        report.lengths?.let(::lengths)
        json.writeObjectFieldStart("completeness")
        json.writeNumberField("bibliographicRecords", report.bibliographic)
        counts("have", report.completeness)
        json.writeEndObject()
        array("fieldsByTag", report.fields, ::field)
        array("problems", report.problems) {
            json.writeStartObject()
            json.writeStringField("code", it.code)
            json.writeStringField("severity", it.severity.name)
            json.writeNumberField("count", it.count)
            json.writeEndObject()
        }
        report.findings?.let(::findings)
        json.writeEndObject()
        json.writeRaw('\n')
        json.flush()
    }

    private fun lengths(lengths: Lengths) {
        json.writeObjectFieldStart("lengths")
        json.writeNumberField("shortest", lengths.shortest)
        json.writeNumberField("longest", lengths.longest)
        json.writeNumberField("mean", lengths.mean)
        json.writeNumberField("median", lengths.median)
        counts("classes", lengths.classes)
        json.writeEndObject()
    }

    private fun field(field: FieldShare) {
        json.writeStartObject()
        json.writeStringField("tag", field.tag)
        json.writeNumberField("count", field.count)
        json.writeNumberField("records", field.records)
        json.writeNumberField("share", report.share(field.records))
        array("subfields", field.subfields) {
            json.writeStartObject()
            json.writeStringField("code", it.name)
            json.writeNumberField("count", it.count)
            json.writeNumberField("records", it.records)
            json.writeEndObject()
        }
        json.writeEndObject()
    }

    private fun findings(summary: FindingSummary) {
        json.writeObjectFieldStart("findings")
        json.writeNumberField("records", summary.recordsWithFindings)
        json.writeNumberField("count", summary.findings)
        array("rules", summary.rules) { rule ->
            json.writeStartObject()
            json.writeStringField("code", rule.rule.code)
            json.writeStringField("severity", rule.severity.name)
            json.writeStringField("category", rule.rule.category.name)
            json.writeStringField("title", rule.rule.title)
            json.writeNumberField("count", rule.findings)
            json.writeNumberField("records", rule.records)
            json.writeNumberField("share", rule.share)
            array("examples", rule.examples) { json.writeRawValue(it.toJson()) }
            json.writeEndObject()
        }
        json.writeEndObject()
    }

    private fun counts(name: String, shares: List<Share>) {
        json.writeObjectFieldStart(name)
        for (share in shares) json.writeNumberField(share.name, share.count)
        json.writeEndObject()
    }

    private inline fun <T> array(name: String, items: List<T>, write: (T) -> Unit) {
        json.writeArrayFieldStart(name)
        items.forEach(write)
        json.writeEndArray()
    }
}
