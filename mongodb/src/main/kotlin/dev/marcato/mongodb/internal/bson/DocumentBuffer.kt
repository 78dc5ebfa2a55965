// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bson

import org.bson.io.BasicOutputBuffer

/**
 * The driver's buffer with faster text: the driver writes text one character at a time, and checks for room each time.
 * The bytes of element names are remembered, because documents of one kind share them.
 */
internal class DocumentBuffer(capacity: Int) : BasicOutputBuffer(capacity) {
    private val names = arrayOfNulls<String>(NAMES)
    private val bytesOfNames = arrayOfNulls<ByteArray>(NAMES)

    override fun writeString(str: String) {
        val bytes = bytesOf(str) ?: return super.writeString(str)
        writeInt32(bytes.size + 1)
        writeBytes(bytes, 0, bytes.size)
        writeByte(0)
    }

    override fun writeCString(value: String) {
        val slot = value.hashCode() and (NAMES - 1)
        val known = bytesOfNames[slot]
        if (known != null && names[slot] == value) return writeBytes(known, 0, known.size)
        // The driver refuses a name with NUL.
        val bytes = if (value.indexOf('\u0000') < 0) bytesOf(value) else null
        if (bytes == null) return super.writeCString(value)
        names[slot] = value
        bytesOfNames[slot] = bytes.copyOf(bytes.size + 1).also { writeBytes(it, 0, it.size) }
    }

    /** The bytes of [text] as the driver would write them; null if these may differ. */
    private fun bytesOf(text: String): ByteArray? {
        val bytes = text.toByteArray()
        // The platform turns half a surrogate pair into a question mark; the driver doesn't.
        return if (QUESTION_MARK !in bytes || text.none { it.isSurrogate() }) bytes else null
    }

    private companion object {
        const val QUESTION_MARK = '?'.code.toByte()

        /** A power of two. */
        const val NAMES = 64
    }
}
