// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.charset.TextCodec
import dev.marcato.internal.FIELD_TERMINATOR
import dev.marcato.internal.FieldTable
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.RECORD_TERMINATOR

/** The parts of a record that was examined and, if needed, repaired. */
internal class RepairedRecord(
    private val bytes: ByteArray,
    private val leader: LeaderReading,
    private val fields: List<DirectoryEntry>,
    private val length: Int,
    private val codec: TextCodec?,
) {
    /** Returns the record. Fields that do not lie one behind the other in the order of the directory are put so. */
    fun layOut(problems: List<MarcProblem>): Record {
        val read = if (length == bytes.size) bytes else bytes.copyOf(length)
        return if (isInPlace()) {
            Record.of(
                read,
                FieldTable(
                    LongArray(fields.size) {
                        tableEntry(fields[it], fields[it].from)
                    },
                ),
                null,
                problems,
                codec,
            )
        } else {
            val laidOut = ByteArray(LEADER_LENGTH + fields.sumOf { it.to - it.from + 1 } + 1)
            leader.copyTo(laidOut)
            var offset = LEADER_LENGTH
            val table = LongArray(fields.size) { index ->
                val field = fields[index]
                val entry = tableEntry(field, offset)
                bytes.copyInto(laidOut, offset, field.from, field.to)
                offset += field.to - field.from
                laidOut[offset++] = FIELD_TERMINATOR
                entry
            }
            laidOut[offset] = RECORD_TERMINATOR
            Record.of(laidOut, FieldTable(table), read, problems, codec)
        }
    }

    private fun isInPlace(): Boolean {
        if (leader.length != LEADER_LENGTH || bytes[length - 1] != RECORD_TERMINATOR || fields.isEmpty()) return false
        var next = fields.first().from
        for (field in fields) {
            if (field.from != next || field.next != field.to + 1 || bytes[field.to] != FIELD_TERMINATOR) return false
            next = field.next
        }
        return next == length - 1
    }

    private fun tableEntry(field: DirectoryEntry, offset: Int): Long =
        FieldTable.entry(field.packedTag, offset, isAscii(field))

    private fun isAscii(field: DirectoryEntry): Boolean =
        codec?.isPlain(bytes, field.from, field.to) ?: (field.from until field.to).all { bytes[it] >= 0 }
}
