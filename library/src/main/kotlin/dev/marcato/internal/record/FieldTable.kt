// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

/**
 * The places of a record's fields, one number per field. The top bit says whether the field is all ASCII; the rest of
 * the upper half is the packed tag; the lower half is the offset of the first byte.
 *
 * Fields lie one after the other in the order of the table, each with its terminator, so no end is stored. Costs eight
 * bytes per field, and no object.
 */
@JvmInline
internal value class FieldTable(val entries: LongArray) {
    val size: Int get() = entries.size

    fun tag(index: Int): Int = (entries[index] ushr 32).toInt() and TAG_BITS

    fun isAscii(index: Int): Boolean = entries[index] < 0

    fun start(index: Int): Int = entries[index].toInt()

    /** Returns where the content of the field ends, in a record of [recordSize] bytes. */
    fun end(index: Int, recordSize: Int): Int =
        // A terminator follows each field, and the record's terminator the last one.
        (if (index + 1 < size) start(index + 1) else recordSize - 1) - 1

    /** Returns the index of the first field with this tag, or -1. */
    fun indexOf(packedTag: Int): Int {
        for (index in entries.indices) if (tag(index) == packedTag) return index
        return -1
    }

    /** Returns the index of the first field that [pattern] matches, or -1. */
    fun indexOf(pattern: TagPattern): Int {
        // The tag is in the upper half of both; the bits that count leave out the top bit.
        val counting = pattern.bits.toInt()
        for (index in entries.indices) {
            if (((entries[index] xor pattern.bits) ushr 32).toInt() and counting == 0) return index
        }
        return -1
    }

    companion object {
        private const val TAG_BITS = 0xFFFFFF

        fun entry(packedTag: Int, start: Int, isAscii: Boolean): Long =
            (if (isAscii) Long.MIN_VALUE else 0L) or (packedTag.toLong() shl 32) or start.toLong()
    }
}
