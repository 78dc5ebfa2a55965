// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.FieldCursor
import dev.marcato.MarcFormat
import dev.marcato.Record
import dev.marcato.record

/** What the guide shows of records. */
@Suppress("UNUSED_EXPRESSION", "UNUSED_VARIABLE")
internal fun lookUp(record: Record): Pair<Record, Record> {
    record["245", 'a']                           // the first value of $a in fields 245, or null
    record["008"]?.at(35..37)                    // characters of a control field, by their positions
    record.fields("650", "651")                  // both tags, in record order
    record.fields("6XX")                         // an upper-case X, or a full stop, is any character of a tag, in all look-ups
    record.values("020", "a")                    // all values of $a in all fields 020
    record.title; record.isbns; record.subjects  // also author, language, publicationYear, ...: see the KDoc
    val checked = record.edit { field("500") { 'a' to "Checked" } }
    val made = record { field("001", "42"); field("245", '1', '0') { 'a' to "Title" } }
    return checked to made
}

internal fun countWhales(records: List<Record>): Int {
    var count = 0
    val cursor = FieldCursor.create()            // one for each thread
    for (record in records) record.forEachSubfield(cursor) { field, subfield ->
        if (field.hasTag("6XX") && subfield.code == 'a' && subfield.valueEquals("Whales")) count++
    }
    return count
}

internal fun edited(record: Record): Record =
    record.edit {
        remove("9XX")
        editFields("6XX") { remove("0") }        // a field whose last subfield goes is removed
        removeIf { it.tag == "LXX" }             // a tag that itself has an X
        sort()                                   // by tag; without it, fields keep their places
    }

internal fun single(input: ByteArray): Pair<ByteArray, String> {
    val record = Record.parse(input)             // any format; Record.parse(text) and Record.parse(text, format) for text
    val bytes = record.toBytes()                 // ISO 2709, or the format of the options
    val json = record.toText(MarcFormat.JSON)    // an object, an element or lines, with nothing after the last character
    return bytes to json
}
