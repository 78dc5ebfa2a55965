// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.mongodb.MissingKeyException
import dev.marcato.mongodb.RawBytes
import dev.marcato.mongodb.RecordKey
import dev.marcato.mongodb.RecordShape
import org.bson.BsonBinary
import org.bson.BsonWriter

/** Writes records as documents. Refuses a record that can't be read back unchanged from the shape. */
internal class DocumentEncoder(
    private val shape: RecordShape,
    private val rawBytes: RawBytes,
    private val key: RecordKey,
    private val searchKeys: SearchKeys,
) {
    private val onlyBytes: String = if (shape == RecordShape.ISO_2709) {
        "and its bytes can't be read back to it either"
    } else {
        "only the shape ISO_2709 can store the record unchanged"
    }

    fun encode(record: Record, writer: BsonWriter) {
        val wantsBytes = shape == RecordShape.ISO_2709 || rawBytes == RawBytes.BESIDE_FIELDS
        val raw = if (wantsBytes) RawRecord.of(record) else null
        // Each access to record.fields makes new fields.
        val fields = record.fields.toList()
        writer.writeStartDocument()
        writer.writeString("_id", idOf(fields))
        // Before the fields, so that reading can stop here.
        if (raw != null) {
            raw.characterSet?.let { writer.writeString("set", it) }
            writer.writeBinaryData("raw", BsonBinary(raw.bytes))
        }
        if (raw == null || shape != RecordShape.ISO_2709) {
            writer.writeString("leader", checkedLeader(record))
            writeFields(fields, writer)
        }
        fields.firstOrNull { it.tag == "005" }?.let { writer.writeString("changed", it.value) }
        if (!searchKeys.isEmpty) searchKeys.write(record, fields, writer)
        if (record.problems.isNotEmpty()) writeProblems(record.problems, writer)
        writer.writeEndDocument()
    }

    /** Without the place in the input, so that the same record is the same document wherever reading began. */
    private fun writeProblems(problems: List<MarcProblem>, writer: BsonWriter) {
        writer.writeStartArray("problems")
        for (problem in problems) {
            val position = problem.position
            writer.writeStartDocument()
            writer.writeString("code", problem.code.name)
            writer.writeInt32("offset", position.offsetInRecord)
            position.tag?.let { writer.writeString("tag", it) }
            position.occurrence?.let { writer.writeInt32("occurrence", it) }
            position.subfieldCode?.let { writer.writeString("subfield", it.toString()) }
            writer.writeString("found", problem.found)
            writer.writeString("expected", problem.expected)
            writer.writeEndDocument()
        }
        writer.writeEndArray()
    }

    private fun idOf(fields: List<Field>): String {
        val numbers = fields.filter { it.tag == "001" }
        if (numbers.size != 1) throw MissingKeyException("the record has ${numbers.size} fields 001, not one")
        val number = numbers.single().value
        if (number.isBlank()) throw MissingKeyException("field 001 of the record is blank")
        if (key == RecordKey.CONTROL_NUMBER) return number
        val sources = fields.filter { it.tag == "003" }
        if (sources.size != 1 || sources.single().value.isBlank()) {
            throw MissingKeyException("the record $number has ${sources.size} fields 003, not one that isn't blank")
        }
        return "${sources.single().value}:$number"
    }

    private fun checkedLeader(record: Record): String = record.leader.toString().also { leader ->
        require(leader.all { it in ' '..'~' }) { "the leader \"$leader\" isn't printable ASCII; $onlyBytes" }
    }

    private fun writeFields(fields: List<Field>, writer: BsonWriter) {
        val isJson = shape == RecordShape.JSON
        writer.writeStartArray(if (isJson) "fields" else "f")
        for (field in fields) {
            writer.writeStartDocument()
            when (field) {
                is ControlField -> if (isJson) {
                    writer.writeString(field.tag, checkedValue(field.tag, field.value))
                } else {
                    writer.writeString("t", field.tag)
                    writer.writeString("v", checkedValue(field.tag, field.value))
                }

                is DataField -> if (isJson) writeJson(field, writer) else writeCompact(field, writer)
            }
            writer.writeEndDocument()
        }
        writer.writeEndArray()
    }

    private fun writeJson(field: DataField, writer: BsonWriter) {
        writer.writeStartDocument(field.tag)
        writer.writeString("ind1", checkedIndicator(field, field.indicator1))
        writer.writeString("ind2", checkedIndicator(field, field.indicator2))
        writer.writeStartArray("subfields")
        eachSubfield(field) { code, value ->
            writer.writeStartDocument()
            writer.writeString(code, value)
            writer.writeEndDocument()
        }
        writer.writeEndArray()
        writer.writeEndDocument()
    }

    private fun writeCompact(field: DataField, writer: BsonWriter) {
        writer.writeString("t", field.tag)
        writer.writeString("i", checkedIndicator(field, field.indicator1) + checkedIndicator(field, field.indicator2))
        writer.writeStartArray("s")
        eachSubfield(field) { code, value ->
            writer.writeStartDocument()
            writer.writeString("c", code)
            writer.writeString("v", value)
            writer.writeEndDocument()
        }
        writer.writeEndArray()
    }

    private inline fun eachSubfield(field: DataField, write: (code: String, value: String) -> Unit) {
        val subfields = field.subfields
        require(subfields.isNotEmpty()) { "field ${field.tag} has no subfield; $onlyBytes" }
        for (subfield in subfields) {
            require(subfield.code in '!'..'~') {
                "a subfield of field ${field.tag} has the code U+%04X; $onlyBytes".format(subfield.code.code)
            }
            write(CHARACTERS[subfield.code.code], checkedValue(field.tag, subfield.value))
        }
    }

    private fun checkedIndicator(field: DataField, indicator: Char): String {
        require(indicator in ' '..'~') {
            "field ${field.tag} has the indicator U+%04X; $onlyBytes".format(indicator.code)
        }
        return CHARACTERS[indicator.code]
    }

    /** Refuses delimiters in a value: only records that were read from damaged bytes have them. */
    private fun checkedValue(tag: String, value: String): String {
        for (delimiter in '\u001D'..'\u001F') {
            require(value.indexOf(delimiter) < 0) {
                "field $tag has the delimiter 0x%02X in a value; $onlyBytes".format(delimiter.code)
            }
        }
        return value
    }

    private companion object {
        /** Indicators and codes are single ASCII characters, whose strings are shared. */
        val CHARACTERS = Array(0x80) { it.toChar().toString() }
    }
}
