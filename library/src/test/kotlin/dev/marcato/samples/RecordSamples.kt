// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

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
