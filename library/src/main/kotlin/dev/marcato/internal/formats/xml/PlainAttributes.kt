// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import java.nio.ByteBuffer

/**
 * Parses the attributes of a tag up to its end if they are plain: ASCII, values without references and line breaks, no
 * name twice. Reusable.
 */
internal class PlainAttributes {
    private var buffer: ByteBuffer = NOTHING
    private var limit = 0
    private var index = 0
    private val nameStarts = IntArray(MOST)
    private val nameEnds = IntArray(MOST)
    private var count = 0
    private var valueAt = 0

    val end: Int get() = index

    var isEmptyElement: Boolean = false
        private set

    /** Where the values of MARCXML's attributes begin, and their lengths, or -1. */
    var tagAt: Int = 0
        private set
    var tagLength: Int = -1
        private set
    var indicator1At: Int = 0
        private set
    var indicator1Length: Int = -1
        private set
    var indicator2At: Int = 0
        private set
    var indicator2Length: Int = -1
        private set

    /**
     * Skips any attributes from [from] to the end of the tag; returns whether they are plain and the element isn't
     * empty.
     */
    fun skip(buffer: ByteBuffer, from: Int, limit: Int): Boolean =
        read(buffer, from, limit, isMarcOnly = false) && !isEmptyElement

    /**
     * Parses the attributes from [from] to the end of the tag; returns whether they are plain and belong to MARCXML.
     */
    fun read(buffer: ByteBuffer, from: Int, limit: Int): Boolean = read(buffer, from, limit, isMarcOnly = true)

    private fun read(buffer: ByteBuffer, from: Int, limit: Int, isMarcOnly: Boolean): Boolean {
        this.buffer = buffer
        this.limit = limit
        index = from
        count = 0
        tagLength = -1
        indicator1Length = -1
        indicator2Length = -1
        while (index < limit) {
            val before = index
            while (index < limit && isSpace(buffer.get(index))) index++
            if (index == limit) return false
            val byte = buffer.get(index)
            if (byte == GREATER || byte == SLASH) return isEnd(byte)
            if (index == before || !attribute() || (isMarcOnly && !isOfMarc())) return false
        }
        return false
    }

    private fun isEnd(byte: Byte): Boolean {
        isEmptyElement = byte == SLASH
        index++
        if (!isEmptyElement) return true
        return index < limit && buffer.get(index++) == GREATER
    }

    private fun attribute(): Boolean {
        if (count == MOST) return false
        nameStarts[count] = index
        if (!isPlainName(buffer.get(index)) || !isNameStart(buffer.get(index))) return false
        while (index < limit && isPlainName(buffer.get(index))) index++
        nameEnds[count] = index
        for (other in 0 until count) if (isSameName(other, count)) return false
        count++
        if (index + 1 >= limit || buffer.get(index) != EQUALS) return false
        val quote = buffer.get(index + 1)
        if (quote != QUOTE && quote != APOSTROPHE) return false
        index += 2
        valueAt = index
        while (index < limit && buffer.get(index) != quote) {
            val byte = buffer.get(index)
            if (byte !in 0x20..0x7E || byte == LESS || byte == AMPERSAND) return false
            index++
        }
        if (index == limit) return false
        index++
        return true
    }

    /** Notes the attribute that was parsed last; returns whether it belongs to MARCXML. */
    private fun isOfMarc(): Boolean {
        val length = index - 1 - valueAt
        val name = nameStarts[count - 1]
        val nameLength = nameEnds[count - 1] - name
        when {
            nameLength == 3 && holds(name, "tag") -> {
                tagAt = valueAt
                tagLength = length
            }

            nameLength == 4 && holds(name, "ind1") -> {
                indicator1At = valueAt
                indicator1Length = length
            }

            nameLength == 4 && holds(name, "ind2") -> {
                indicator2At = valueAt
                indicator2Length = length
            }

            else -> return false
        }
        return true
    }

    private fun holds(at: Int, text: String): Boolean {
        for (offset in text.indices) if (buffer.get(at + offset) != text[offset].code.toByte()) return false
        return true
    }

    private fun isSameName(one: Int, other: Int): Boolean {
        val length = nameEnds[one] - nameStarts[one]
        if (length != nameEnds[other] - nameStarts[other]) return false
        for (offset in 0 until length) {
            if (buffer.get(nameStarts[one] + offset) != buffer.get(nameStarts[other] + offset)) return false
        }
        return true
    }

    private fun isPlainName(byte: Byte): Boolean = byte >= 0 && isNamePart(byte)

    private companion object {
        const val MOST = 8
        val NOTHING: ByteBuffer = ByteBuffer.allocate(0)
    }
}
