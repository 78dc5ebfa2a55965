// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

/**
 * Where the fields of a record are, a number per field: whether it is all ASCII in the top bit, the packed tag in the
 * rest of the upper half, the offset of the first byte in the lower. Fields lie one behind the other in the order of the table, each with its terminator, so that an end
 * needs no place of its own. Costs eight bytes a field, and no object.
 */
@JvmInline
internal value class FieldTable(val entries: LongArray) {
    val size: Int get() = entries.size

    fun tag(index: Int): Int = (entries[index] ushr 32).toInt() and TAG_BITS

    fun isAscii(index: Int): Boolean = entries[index] < 0

    fun start(index: Int): Int = entries[index].toInt()

    /** Returns the index of the first field with this tag, or -1. */
    fun indexOf(packedTag: Int): Int {
        for (index in entries.indices) if (tag(index) == packedTag) return index
        return -1
    }

    companion object {
        private const val TAG_BITS = 0xFFFFFF

        fun entry(packedTag: Int, start: Int, isAscii: Boolean): Long =
            (if (isAscii) Long.MIN_VALUE else 0L) or (packedTag.toLong() shl 32) or start.toLong()
    }
}
