// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.record.MOST_IN_RECORD
import dev.marcato.internal.record.lengthOf
import java.util.function.Predicate

/**
 * Splits a record that is too large. Each part has all fields that aren't spread, and as many spread fields as fit, in
 * their order; all keep their places among the others. A part may still be too large.
 */
internal fun splitRecord(record: Record, spreads: Predicate<Field>): List<Record> {
    val fields = record.fields
    val isSpread = BooleanArray(fields.size) { spreads.test(fields[it]) }
    val fixed = LEADER_LENGTH + 2 + fields.indices.filterNot { isSpread[it] }.sumOf { sizeOf(record, it) }
    val parts = ArrayList<Record>()
    var part = ArrayList<Int>()
    var size = fixed
    for (index in fields.indices.filter { isSpread[it] }) {
        if (size + sizeOf(record, index) > MOST_IN_RECORD && part.isNotEmpty()) {
            parts.add(partOf(record, isSpread, part))
            part = ArrayList()
            size = fixed
        }
        part.add(index)
        size += sizeOf(record, index)
    }
    parts.add(partOf(record, isSpread, part))
    return parts
}

private fun sizeOf(record: Record, index: Int): Int = lengthOf(record, index) + DIRECTORY_ENTRY_LENGTH

private fun partOf(record: Record, isSpread: BooleanArray, part: List<Int>): Record {
    val chosen = part.toSet()
    val builder = record.toBuilder()
    val all = ArrayList(builder.fields)
    builder.fields.clear()
    all.forEachIndexed { index, field -> if (!isSpread[index] || index in chosen) builder.fields.add(field) }
    return builder.build()
}
