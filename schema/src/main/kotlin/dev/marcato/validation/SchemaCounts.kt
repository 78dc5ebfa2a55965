// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.FieldCursor
import dev.marcato.Record
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.Counted
import dev.marcato.validation.internal.SchemaRules
import dev.marcato.validation.internal.Switches

/**
 * Counts the records, fields and subfields of a file, and compares them with the numbers that a schema expects: its
 * `records`, and `records` and `total` of fields and subfields, as Avram has them. Marcato's schemas expect none.
 *
 * The rules countRecord, countField and countSubfield are off unless a profile switches them on. For one thread.
 */
public class SchemaCounts private constructor(schema: MarcSchema, private val switches: Switches) {
    private val cursor = FieldCursor.create()
    private val expectedRecords = schema.other["records"] as? Number
    private val fields = schema.fields.associate { it.identifier to Counted(it) }
    private var records = 0L

    /** Counts a [record] and what is in it. */
    public fun add(record: Record) {
        records++
        cursor.reset(record)
        while (cursor.next()) fields[cursor.tag]?.add(cursor, records)
    }

    /** Returns the numbers that aren't as expected; an unmodifiable list. */
    public fun findings(): List<Finding> {
        val found = ArrayList<Finding>()
        fun compare(rule: Rule, path: String, expected: Any?, count: Long, unit: String, label: String?) {
            val severity = switches.severityOf(rule)
            if (severity == null || expected !is Number || expected.toLong() == count) return
            val tag = path.substringBefore('$')
            found += Finding.of(rule, severity, path, tag, null, null, null, "$count", "$expected $unit", label)
        }
        val countsRecords = switches.isOn(SchemaRules.countRecord)
        compare(SchemaRules.countRecord, "LDR", expectedRecords, records, "records", null)
        for (field in fields.values) {
            val of = field.definition
            val inRecords = if (countsRecords) of.other["records"] else null
            compare(SchemaRules.countField, of.tag, inRecords, field.records, "records", of.label)
            compare(SchemaRules.countField, of.tag, of.other["total"], field.total, "fields", of.label)
            for (subfield in field.subfields) {
                val part = subfield.definition
                val path = "${of.tag}$${part.code}"
                val inFields = if (countsRecords) part.other["records"] else null
                compare(SchemaRules.countSubfield, path, inFields, subfield.records, "records", part.label)
                compare(SchemaRules.countSubfield, path, part.other["total"], subfield.total, "subfields", part.label)
            }
        }
        return java.util.Collections.unmodifiableList(found)
    }

    public companion object {
        /** Returns counts of nothing yet, by [schema] and [profile]. */
        @JvmStatic
        @JvmOverloads
        public fun of(schema: MarcSchema, profile: Profile = Profile.DEFAULT): SchemaCounts =
            SchemaCounts(schema, profile.switches)

        @JvmSynthetic
        internal fun of(schema: MarcSchema, switches: Switches): SchemaCounts = SchemaCounts(schema, switches)
    }
}
