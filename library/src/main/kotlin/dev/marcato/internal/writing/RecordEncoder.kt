// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.Record

/**
 * Turns records into bytes: a format's side of writing. Plain synchronous code without I/O and without state, so any
 * number of threads may use it, each with its own batch.
 *
 * The output is [prologue], the records with [separator] between them, and [epilogue]; all three are empty by default.
 */
internal interface RecordEncoder {
    /** Written before the first record, even if there is none. */
    val prologue: ByteArray get() = NOTHING

    /** Written between two records: between batches by the session, inside a batch by [encode]. */
    val separator: ByteArray get() = NOTHING

    /** Written after the last record, even if there is none. */
    val epilogue: ByteArray get() = NOTHING

    /** Whether bytes that aren't a record may stand between records. */
    val takesDamage: Boolean get() = false

    /**
     * Adds [record] to [batch], or reports to it that the record is refused or diverted. If the batch already has
     * records ([EncodedBatch.written]), adds [separator] first.
     */
    fun encode(record: Record, batch: EncodedBatch)

    private companion object {
        val NOTHING = ByteArray(0)
    }
}
