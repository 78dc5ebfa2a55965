// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

/** A key, compared by its bytes. */
internal class DocumentKey(private val bytes: ByteArray, private val start: Int, private val end: Int) {
    private val hash: Int

    init {
        var hash = 1
        for (index in start until end) hash = 31 * hash + bytes[index]
        // Ids that count up differ only in their last bytes, and there are few lanes.
        this.hash = hash xor (hash ushr 16)
    }

    override fun equals(other: Any?): Boolean {
        if (other !is DocumentKey || hash != other.hash || end - start != other.end - other.start) return false
        for (offset in 0 until end - start) if (bytes[start + offset] != other.bytes[other.start + offset]) return false
        return true
    }

    override fun hashCode(): Int = hash
}
