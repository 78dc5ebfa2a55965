// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.FieldCursor
import dev.marcato.Record
import dev.marcato.record

/** Builds a record from scratch. */
fun buildRecord(): Record = record {
    field("001", "42")
    field("245", '1', '0') {
        'a' to "Title :"
        'b' to "subtitle."
    }
}

/** Corrects a title, and removes local fields. */
fun editRecord(record: Record): Record = record.edit {
    editFields("245") { set('a', "Better title :") }
    remove("9XX")
}

/** Counts the records with this subject. One cursor visits all of them, so none costs an object. */
fun countSubjects(records: Iterable<Record>, subject: String): Int {
    val cursor = FieldCursor.create()
    return records.count { record -> hasSubject(record, subject, cursor) }
}

private fun hasSubject(record: Record, subject: String, cursor: FieldCursor): Boolean {
    record.forEachField(cursor) { field ->
        if (!field.hasTag("6XX")) return@forEachField
        while (field.subfields.next()) {
            if (field.subfields.code == 'a' && field.subfields.valueEquals(subject)) return true
        }
    }
    return false
}
