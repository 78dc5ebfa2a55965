// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.writes.DocumentKey
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteKind

/** Writes for one command, in input order, with rejected ones among them. */
internal class WriteBatch(val kind: WriteKind, val writes: List<EncodedWrite>)

/**
 * Cuts writes into batches by number and size, so that each batch is one command. For one coroutine.
 *
 * Ordered, a write of another kind ends the batch. Unordered, each kind has its own batch, so that mixed operations
 * don't end up in commands of one write each; but a repeated key ends the batch, because servers don't keep the order
 * within one.
 */
internal class BatchCutter(private val order: WriteOrder, private val maxRecords: Int, private val maxBytes: Int) {
    private val begun = LinkedHashMap<WriteKind, Begun>()

    /** Takes [write], and returns the batch to send before it, if there is one. */
    fun add(write: EncodedWrite): WriteBatch? {
        // Unordered, a rejected write needn't wait; ordered, it keeps its place.
        if (write.rejection != null && order == WriteOrder.UNORDERED) return WriteBatch(write.kind, listOf(write))
        val other = begun.keys.firstOrNull { order == WriteOrder.ORDERED && it != write.kind }
        val kind = if (write.rejection != null && other != null) other else write.kind
        val full = when {
            begun[kind]?.hasRoomFor(write) == false -> take(kind)
            other != null && other != kind -> take(other)
            else -> null
        }
        begun.getOrPut(kind) { Begun() }.add(write)
        return full
    }

    /** Returns the remaining batches. */
    fun finish(): List<WriteBatch> = begun.keys.toList().map(::take)

    private fun take(kind: WriteKind): WriteBatch = WriteBatch(kind, checkNotNull(begun.remove(kind)).writes)

    private inner class Begun {
        val writes = ArrayList<EncodedWrite>()
        private val keys = HashSet<DocumentKey>()
        private var bytes = 0L

        fun hasRoomFor(write: EncodedWrite): Boolean =
            writes.size < maxRecords && bytes + write.size <= maxBytes && (write.key == null || write.key !in keys)

        fun add(write: EncodedWrite) {
            writes.add(write)
            bytes += write.size
            if (order == WriteOrder.UNORDERED) write.key?.let(keys::add)
        }
    }
}
