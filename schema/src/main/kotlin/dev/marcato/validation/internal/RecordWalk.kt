// SPDX-License-Identifier: Apache-2.0
// Hot: each field and subfield that is validated goes through it; ValidationBenchmark.
package dev.marcato.validation.internal

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.Rule

/** Goes through a record once, and asks the schema and the checks about each part. */
internal class RecordWalk(private val at: Examination) {
    private val tables = at.tables

    fun walk() {
        tables.leader?.check(at.spot.toLeader())
        val field = at.fields()
        while (field.next()) field(field)
        at.isCounted = true
        for (definition in tables.required) {
            if (at.counts[tables.place(definition.identifier)] == 0) {
                at.report(SchemaRules.missingField, definition.tag)
            }
        }
        for (check in tables.recordChecks) check.check(at)
    }

    private fun field(field: FieldCursor) {
        val tag = field.tag
        at.tag = tag
        val rules = tables.rules(tag)
        val place = rules?.place ?: tables.place(tag)
        val count = if (place < 0) 1 else at.counts.add(place)
        if (count > 1 && rules?.isRepeatable == false) at.reportField(SchemaRules.nonrepeatableField, field)
        if ((rules == null || rules.isObsolete) && tables.isLocal(tag)) return
        when {
            rules == null -> at.reportField(SchemaRules.undefinedField, field)
            rules.isControl -> control(field, rules)
            tag == Tables.LINKED -> linked(field, rules)
            else -> data(field, rules)
        }
    }

    private fun control(field: FieldCursor, rules: FieldRules) {
        if (rules.isObsolete) at.reportField(SchemaRules.deprecatedField, field)
        val values = rules.values(field, at)
        val cause = causeOfControl(field, values)
        if (cause != null) return at.reportField(cause, field)
        if (values == null) {
            at.reportPositions(SchemaRules.undefinedCode, field, 0, 0, rules.typesInWords)
        } else {
            values.check(at.spot.toField(field))
        }
        for (check in rules.fieldChecks) check.check(field, at)
    }

    /** A field 880 is judged as what it is linked to; if nobody knows what that is, only its link is. */
    private fun linked(field: FieldCursor, rules: FieldRules) {
        val tag = linkedTag(field)
        for (check in rules.fieldChecks) {
            check.check(field, at)
            field.subfields.rewind()
        }
        val subfields = field.subfields
        while (subfields.next()) rules.subfield(subfields.code)?.let { check(field, it) }
        subfields.rewind()
        val judged = tag?.let { tables.rules(it) } ?: return
        if (judged.isControl || tables.isLocal(tag)) return
        at.tag = tag
        content(field, judged)
    }

    private fun data(field: FieldCursor, rules: FieldRules) {
        if (rules.isObsolete) at.reportField(SchemaRules.deprecatedField, field)
        content(field, rules)
    }

    private fun content(field: FieldCursor, rules: FieldRules) {
        val subfields = field.subfields
        val cause = causeOf(field)
        if (cause != null) return at.reportField(cause, field)
        indicator(field, rules, 1, field.indicator1)
        indicator(field, rules, 2, field.indicator2)
        for (check in rules.fieldChecks) {
            check.check(field, at)
            field.subfields.rewind()
        }
        var low = 0L
        var high = 0L
        while (subfields.next()) {
            val code = subfields.code
            if (!rules.defines(code)) {
                undefined(field, code)
                continue
            }
            val bit = 1L shl code.code
            val seen = if (code.code < HALF) low else high
            if (seen and bit != 0L && rules.isSingle(code)) at.reportSubfield(SchemaRules.nonrepeatableSubfield, field)
            if (code.code < HALF) low = low or bit else high = high or bit
            if (isBlank(subfields) && at.isOn(SchemaRules.emptySubfield)) {
                at.reportSubfield(SchemaRules.emptySubfield, field)
            } else if (rules.isSpecial(code)) {
                check(field, checkNotNull(rules.subfield(code)))
            }
        }
        for (code in rules.requiredCodes) {
            val seen = if (code.code < HALF) low else high
            if (seen ushr code.code and 1L == 0L) at.reportMissing(SchemaRules.missingSubfield, field, code)
        }
    }

    private fun indicator(field: FieldCursor, rules: FieldRules, number: Int, found: Char) {
        val indicator = rules.indicator(number)
        if (found in indicator.valid) return
        if (found in SIGNS && ' ' in indicator.valid) {
            if (at.isFirstSign()) at.reportIndicator(SchemaRules.signForBlank, field, number, "a blank")
            return
        }
        at.reportIndicator(indicator.brokenBy(found), field, number, indicator.inWords)
    }

    private fun undefined(field: FieldCursor, code: Char) {
        if (tables.switches.local.hasCode(at.tag, code)) return
        if (code == MISSING) {
            at.reportField(SchemaRules.missingSubfieldCode, field, field.subfields.value)
        } else {
            at.reportSubfield(SchemaRules.undefinedSubfield, field)
        }
    }

    /** The rule that a data field breaks so that nothing else can be said of it; null if there is none, or it is off. */
    private fun causeOf(field: FieldCursor): Rule? {
        val subfields = field.subfields
        val rule = when {
            !subfields.next() -> SchemaRules.emptyField
            subfields.code == MISSING -> SchemaRules.missingSubfieldCode
            else -> null
        }
        subfields.rewind()
        return rule?.takeIf(at::isOn)
    }

    /** The same of a control field. No position has a delimiter as its code. */
    private fun causeOfControl(field: FieldCursor, values: ValueRules?): Rule? {
        val rule = when {
            field.isEmpty -> SchemaRules.emptyField
            values?.hasPositions != true && hasDelimiter(field) -> SchemaRules.subfieldsInControlField
            else -> null
        }
        return rule?.takeIf(at::isOn)
    }

    // Not by the first character: to know one beyond ASCII, the value has to be decoded.
    private fun isBlank(value: ValueView): Boolean =
        value.byteLength == 0 || (value.valueStartsWith(" ") && value.byteLength < LONG && value.value.isBlank())

    private fun hasDelimiter(field: FieldCursor): Boolean {
        for (index in 0 until field.byteLength) if (field.charAt(index) == DELIMITER) return true
        return false
    }

    private fun check(field: FieldCursor, rules: SubfieldRules) {
        if (rules.isObsolete) at.reportSubfield(SchemaRules.deprecatedSubfield, field)
        rules.values?.check(at.spot.toSubfield(field))
        for (check in rules.checks) check.check(field.subfields, field, at)
    }

    /** The tag that $6 of the field 880 at [field] names; null if it names none. */
    private fun linkedTag(field: FieldCursor): String? {
        val subfields = field.subfields
        var tag: String? = null
        while (tag == null && subfields.next()) {
            if (subfields.code != '6') continue
            if (!isLink { subfields.charAt(it) }) break
            tag = Tables.tagOf(subfields.charAt(0), subfields.charAt(1), subfields.charAt(2))
        }
        subfields.rewind()
        return tag
    }

    private inline fun isLink(at: (Int) -> Char): Boolean = at(0) in '0'..'9' && at(1) in '0'..'9' &&
        at(2) in '0'..'9' && at(3) == '-' && at(4) in '0'..'9' && at(5) in '0'..'9'

    private companion object {
        const val HALF = 64
        const val MISSING = '\u0000'
        const val DELIMITER = '\u001F'
        const val SIGNS = "#^\\_"

        /** A value that is longer has something else than blanks. */
        const val LONG = 100
    }
}
