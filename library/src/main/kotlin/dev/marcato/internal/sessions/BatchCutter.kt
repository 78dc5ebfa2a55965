// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Record

/** The maximum of records in a batch. */
internal const val BATCH_RECORDS: Int = 100

/** The approximate maximum of bytes in a batch; a larger record has a batch of its own. */
internal const val BATCH_BYTES: Int = 300_000

/** The size of a block: records written one by one are handed over when they reach it. */
internal const val BLOCK_BYTES: Int = 128 * 1024

/** Collects records into batches. */
internal class BatchCutter(private val maxRecords: Int = BATCH_RECORDS, private val maxBytes: Int = BATCH_BYTES) {
    init {
        require(maxRecords >= 1) { "maxRecords must be at least 1, not $maxRecords" }
        require(maxBytes >= 1) { "maxBytes must be at least 1, not $maxBytes" }
    }

    private var bytes = 0L

    /** The records of the batch so far. */
    var records: ArrayList<Record> = ArrayList(minOf(maxRecords, BATCH_RECORDS))
        private set

    /** Whether the batch has no room for another record. */
    val isFull: Boolean get() = records.size >= maxRecords || bytes >= maxBytes

    fun add(record: Record) {
        bytes += record.byteCount
        val _ = records.add(record)
    }

    /** Adds the record, or returns false if the batch has no room for it; an empty batch always has. */
    fun addIfRoom(record: Record): Boolean {
        val hasRoom = records.isEmpty() || (records.size < maxRecords && bytes + record.byteCount <= maxBytes)
        if (hasRoom) add(record)
        return hasRoom
    }

    /** Returns the batch and begins a new one. */
    fun cut(): List<Record> {
        val batch = records
        records = ArrayList(minOf(maxRecords, BATCH_RECORDS))
        bytes = 0
        return batch
    }
}
