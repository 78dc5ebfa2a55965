// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.text.TextCodec
import java.nio.ByteBuffer

internal class RepairedRecord(
    private val bytes: ByteArray,
    private val leader: LeaderExamination,
    private val fields: List<DirectoryEntry>,
    private val length: Int,
    private val codec: TextCodec?,
) {
    /** Returns the record, with its fields one after the other in directory order. */
    fun layOut(problems: List<MarcProblem>): Record {
        val read = if (length == bytes.size) bytes else bytes.copyOf(length)
        return if (isInPlace()) {
            val table = LongArray(fields.size) { tableEntry(fields[it], fields[it].from) }
            Record.of(read, FieldTable(table), null, problems, codec)
        } else {
            val laidOut = ByteArray(LEADER_LENGTH + fields.sumOf { it.to - it.from + 1 } + 1)
            leader.copyTo(laidOut)
            val buffer = littleEndian(bytes)
            var offset = LEADER_LENGTH
            val table = LongArray(fields.size) { index ->
                val field = fields[index]
                val entry = tableEntry(field, offset)
                offset = copyContent(field, buffer, laidOut, offset)
                laidOut[offset++] = FIELD_TERMINATOR
                entry
            }
            laidOut[offset] = RECORD_TERMINATOR
            val end = offset + 1
            val whole = if (end == laidOut.size) laidOut else laidOut.copyOf(end)
            Record.of(whole, FieldTable(table), read, problems, codec)
        }
    }

    private fun copyContent(field: DirectoryEntry, buffer: ByteBuffer, target: ByteArray, offset: Int): Int {
        if (field.hasLongCodes) return copyWithShortCodes(buffer, field.from, field.to, target, offset)
        bytes.copyInto(target, offset, field.from, field.to)
        return offset + field.to - field.from
    }

    private fun isInPlace(): Boolean {
        if (leader.length != LEADER_LENGTH || bytes[length - 1] != RECORD_TERMINATOR || fields.isEmpty()) return false
        var next = fields.first().from
        for (field in fields) {
            if (field.hasLongCodes || field.from != next || field.next != field.to + 1 ||
                bytes[field.to] != FIELD_TERMINATOR
            ) {
                return false
            }
            next = field.next
        }
        return next == length - 1
    }

    private fun tableEntry(field: DirectoryEntry, offset: Int): Long =
        FieldTable.entry(field.packedTag, offset, isAscii(field))

    private fun isAscii(field: DirectoryEntry): Boolean =
        codec?.isPlain(bytes, field.from, field.to) ?: (field.from until field.to).all { bytes[it] >= 0 }
}
