// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Outcome
import dev.marcato.Record

/** The maximum of records in a batch. */
internal const val BATCH_RECORDS: Int = 100

/** The approximate maximum of bytes in a batch; a larger record has a batch of its own. */
internal const val BATCH_BYTES: Int = 300_000

/** The size of a block: records written one by one are handed over when they reach it. */
internal const val BLOCK_BYTES: Int = 128 * 1024

/** The bytes that a record or an outcome counts in a batch. */
internal fun byteCountOf(item: Any): Long = when (item) {
    is Record -> item.byteCount.toLong()
    is Outcome -> item.byteLength
    else -> 0
}

/** Collects records or outcomes into batches. */
internal class BatchCutter<T : Any>(
    private val maxItems: Int = BATCH_RECORDS,
    private val maxBytes: Int = BATCH_BYTES,
) {
    init {
        require(maxItems >= 1) { "A batch must have room for at least 1, not $maxItems" }
        require(maxBytes >= 1) { "maxBytes must be at least 1, not $maxBytes" }
    }

    private var bytes = 0L

    /** What is in the batch so far. */
    var items: ArrayList<T> = ArrayList(minOf(maxItems, BATCH_RECORDS))
        private set

    /** Whether the batch has no room for another item. */
    val isFull: Boolean get() = items.size >= maxItems || bytes >= maxBytes

    fun add(item: T) {
        bytes += byteCountOf(item)
        val _ = items.add(item)
    }

    /** Adds the item, or returns false if the batch has no room for it; an empty batch always has. */
    fun addIfRoom(item: T): Boolean {
        val hasRoom = items.isEmpty() || (items.size < maxItems && bytes + byteCountOf(item) <= maxBytes)
        if (hasRoom) add(item)
        return hasRoom
    }

    /** Returns the batch and begins a new one. */
    fun cut(): List<T> {
        val batch = items
        items = ArrayList(minOf(maxItems, BATCH_RECORDS))
        bytes = 0
        return batch
    }
}
