// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

/** Bytes to be written, in an array that grows and is used again. Not for use by several threads at once. */
internal class ByteBlock(capacity: Int = FIRST_CAPACITY) {
    var bytes: ByteArray = ByteArray(capacity)
        private set

    var size: Int = 0
        private set

    /** Makes room for [count] bytes more, which the caller puts into [bytes], and returns where they begin. */
    fun extend(count: Int): Int {
        val start = size
        val needed = start.toLong() + count
        if (needed > bytes.size) bytes = bytes.copyOf(grown(needed))
        size = start + count
        return start
    }

    fun append(source: ByteArray) {
        val start = extend(source.size)
        System.arraycopy(source, 0, bytes, start, source.size)
    }

    /** Takes back everything from [end] on. */
    fun cutOff(end: Int) {
        size = end
    }

    private fun grown(needed: Long): Int {
        if (needed > LARGEST) throw OutOfMemoryError("An array cannot hold $needed bytes")
        return maxOf(needed, minOf(2L * bytes.size, LARGEST)).toInt()
    }

    private companion object {
        const val FIRST_CAPACITY = 8 * 1024

        // What some JVMs need of an array for themselves.
        const val LARGEST = Int.MAX_VALUE - 8L
    }
}
