// SPDX-License-Identifier: Apache-2.0
// Hot: looks at every byte of every record that is laid out, eight at a time. WriteBenchmark holds its speed.
package dev.marcato.internal.writing

import dev.marcato.Record
import dev.marcato.internal.bytes.EACH_0X21
import dev.marcato.internal.bytes.EACH_1
import dev.marcato.internal.bytes.EACH_DELIMITER
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.LOW_BITS
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.TOP_BITS_PLUS_1E
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.zeroBytes
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer

/**
 * Whether the leader and fields of [record], whose data begins at [dataStart], can surely be expressed, apart from
 * their lengths. If not, [Unwritable] finds out what is wrong, if anything is.
 */
internal fun isSurelyWritable(record: Record, dataStart: Int): Boolean {
    val bytes = record.bytes
    val table = record.table
    val dataEnd = bytes.size - 1
    val buffer = littleEndian(bytes)
    var isAscii = true
    for (index in 0 until LEADER_LENGTH) if (bytes[index] !in 0x20..0x7E) return false
    for (index in 0 until table.size) {
        val tag = table.tag(index)
        if (!isTag(tag)) return false
        if (!Tags.isControl(tag) &&
            !hasShapeOfDataField(bytes, table.start(index), lengthOf(record, index))
        ) {
            return false
        }
        isAscii = isAscii && table.isAscii(index)
    }
    if (!hasOnlyTerminatorsAndCodes(buffer, dataStart, dataEnd, table.size)) return false
    if (record.codec != null) return false
    return isAscii || firstByteNotUtf8(buffer, dataStart, dataEnd) < 0
}

internal fun isTag(packed: Int): Boolean =
    packed ushr 16 in 0x21..0x7E && packed ushr 8 and 0xFF in 0x21..0x7E && packed and 0xFF in 0x21..0x7E

/** Whether there are two indicators, a delimiter and at least one byte before the terminator. */
internal fun hasShapeOfDataField(bytes: ByteArray, start: Int, length: Int): Boolean = length > SHORTEST &&
    bytes[start] in 0x20..0x7E && bytes[start + 1] in 0x20..0x7E && bytes[start + 2] == SUBFIELD_DELIMITER

private const val SHORTEST = 4

/**
 * Whether exactly [terminators] bytes are below 0x1F (each field ends in one), and only graphic ASCII follows subfield
 * delimiters. The record terminator stands at [to].
 */
private fun hasOnlyTerminatorsAndCodes(buffer: ByteBuffer, from: Int, to: Int, terminators: Int): Boolean {
    var index = from
    var count = 0
    var odd = 0L
    while (index + 8 <= to) {
        val word = buffer.getLong(index)
        val codes = buffer.getLong(index + 1)
        // The top bit of each byte is set exactly if the byte is below 0x1F.
        count += java.lang.Long.bitCount((TOP_BITS_PLUS_1E - (word and LOW_BITS)) and word.inv() and TOP_BITS)
        val delimiters = word xor EACH_DELIMITER
        val notGraphic = (codes - EACH_0X21) or codes or (codes + EACH_1)
        odd = odd or (zeroBytes(delimiters) and notGraphic)
        index += 8
    }
    while (index < to) {
        val byte = buffer.get(index++)
        if (byte in 0..0x1E) count++
        if (byte == SUBFIELD_DELIMITER && buffer.get(index) !in 0x21..0x7E) return false
    }
    return count == terminators && odd and TOP_BITS == 0L
}
