// SPDX-License-Identifier: Apache-2.0
// Hot: every record of a text format goes through it, part by part.
package dev.marcato.internal.record

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import java.nio.ByteBuffer

/**
 * Puts a record together from its parts in their order, without a string for any of them: the leader, then the fields,
 * whose values are appended piece by piece. The text is UTF-8.
 *
 * Checks nothing: tags must be three graphic ASCII characters, codes and indicators single bytes, and values
 * well-formed and without delimiters. Reusable, but not thread-safe.
 *
 * @param capacity how many bytes to make room for at first
 */
internal class RecordAssembler(capacity: Int = MOST_AT_FIRST) {
    private val block = ByteBlock(maxOf(capacity, LEADER_LENGTH))
    private var table = LongArray(FIRST_FIELDS)
    private var openTag = NONE
    private var fieldStart = 0

    // All bytes of the open field combined by "or": the top bit shows whether one is beyond ASCII.
    private var bits = 0
    private var allBits = 0

    /** The number of fields, including the open one. */
    var fieldCount: Int = 0
        private set

    val byteCount: Int get() = block.size

    /** The packed tag of the open field, or 0. */
    val tag: Int get() = openTag

    /** The size of the open field so far. */
    val fieldLength: Int get() = block.size - fieldStart

    /** Begins a record with the leader [NO_LEADER]. */
    fun begin() {
        block.cutOff(0)
        val start = block.extend(LEADER_LENGTH)
        System.arraycopy(NO_LEADER, 0, block.bytes, start, LEADER_LENGTH)
        fieldCount = 0
        openTag = NONE
        allBits = 0
    }

    fun leader(position: Int, character: Byte) {
        block.bytes[position] = character
    }

    fun leader(source: ByteBuffer, from: Int) {
        for (position in 0 until LEADER_LENGTH) block.bytes[position] = source.get(from + position)
    }

    /** Begins a control field; the bytes appended next are its value. */
    fun controlField(packedTag: Int) {
        closeField()
        if (fieldCount == table.size) table = table.copyOf(2 * fieldCount)
        openTag = packedTag
        fieldStart = block.size
        bits = 0
        fieldCount++
    }

    fun dataField(packedTag: Int, indicator1: Byte, indicator2: Byte) {
        controlField(packedTag)
        val start = block.extend(INDICATOR_COUNT)
        block.bytes[start] = indicator1
        block.bytes[start + 1] = indicator2
        bits = bits or indicator1.toInt() or indicator2.toInt()
    }

    /** Sets the first (0) or the second (1) indicator of the open data field, if it comes after subfields. */
    fun indicator(position: Int, character: Byte) {
        block.bytes[fieldStart + position] = character
    }

    /** Begins a subfield; the bytes appended next are its value. */
    fun subfield(code: Byte) {
        val start = block.extend(2)
        block.bytes[start] = SUBFIELD_DELIMITER
        block.bytes[start + 1] = code
        bits = bits or code.toInt()
    }

    fun append(byte: Byte) {
        val start = block.extend(1)
        block.bytes[start] = byte
        bits = bits or byte.toInt()
    }

    fun append(source: ByteBuffer, from: Int, to: Int) {
        val at = copy(source, from, to)
        var seen = 0
        for (index in at until at + to - from) seen = seen or block.bytes[index].toInt()
        bits = bits or seen
    }

    /** Appends bytes to the value; [isAscii] says that all of them are ASCII. */
    fun append(source: ByteBuffer, from: Int, to: Int, isAscii: Boolean) {
        val _ = copy(source, from, to)
        if (!isAscii) bits = bits or BEYOND_ASCII
    }

    /** Appends a code point, which isn't a surrogate, to the value. */
    fun appendCodePoint(codePoint: Int) {
        if (codePoint < 0x80) return append(codePoint.toByte())
        bits = bits or BEYOND_ASCII
        val length = if (codePoint < 0x800) {
            2
        } else if (codePoint < 0x10000) {
            3
        } else {
            4
        }
        val start = block.extend(length)
        val bytes = block.bytes
        var left = codePoint
        for (index in start + length - 1 downTo start + 1) {
            bytes[index] = (0x80 or (left and 0x3F)).toByte()
            left = left ushr 6
        }
        bytes[start] = (LEADS[length] or left).toByte()
    }

    /** Returns the number of fields with the tag of the open one, including that one. */
    fun occurrence(): Int = (0 until fieldCount - 1).count { tagAt(it) == openTag } + 1

    /** Returns the text of the first field 001, if there is one. */
    fun controlNumber(): String? {
        closeField()
        val index = (0 until fieldCount).firstOrNull { tagAt(it) == CONTROL_NUMBER } ?: return null
        val start = table[index].toInt()
        val end = (if (index + 1 < fieldCount) table[index + 1].toInt() else block.size) - 1
        return decodeText(block.bytes, start, end, isAscii = false)
    }

    /** Returns the record; [begin] starts the next one. */
    fun build(problems: List<MarcProblem> = emptyList()): Record {
        closeField()
        if (allBits < 0) block.bytes[CODING_POSITION] = UNICODE
        val size = block.size
        val bytes = block.bytes.copyOf(size + 1)
        bytes[size] = RECORD_TERMINATOR
        val fields = FieldTable(table.copyOf(fieldCount))
        return if (problems.isEmpty()) Record.of(bytes, fields) else Record.of(bytes, fields, null, problems, null)
    }

    private fun tagAt(index: Int): Int =
        if (index == fieldCount - 1 && openTag != NONE) openTag else FieldTable(table).tag(index)

    private fun closeField() {
        if (openTag == NONE) return
        val end = block.extend(1)
        block.bytes[end] = FIELD_TERMINATOR
        allBits = allBits or bits.toByte().toInt()
        table[fieldCount - 1] = FieldTable.entry(openTag, fieldStart, bits.toByte() >= 0)
        openTag = NONE
    }

    private fun copy(source: ByteBuffer, from: Int, to: Int): Int {
        val at = block.extend(to - from)
        if (source.hasArray()) {
            System.arraycopy(source.array(), source.arrayOffset() + from, block.bytes, at, to - from)
        } else {
            for (index in 0 until to - from) block.bytes[at + index] = source.get(from + index)
        }
        return at
    }

    companion object {
        /** The leader of a record about which nothing is known: blank where MARC has no constant. */
        val NO_LEADER: ByteArray = "00000     2200000   4500".toByteArray(Charsets.US_ASCII)

        /** The room made for a record about whose size nothing is known. */
        const val MOST_AT_FIRST: Int = 8 * 1024

        private const val FIRST_FIELDS = 64
        private const val NONE = 0
        private const val BEYOND_ASCII = 0x80
        private const val CODING_POSITION = 9
        private const val UNICODE = 'a'.code.toByte()
        private const val CONTROL_NUMBER = 0x303031 // 001
        private val LEADS = intArrayOf(0, 0, 0xC0, 0xE0, 0xF0)
    }
}
