// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import com.fasterxml.jackson.core.JsonToken
import dev.marcato.ProblemCode
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.TextRecord
import java.nio.ByteBuffer

/**
 * Parses the object of a record in any of its forms: MARC-in-JSON, in which the name of a member is a tag or a code;
 * forms with members `tag` and `code`, in `fields` or in `controlfield` and `datafield`; and Catmandu's `record`, an
 * array of arrays. Members come in any order, and members that aren't part of a record are skipped. If the object isn't
 * a record itself, an object inside it may be, as in FOLIO's envelopes; [JsonLists] has already found records in
 * arrays.
 *
 * Reads as much of well-formed JSON as possible, and notes the rest as problems.
 */
internal class JsonRecordParser(private val parts: TextRecord) {
    private val tokens = JsonTokens()
    private val fields = JsonFieldsParser(tokens, parts)
    private var hasRecord = false
    private var hasLeader = false
    private var hasFields = false

    /** Parses the object of [size] bytes at [from], and returns why it isn't a record, or null. */
    fun read(buffer: ByteBuffer, from: Int, size: Int): Fault? {
        parts.begin()
        hasRecord = false
        hasLeader = false
        hasFields = false
        try {
            tokens.start(buffer, from, size, parts)
            val _ = tokens.next()
            members()
        } catch (e: JsonFaultException) {
            return e.fault
        }
        if (!hasRecord) {
            val expected = "a record, with members \"leader\" and \"fields\""
            return Fault(ProblemCode.JSON_MEMBER_WRONG, 0, "an object that isn't a record", expected)
        }
        parts.end(size)
        if (!hasFields) wrong(0, "a record without fields", "a member \"fields\"")
        return null
    }

    private fun members() {
        var isRecord = false
        while (tokens.next() == JsonToken.FIELD_NAME) {
            val name = tokens.text()
            val at = tokens.at()
            val value = tokens.next()
            if (name !in MEMBERS || (name == RECORD && value == JsonToken.START_OBJECT)) {
                skip(value)
            } else if (hasRecord && !isRecord) {
                wrong(at, "a second record in the same object", "one record in an object")
                tokens.skip()
            } else {
                isRecord = true
                hasRecord = true
                member(name, value, at)
            }
        }
    }

    /** Moves past a member that isn't part of the record, but may hold one. */
    private fun skip(value: JsonToken) {
        if (value == JsonToken.START_OBJECT && !hasRecord) members() else tokens.skip()
    }

    private fun member(name: String, value: JsonToken, at: Int) {
        if (name == LEADER) {
            leader(value, at)
        } else if (value != JsonToken.START_ARRAY) {
            wrong(at, "${tokens.described()} for \"$name\"", "an array")
            tokens.skip()
        } else {
            if (hasFields && name == FIELDS) wrong(at, "a second member \"$name\"", "one")
            hasFields = true
            if (name == RECORD) rows() else fields.list()
        }
    }

    private fun leader(value: JsonToken, at: Int) {
        if (hasLeader || !value.isScalarValue) {
            wrong(at, if (hasLeader) "a second leader" else "${tokens.described()} for \"$LEADER\"", "one string")
            return tokens.skip()
        }
        if (value == JsonToken.VALUE_NULL) return
        if (value != JsonToken.VALUE_STRING) wrong(at, "${tokens.described()} for \"$LEADER\"", "a string")
        hasLeader = true
        parts.leader(tokens.text(), tokens.at())
    }

    /** Parses an array of rows. Each row is a field: tag, indicators, then alternately code and value. */
    private fun rows() {
        while (tokens.next() != JsonToken.END_ARRAY) {
            val at = tokens.at()
            if (tokens.current() != JsonToken.START_ARRAY) {
                parts.leftOut(tokens.described(), at)
                tokens.skip()
                continue
            }
            val cells = ArrayList<String?>()
            val places = ArrayList<Int>()
            while (tokens.next() != JsonToken.END_ARRAY) {
                places += tokens.at()
                if (tokens.current().isScalarValue) {
                    cells += tokens.textOrNull()
                } else {
                    wrong(tokens.at(), tokens.described(), "a string")
                    cells += null
                    tokens.skip()
                }
            }
            row(cells, places, at)
        }
    }

    private fun row(cells: List<String?>, places: List<Int>, at: Int) {
        val tag = cells.getOrNull(0)
        val isBare = cells.size == BARE_ROW && cells[FIRST_CODE] == NO_CODE
        if (tag == LEADER_TAG && isBare && !hasLeader) {
            hasLeader = true
            return parts.leader(cells[FIRST_CODE + 1].orEmpty(), at)
        }
        val field = JsonField(tag, at)
        if (isBare && tag?.startsWith("00") == true) {
            field.value(cells[FIRST_CODE + 1].orEmpty(), places[FIRST_CODE + 1])
        } else {
            field.isDataField = true
            field.indicator1 = cells.getOrNull(1) ?: BLANK
            field.indicator2 = cells.getOrNull(2) ?: BLANK
            for (index in FIRST_CODE until cells.size step 2) {
                if (index + 1 == cells.size) {
                    field.note(
                        ProblemCode.JSON_MEMBER_WRONG,
                        places[index],
                        "a code without a value",
                        "a value after each code",
                    )
                }
                field.subfield(cells[index], cells.getOrNull(index + 1).orEmpty(), places[index])
            }
        }
        field.moveTo(parts)
    }

    private fun wrong(at: Int, found: String, expected: String) {
        parts.note(ProblemCode.JSON_MEMBER_WRONG, at, found, expected)
    }

    companion object {
        const val LEADER: String = "leader"
        const val RECORD: String = "record"
        private const val FIELDS = "fields"
        private const val LEADER_TAG = "LDR"
        private const val BLANK = " "
        private const val NO_CODE = "_"
        private const val FIRST_CODE = 3
        private const val BARE_ROW = 5

        /** The members that make an object a record, except a "record" that is an object itself. */
        val MEMBERS: Set<String> =
            setOf(LEADER, FIELDS, RECORD, "controlfield", "controlfields", "datafield", "datafields")
    }
}
