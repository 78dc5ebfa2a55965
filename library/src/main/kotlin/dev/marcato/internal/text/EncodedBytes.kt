// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** Bytes that grow. */
internal class EncodedBytes(capacity: Int) {
    private var bytes = ByteArray(capacity)
    private var size = 0

    fun put(byte: Int) {
        if (size == bytes.size) bytes = bytes.copyOf(2 * size + 16)
        bytes[size++] = byte.toByte()
    }

    /** Puts the bytes of [packed], the first one lowest, up to the first that is 0. */
    fun putPacked(packed: Int) {
        var rest = packed
        while (rest != 0) {
            put(rest and 0xFF)
            rest = rest ushr 8
        }
    }

    fun put(more: ByteArray) {
        for (byte in more) put(byte.toInt())
    }

    fun toByteArray(): ByteArray = bytes.copyOf(size)
}
