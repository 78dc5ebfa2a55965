// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

/** A growing array of bytes to be written, which is reused. Not thread-safe. */
internal class ByteBlock(capacity: Int = FIRST_CAPACITY) {
    var bytes: ByteArray = ByteArray(capacity)
        private set

    var size: Int = 0
        private set

    /** Makes room for [count] more bytes, which the caller puts into [bytes], and returns where they begin. */
    fun extend(count: Int): Int {
        val start = size
        val needed = start.toLong() + count
        if (needed > bytes.size) bytes = bytes.copyOf(grown(needed))
        size = start + count
        return start
    }

    fun append(byte: Byte) {
        val at = extend(1)
        bytes[at] = byte
    }

    fun append(source: ByteArray) {
        val start = extend(source.size)
        System.arraycopy(source, 0, bytes, start, source.size)
    }

    fun toByteArray(): ByteArray = bytes.copyOf(size)

    /** Drops everything from [end] on. */
    fun cutOff(end: Int) {
        size = end
    }

    private fun grown(needed: Long): Int {
        if (needed > LARGEST) throw OutOfMemoryError("An array cannot hold $needed bytes")
        return maxOf(needed, minOf(2L * bytes.size, LARGEST)).toInt()
    }

    private companion object {
        const val FIRST_CAPACITY = 8 * 1024

        // Some JVMs need a few bytes of an array for themselves.
        const val LARGEST = Int.MAX_VALUE - 8L
    }
}
