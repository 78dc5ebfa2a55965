// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.ProblemCode
import dev.marcato.internal.reading.TextRecord

/**
 * Collects a field from JSON, whose members come in any order.
 *
 * @property tag the tag, or null until it has come
 * @property at where the field stands in the object
 */
internal class JsonField(var tag: String?, private val at: Int) {
    private class Part(val code: String?, val value: String, val at: Int)

    private class Note(val code: ProblemCode, val at: Int, val found: String, val expected: String)

    private val subfields = ArrayList<Part>()
    private val notes = ArrayList<Note>()
    private var valueAt = 0

    var indicator1: String? = null

    var indicator2: String? = null

    /** The text of a field that has nothing else. */
    var value: String? = null
        private set

    /** Whether there are indicators, or a list of subfields that may be empty. */
    var isDataField: Boolean = false

    fun value(text: String, at: Int) {
        value = text
        valueAt = at
    }

    fun subfield(code: String?, value: String, at: Int) {
        subfields += Part(code, value, at)
    }

    fun note(code: ProblemCode, at: Int, found: String, expected: String) {
        notes += Note(code, at, found, expected)
    }

    fun moveTo(record: TextRecord) {
        val text = value
        val isControl = !isDataField && subfields.isEmpty() && indicator1 == null && indicator2 == null
        if (isControl && text == null) {
            note(ProblemCode.JSON_MEMBER_WRONG, at, "a field without content", "its text, or subfields")
        }
        if (isControl) {
            record.controlField(tag.orEmpty(), at)
            if (text != null) record.value(text, valueAt)
        } else {
            record.dataField(tag.orEmpty(), indicator1, indicator2, at)
            for (part in subfields) {
                record.subfield(part.code, part.at)
                record.value(part.value, part.at)
            }
            if (text != null) record.leftOut("text in addition to subfields", valueAt)
        }
        for (note in notes) record.note(note.code, note.at, note.found, note.expected)
    }
}
