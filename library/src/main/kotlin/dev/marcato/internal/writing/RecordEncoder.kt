// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.Record

/**
 * Makes bytes of records: what a format is for a writer. Plain synchronous code without I/O and without a state, so
 * that any number of threads may use it at once, each with a batch of its own.
 *
 * What is written is [prologue], the records with [separator] between each two of them, and [epilogue]; all of them are
 * empty unless a format says otherwise.
 */
internal interface RecordEncoder {
    /** What stands before the first record, also where there is none. */
    val prologue: ByteArray get() = NOTHING

    /** What stands between two records. The session writes it between batches, [encode] between records of a batch. */
    val separator: ByteArray get() = NOTHING

    /** What stands behind the last record, also where there is none. */
    val epilogue: ByteArray get() = NOTHING

    /** Whether bytes that aren't a record may stand between records. */
    val takesDamage: Boolean get() = false

    /**
     * Adds [record] to [batch], or tells it that the record is refused, or diverted. If the batch has records already
     * ([EncodedBatch.written]), [separator] goes before it.
     */
    fun encode(record: Record, batch: EncodedBatch)

    private companion object {
        val NOTHING = ByteArray(0)
    }
}
