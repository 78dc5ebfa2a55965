// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import com.fasterxml.jackson.core.JsonToken
import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.TextRecord

/** Reads the list of fields of a record, in all the forms that have objects for them. */
internal class JsonFields(private val tokens: JsonTokens, private val parts: TextRecord) {
    /** Reads the fields up to the end of the array. */
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

    /** Reads an element of the list: `{"245":{…}}`, or `{"tag":"245",…}`. */
    private fun element() {
        val draft = FieldDraft(null, tokens.at())
        var isDraft = false
        var isEmpty = true
        while (tokens.next() == JsonToken.FIELD_NAME) {
            isEmpty = false
            val name = tokens.text()
            val at = tokens.at()
            val value = tokens.next()
            if (name == TAG) {
                if (draft.tag != null) repeated(draft, name, at)
                draft.tag = draft.tag ?: text(draft, name)
                isDraft = true
            } else if (isOwn(name)) {
                own(draft, name, value, at)
                isDraft = true
            } else {
                named(name, value, at)
            }
        }
        if (isDraft) draft.moveTo(parts)
        if (isEmpty) parts.leftOut("an empty object", tokens.at())
    }

    /** Reads a member whose name is a tag. */
    private fun named(tag: String, value: JsonToken, at: Int) {
        val draft = FieldDraft(tag, at)
        if (value == JsonToken.START_OBJECT) {
            draft.isDataField = true
            while (tokens.next() == JsonToken.FIELD_NAME) {
                val name = tokens.text()
                val place = tokens.at()
                own(draft, name, tokens.next(), place)
            }
        } else if (value == JsonToken.START_ARRAY) {
            draft.note(ProblemCode.JSON_MEMBER_WRONG, at, "an array for a field", "a string or an object")
            draft.isDataField = true
            subfields(draft)
        } else {
            text(draft, tag)?.let { draft.value(it, at) }
        }
        draft.moveTo(parts)
    }

    private fun isOwn(name: String): Boolean = name in VALUES || name in SUBFIELDS || name in INDICATORS

    /** Reads what a field has. */
    private fun own(draft: FieldDraft, name: String, value: JsonToken, at: Int) {
        when (name) {
            INDICATOR_1 -> once(draft, name, at, draft.indicator1 == null) { draft.indicator1 = text(draft, name) }

            INDICATOR_2 -> once(draft, name, at, draft.indicator2 == null) { draft.indicator2 = text(draft, name) }

            BOTH_INDICATORS -> text(draft, name)?.let {
                draft.indicator1 = it.take(1)
                draft.indicator2 = it.drop(1)
            }

            in VALUES -> once(draft, name, at, draft.value == null) {
                text(draft, name)?.let { draft.value(it, at) }
            }

            in SUBFIELDS -> {
                draft.isDataField = true
                if (value == JsonToken.START_ARRAY) {
                    subfields(draft)
                } else if (value == JsonToken.START_OBJECT) {
                    draft.note(ProblemCode.JSON_MEMBER_WRONG, at, "an object for \"$name\"", "an array")
                    subfield(draft)
                } else {
                    draft.note(ProblemCode.JSON_MEMBER_WRONG, at, "${tokens.described()} for \"$name\"", "an array")
                }
            }

            else -> {
                draft.note(ProblemCode.BYTES_OUTSIDE_FIELDS, at, "a member ${shown(name)}", "indicators and subfields")
                tokens.skip()
            }
        }
    }

    private fun subfields(draft: FieldDraft) {
        while (tokens.next() != JsonToken.END_ARRAY) {
            if (tokens.current() == JsonToken.START_OBJECT) {
                subfield(draft)
            } else {
                draft.note(ProblemCode.BYTES_OUTSIDE_FIELDS, tokens.at(), tokens.described(), "subfields")
                tokens.skip()
            }
        }
    }

    /** Reads `{"a":"…"}`, or `{"code":"a","value":"…"}`. */
    private fun subfield(draft: FieldDraft) {
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
                    repeated(draft, name, at)
                } else if (name == CODE) {
                    code = text(draft, name)
                } else {
                    content = text(draft, name)
                }
            } else {
                draft.subfield(name, text(draft, name).orEmpty(), at)
            }
        }
        if (!isSpelledOut) return
        if (content == null) draft.note(ProblemCode.JSON_MEMBER_WRONG, start, "a subfield without a value", "its value")
        draft.subfield(code, content.orEmpty(), start)
    }

    /** Returns the text of a value, or null if it has none. */
    private fun text(draft: FieldDraft, name: String): String? {
        val value = tokens.current()
        if (value != JsonToken.VALUE_STRING) {
            val found = "${tokens.described()} for ${shown(name)}"
            draft.note(ProblemCode.JSON_MEMBER_WRONG, tokens.at(), found, "a string")
        }
        if (value.isScalarValue) return tokens.textOrNull()
        tokens.skip()
        return null
    }

    private inline fun once(draft: FieldDraft, name: String, at: Int, isFirst: Boolean, read: () -> Unit) {
        if (isFirst) read() else repeated(draft, name, at)
    }

    private fun repeated(draft: FieldDraft, name: String, at: Int) {
        draft.note(ProblemCode.JSON_MEMBER_WRONG, at, "a second member \"$name\"", "one, of which the first is taken")
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
