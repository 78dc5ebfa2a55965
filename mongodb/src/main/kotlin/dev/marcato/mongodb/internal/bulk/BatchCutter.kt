// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.writes.DocumentKey
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteKind

/** Writes that go to the server in one command, in the order of the input; rejected ones among them. */
internal class WriteBatch(val kind: WriteKind, val writes: List<EncodedWrite>)

/**
 * Cuts writes into batches, by their number and by their bytes, so that each batch is one command. For one coroutine.
 *
 * In order, a write of another kind ends the batch. Out of order each kind has a batch of its own, so that mixed
 * operations do not fall into commands of one; but a repeated key ends the batch, since servers promise nothing about
 * the order within one.
 */
internal class BatchCutter(private val order: WriteOrder, private val maxRecords: Int, private val maxBytes: Int) {
    private val begun = LinkedHashMap<WriteKind, Begun>()

    /** Takes [write]; returns the batch that is to go before it, if there is one. */
    fun add(write: EncodedWrite): WriteBatch? {
        // Out of order nothing is gained by letting a rejected one wait; in order it keeps its place.
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

    /** Returns what is left. */
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
