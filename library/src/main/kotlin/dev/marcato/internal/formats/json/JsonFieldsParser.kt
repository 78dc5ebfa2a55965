// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import com.fasterxml.jackson.core.JsonToken
import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.TextRecord

/** Parses the list of a record's fields in all forms that use objects for fields. */
internal class JsonFieldsParser(private val tokens: JsonTokens, private val parts: TextRecord) {
    fun list() {
        while (tokens.next() != JsonToken.END_ARRAY) {
            if (tokens.current() == JsonToken.START_OBJECT) {
                element()
            } else {
                parts.leftOut(tokens.described(), tokens.at())
                tokens.skip()
            }
        }
    }

    /** Parses an element of the list: `{"245":{…}}`, or `{"tag":"245",…}`. */
    private fun element() {
        val field = JsonField(null, tokens.at())
        var isField = false
        var isEmpty = true
        while (tokens.next() == JsonToken.FIELD_NAME) {
            isEmpty = false
            val name = tokens.text()
            val at = tokens.at()
            val value = tokens.next()
            if (name == TAG) {
                if (field.tag != null) repeated(field, name, at)
                field.tag = field.tag ?: text(field, name)
                isField = true
            } else if (isOwn(name)) {
                own(field, name, value, at)
                isField = true
            } else {
                named(name, value, at)
            }
        }
        if (isField) field.moveTo(parts)
        if (isEmpty) parts.leftOut("an empty object", tokens.at())
    }

    /** Parses a member whose name is a tag. */
    private fun named(tag: String, value: JsonToken, at: Int) {
        val field = JsonField(tag, at)
        if (value == JsonToken.START_OBJECT) {
            field.isDataField = true
            while (tokens.next() == JsonToken.FIELD_NAME) {
                val name = tokens.text()
                val place = tokens.at()
                own(field, name, tokens.next(), place)
            }
        } else if (value == JsonToken.START_ARRAY) {
            field.note(ProblemCode.JSON_MEMBER_WRONG, at, "an array for a field", "a string or an object")
            field.isDataField = true
            subfields(field)
        } else {
            text(field, tag)?.let { field.value(it, at) }
        }
        field.moveTo(parts)
    }

    private fun isOwn(name: String): Boolean = name in VALUES || name in SUBFIELDS || name in INDICATORS

    /** Parses a member of a field. */
    private fun own(field: JsonField, name: String, value: JsonToken, at: Int) {
        when (name) {
            INDICATOR_1 -> once(field, name, at, field.indicator1 == null) { field.indicator1 = text(field, name) }

            INDICATOR_2 -> once(field, name, at, field.indicator2 == null) { field.indicator2 = text(field, name) }

            BOTH_INDICATORS -> text(field, name)?.let {
                field.indicator1 = it.take(1)
                field.indicator2 = it.drop(1)
            }

            in VALUES -> once(field, name, at, field.value == null) {
                text(field, name)?.let { field.value(it, at) }
            }

            in SUBFIELDS -> {
                field.isDataField = true
                if (value == JsonToken.START_ARRAY) {
                    subfields(field)
                } else if (value == JsonToken.START_OBJECT) {
                    field.note(ProblemCode.JSON_MEMBER_WRONG, at, "an object for \"$name\"", "an array")
                    subfield(field)
                } else {
                    field.note(ProblemCode.JSON_MEMBER_WRONG, at, "${tokens.described()} for \"$name\"", "an array")
                }
            }

            else -> {
                field.note(ProblemCode.BYTES_OUTSIDE_FIELDS, at, "a member ${shown(name)}", "indicators and subfields")
                tokens.skip()
            }
        }
    }

    private fun subfields(field: JsonField) {
        while (tokens.next() != JsonToken.END_ARRAY) {
            if (tokens.current() == JsonToken.START_OBJECT) {
                subfield(field)
            } else {
                field.note(ProblemCode.BYTES_OUTSIDE_FIELDS, tokens.at(), tokens.described(), "subfields")
                tokens.skip()
            }
        }
    }

    /** Parses `{"a":"…"}`, or `{"code":"a","value":"…"}`. */
    private fun subfield(field: JsonField) {
        val start = tokens.at()
        var code: String? = null
        var content: String? = null
        var isSpelledOut = false
        while (tokens.next() == JsonToken.FIELD_NAME) {
            val name = tokens.text()
            val at = tokens.at()
            val _ = tokens.next()
            if (name == CODE || name in VALUES) {
                isSpelledOut = true
                val isRepeated = if (name == CODE) code != null else content != null
                if (isRepeated) {
                    repeated(field, name, at)
                } else if (name == CODE) {
                    code = text(field, name)
                } else {
                    content = text(field, name)
                }
            } else {
                field.subfield(name, text(field, name).orEmpty(), at)
            }
        }
        if (!isSpelledOut) return
        if (content == null) field.note(ProblemCode.JSON_MEMBER_WRONG, start, "a subfield without a value", "its value")
        field.subfield(code, content.orEmpty(), start)
    }

    private fun text(field: JsonField, name: String): String? {
        val value = tokens.current()
        if (value != JsonToken.VALUE_STRING) {
            val found = "${tokens.described()} for ${shown(name)}"
            field.note(ProblemCode.JSON_MEMBER_WRONG, tokens.at(), found, "a string")
        }
        if (value.isScalarValue) return tokens.textOrNull()
        tokens.skip()
        return null
    }

    private inline fun once(field: JsonField, name: String, at: Int, isFirst: Boolean, read: () -> Unit) {
        if (isFirst) read() else repeated(field, name, at)
    }

    private fun repeated(field: JsonField, name: String, at: Int) {
        field.note(ProblemCode.JSON_MEMBER_WRONG, at, "a second member \"$name\"", "only one; the first is used")
        tokens.skip()
    }

    private companion object {
        const val TAG = "tag"
        const val CODE = "code"
        const val INDICATOR_1 = "ind1"
        const val INDICATOR_2 = "ind2"
        const val BOTH_INDICATORS = "ind"
        val INDICATORS = setOf(INDICATOR_1, INDICATOR_2, BOTH_INDICATORS)
        val SUBFIELDS = setOf("subfields", "subfield")
        val VALUES = setOf("value", "data", "content")
    }
}
