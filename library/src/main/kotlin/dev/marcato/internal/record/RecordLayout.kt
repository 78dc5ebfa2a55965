// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.Record
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.LEADER_LENGTH

/** The most that the four digits of a directory entry can say, the terminator included. */
internal const val MOST_IN_FIELD: Int = 9_999

/** The most that the five digits of a leader can say. */
internal const val MOST_IN_RECORD: Int = 99_999

/** Where the fields of the record begin in its bytes. */
internal fun dataStart(record: Record): Int =
    if (record.table.size == 0) record.bytes.size - 1 else record.table.start(0)

/** How many bytes the record takes in ISO 2709, with a directory of its own. */
internal fun lengthLaidOut(record: Record): Int =
    LEADER_LENGTH + record.table.size * DIRECTORY_ENTRY_LENGTH + 1 + record.bytes.size - dataStart(record)

/** How many bytes the field takes, with its terminator. */
internal fun lengthOf(record: Record, index: Int): Int {
    val table: FieldTable = record.table
    return (if (index + 1 < table.size) table.start(index + 1) else record.bytes.size - 1) - table.start(index)
}
