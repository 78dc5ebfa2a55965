// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.Record
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.LEADER_LENGTH

/** The largest length that the four digits of a directory entry can express, terminator included. */
internal const val MOST_IN_FIELD: Int = 9_999

/** The largest length that the five digits of a leader can express. */
internal const val MOST_IN_RECORD: Int = 99_999

/** Where the record's fields begin in its bytes. */
internal fun dataStart(record: Record): Int =
    if (record.table.size == 0) record.bytes.size - 1 else record.table.start(0)

/** The size of the record in ISO 2709 with a new directory. */
internal fun lengthLaidOut(record: Record): Int =
    LEADER_LENGTH + record.table.size * DIRECTORY_ENTRY_LENGTH + 1 + record.bytes.size - dataStart(record)

/** The size of the field, with its terminator. */
internal fun lengthOf(record: Record, index: Int): Int =
    record.table.end(index, record.bytes.size) + 1 - record.table.start(index)
