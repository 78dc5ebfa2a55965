// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Record

/** How many records a batch has at most. */
internal const val BATCH_RECORDS: Int = 100

/** How many bytes the records of a batch have at most, about; a larger record comes alone. */
internal const val BATCH_BYTES: Int = 300_000

/** How many bytes of records that are written one by one are put together before they are handed over. */
internal const val BLOCK_BYTES: Int = 128 * 1024

/** Puts records together until they are enough for a batch. */
internal class BatchCutter(private val maxRecords: Int = BATCH_RECORDS, private val maxBytes: Int = BATCH_BYTES) {
    private var bytes = 0L

    /** The records of the batch so far. */
    var records: ArrayList<Record> = ArrayList(minOf(maxRecords, BATCH_RECORDS))
        private set

    init {
        require(maxRecords >= 1) { "maxRecords is at least 1, not $maxRecords" }
        require(maxBytes >= 1) { "maxBytes is at least 1, not $maxBytes" }
    }

    /** Whether no more records belong into the batch. */
    val isFull: Boolean get() = records.size >= maxRecords || bytes >= maxBytes

    fun add(record: Record) {
        bytes += record.byteCount
        val _ = records.add(record)
    }

    /** Adds the record, or returns false if it would make the batch too large; a record alone never does. */
    fun addIfRoom(record: Record): Boolean {
        val hasRoom = records.isEmpty() || (records.size < maxRecords && bytes + record.byteCount <= maxBytes)
        if (hasRoom) add(record)
        return hasRoom
    }

    /** Returns the batch and begins another one. */
    fun cut(): List<Record> {
        val batch = records
        records = ArrayList(minOf(maxRecords, BATCH_RECORDS))
        bytes = 0
        return batch
    }
}
