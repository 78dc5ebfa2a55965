// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.file

/**
 * Says which record had an identifier first. Identifiers are hashes of 64 bits, so two different ones among two million
 * are taken for the same once in ten million files.
 *
 * The table grows in 256 parts, each by half of its size, so growing never needs more than a small part of it again. An
 * identifier takes 15 to 24 bytes.
 */
internal class IdentifierTable(private val limit: Int) {
    private val parts = Array(PARTS) { Part() }
    private var size = 0

    /** Whether there is no room for further identifiers. */
    val isFull: Boolean get() = size >= limit

    /** The record that had the identifier with this [hash] first; [NONE] if that is [record]. */
    fun firstOf(hash: Long, record: Int): Int {
        val key = if (hash == 0L) 1 else hash
        val part = parts[(key ushr Long.SIZE_BITS - PART_BITS).toInt()]
        val first = part.find(key)
        if (first == NONE && !isFull) {
            part.add(key, record)
            size++
        }
        return first
    }

    private class Part {
        private var keys = LongArray(SMALLEST)
        private var records = IntArray(SMALLEST)
        private var size = 0

        fun find(key: Long): Int {
            val slot = slotOf(key)
            return if (keys[slot] == key) records[slot] else NONE
        }

        fun add(key: Long, record: Int) {
            if (size >= keys.size / FULL * (FULL - 1)) grow()
            put(key, record)
            size++
        }

        private fun put(key: Long, record: Int) {
            val slot = slotOf(key)
            keys[slot] = key
            records[slot] = record
        }

        private fun grow() {
            val oldKeys = keys
            val oldRecords = records
            keys = LongArray(oldKeys.size + oldKeys.size / 2)
            records = IntArray(keys.size)
            for (slot in oldKeys.indices) if (oldKeys[slot] != 0L) put(oldKeys[slot], oldRecords[slot])
        }

        /** Where [key] is, or could be put. */
        private fun slotOf(key: Long): Int {
            var slot = ((key and LOW) * keys.size ushr Int.SIZE_BITS).toInt()
            while (keys[slot] != 0L && keys[slot] != key) slot = if (slot + 1 == keys.size) 0 else slot + 1
            return slot
        }
    }

    companion object {
        /** No record. */
        const val NONE = -1

        private const val PART_BITS = 8
        private const val PARTS = 1 shl PART_BITS
        private const val SMALLEST = 20
        private const val FULL = 5
        private const val LOW = 0xFFFF_FFFFL
    }
}
