// SPDX-License-Identifier: Apache-2.0
// Hot: runs for every record that is written. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.json

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.writing.FormatSigns
import dev.marcato.internal.writing.TextEncoder
import dev.marcato.internal.writing.Unwritable
import java.nio.ByteBuffer

/**
 * Writes MARC-in-JSON, either one record per line or as the elements of an array:
 * `{"leader":"…","fields":[{"001":"…"},{"245":{"ind1":"1","ind2":"0", "subfields":[{"a":"…"}]}}]}`.
 *
 * Copies the record's bytes in runs, from one delimiter or character that needs an escape to the next.
 */
internal class JsonEncoder(options: WriteOptions, isArray: Boolean) :
    TextEncoder(options, FormatSigns.OF_EVERY_FORMAT) {

    override val prologue: ByteArray = if (isArray) "[\n".toByteArray() else NOTHING

    override val separator: ByteArray = if (isArray) ",\n".toByteArray() else NOTHING

    override val epilogue: ByteArray = if (isArray) "\n]\n".toByteArray() else NOTHING

    private val end = if (isArray) NOTHING else "\n".toByteArray()

    override fun write(record: Record, block: ByteBlock): MarcProblem? {
        val bytes = littleEndian(record.bytes)
        val table = record.table
        block.append(LEADER)
        val _ = appendText(bytes, 0, LEADER_LENGTH, block)
        block.append(FIELDS)
        for (index in 0 until table.size) {
            val from = table.start(index)
            val to = from + lengthOf(record, index) - 1
            val tag = table.tag(index)
            if (index > 0) put(block, ',')
            appendTag(tag, block)
            if (Tags.isControl(tag)) {
                put(block, '"')
                val end = appendText(bytes, from, to, block)
                if (end < to) return Unwritable(record).delimiterInside(index, end)
                put(block, '"', '}')
            } else {
                val odd = appendDataField(bytes, from, to, block)
                if (odd >= 0) return Unwritable(record).oddCode(index, odd)
            }
        }
        put(block, ']', '}')
        block.append(end)
        return null
    }

    private fun appendTag(tag: Int, block: ByteBlock) {
        put(block, '{', '"')
        for (shift in 16 downTo 0 step 8) appendByte((tag ushr shift).toByte(), block)
        put(block, '"', ':')
    }

    /** Appends the field and returns -1; or returns the place of a code that no reader would accept. */
    private fun appendDataField(bytes: ByteBuffer, from: Int, to: Int, block: ByteBlock): Int {
        block.append(INDICATOR_1)
        appendByte(bytes.get(from), block)
        block.append(INDICATOR_2)
        appendByte(bytes.get(from + 1), block)
        block.append(SUBFIELDS)
        var at = from + INDICATOR_COUNT
        var isFirst = true
        // At the start of each turn a delimiter stands at `at`.
        while (at < to) {
            val code = bytes.get(at + 1)
            if (code !in 0x21..0x7E) return at + 1
            if (!isFirst) put(block, ',')
            isFirst = false
            put(block, '{', '"')
            appendByte(code, block)
            block.append(VALUE)
            at = appendText(bytes, at + 2, to, block)
            put(block, '"', '}')
        }
        block.append(END_OF_FIELD)
        return -1
    }

    /** Appends text up to the next subfield delimiter or [to], and returns where it ends. */
    private fun appendText(bytes: ByteBuffer, from: Int, to: Int, block: ByteBlock): Int {
        var index = from
        while (true) {
            val end = endOfPlainString(bytes, index, to)
            val count = end - index
            val start = block.extend(count)
            System.arraycopy(bytes.array(), index, block.bytes, start, count)
            if (end == to || bytes.get(end) == SUBFIELD_DELIMITER) return end
            appendEscape(block, bytes.get(end))
            index = end + 1
        }
    }

    private fun appendByte(byte: Byte, block: ByteBlock) {
        if (byte == QUOTE || byte == BACKSLASH) appendEscape(block, byte) else put(block, byte.toInt().toChar())
    }

    private fun put(block: ByteBlock, character: Char) {
        val start = block.extend(1)
        block.bytes[start] = character.code.toByte()
    }

    private fun put(block: ByteBlock, first: Char, second: Char) {
        val start = block.extend(2)
        block.bytes[start] = first.code.toByte()
        block.bytes[start + 1] = second.code.toByte()
    }

    private companion object {
        val NOTHING = ByteArray(0)
        val LEADER = "{\"leader\":\"".toByteArray()
        val FIELDS = "\",\"fields\":[".toByteArray()
        val INDICATOR_1 = "{\"ind1\":\"".toByteArray()
        val INDICATOR_2 = "\",\"ind2\":\"".toByteArray()
        val SUBFIELDS = "\",\"subfields\":[".toByteArray()
        val VALUE = "\":\"".toByteArray()
        val END_OF_FIELD = "]}}".toByteArray()
    }
}
