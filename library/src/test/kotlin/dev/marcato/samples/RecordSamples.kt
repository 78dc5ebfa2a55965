// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.FieldCursor
import dev.marcato.Record
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.PathSet
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

/** The title proper and the rest of it of each record, as one value. */
fun selectTitles(records: Iterable<Record>): List<String?> {
    val title = MarcPath.of("245\$a\$b+\" \"")
    return records.map(title::first)
}

/** Books about whales in English or French that have no ISBN. */
fun filterByCondition(records: Iterable<Record>): List<Record> {
    val wanted = MarcCondition.of("008/35-37 in (eng, fre) and 650\$a ~ \"whale\"i and not 020")
    return records.filter(wanted::test)
}

/** A line for each record, with several values in a column separated by bars. */
fun selectColumns(records: Iterable<Record>): List<String> {
    val columns = PathSet.of("id=001, title=245ab, subjects=6XX\$a")
    return records.map { record -> columns.values(record).joinToString("\t") { it.joinToString(" | ") } }
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
