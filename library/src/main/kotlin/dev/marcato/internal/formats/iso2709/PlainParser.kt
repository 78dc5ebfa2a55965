// SPDX-License-Identifier: Apache-2.0
// Hot: checks every record. ReadBenchmark holds its speed.
package dev.marcato.internal.formats.iso2709

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.EACH_1
import dev.marcato.internal.bytes.EACH_BLANK
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.firstByteNotText
import dev.marcato.internal.reading.TextRules
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.record.mayHoldOddCode
import dev.marcato.internal.text.mayHoldMarc8
import java.nio.ByteBuffer

private const val UNICODE = 'a'.code

/**
 * Makes records of plain frames: correct in all respects, with the fields in directory order. Returns null for any
 * other frame; [RecordRepair] then finds out what is wrong with it.
 */
internal class PlainParser(options: ReadOptions, private val rules: TextRules) {
    private val verifyText = options.textCheck != TextCheck.NONE
    private val verifyCodes = options.textCheck == TextCheck.TEXT_AND_CODES
    private val scan = DataScan()
    private val coded = CodedRecords(options, rules)

    /** Returns the record that the [framer] found in the little-endian [buffer]. */
    fun parse(buffer: ByteBuffer, framer: Framer): Record? {
        val bytes = copy(buffer, framer.start, framer.length)
        // Memory without an array is slower to look at than the copy.
        return if (buffer.hasArray()) parse(buffer, framer.start, bytes) else parse(littleEndian(bytes), 0, bytes)
    }

    /** Returns the record whose [bytes] begin at [start] in [buffer], which has an array. */
    private fun parse(buffer: ByteBuffer, start: Int, bytes: ByteArray): Record? {
        val length = bytes.size
        val label = buffer.getLong(start + 8)
        val rest = buffer.getLong(start + 16)
        if (!isPlainLeader(buffer.getLong(start), label, rest)) return null
        val base = baseAddress(label, rest)
        val directoryLength = base - LEADER_LENGTH - 1
        if (directoryLength < 0 || base >= length || directoryLength % DIRECTORY_ENTRY_LENGTH != 0) return null
        if (buffer.get(start + base - 1) != FIELD_TERMINATOR) return null
        val table = LongArray(directoryLength / DIRECTORY_ENTRY_LENGTH)
        scan.scan(buffer, start, base, length)
        // The terminators of the directory, the fields and the record; each of their places is checked.
        if (scan.controlCount != table.size + 2) return null
        val isBeyondAscii = scan.isBeyondAscii
        if (!fillTable(table, buffer, start, base, length, !isBeyondAscii)) return null
        if (verifyCodes && mayHoldOddCode(buffer, start + base, start + length - 1)) return null
        val coding = (label ushr 8).toInt() and 0xFF
        val isUsual = rules.isUsual && (coding == UNICODE || !isBeyondAscii)
        val hasText = isUsual && isBeyondAscii && verifyText
        if (hasText && !scan.isSurelyUtf8 && firstByteNotText(buffer, start + base, start + length) >= 0) return null
        val isUtf8 = isUsual && (coding == UNICODE || !mayHoldMarc8(buffer, start + base, start + length))
        if (!isUtf8) return coded.recordOf(bytes, table, coding.toChar(), base)
        val isVerified = verifyText || !isBeyondAscii
        return if (isVerified) Record.verified(bytes, FieldTable(table)) else Record.of(bytes, FieldTable(table))
    }

    private fun isPlainLeader(first: Long, second: Long, third: Long): Boolean {
        // A byte is printable if it stays below 0x80 unchanged, minus 0x20, and plus one.
        val outside = first or (first - EACH_BLANK) or (first + EACH_1) or second or (second - EACH_BLANK) or
            (second + EACH_1) or third or (third - EACH_BLANK) or (third + EACH_1)
        return outside and TOP_BITS == 0L &&
            (second ushr 16).toInt() and 0xFFFF == TWO_AND_TWO &&
            (third ushr 32).toInt() and 0xFFFF == FIVE_AND_FOUR
    }

    /** Returns the number in leader/12-16, four of whose digits are in the second eight bytes; -1 if it isn't one. */
    private fun baseAddress(second: Long, third: Long): Int {
        val a = (second ushr 32).toInt() and 0xFF
        val b = (second ushr 40).toInt() and 0xFF
        val c = (second ushr 48).toInt() and 0xFF
        val d = (second ushr 56).toInt()
        val e = third.toInt() and 0xFF
        if (minOf(minOf(a, b, c), minOf(d, e)) < '0'.code || maxOf(maxOf(a, b, c), maxOf(d, e)) > '9'.code) return -1
        return a * 10_000 + b * 1_000 + c * 100 + d * 10 + e - '0'.code * 11_111
    }

    private fun copy(buffer: ByteBuffer, start: Int, length: Int): ByteArray {
        // The JVM copies arrays without filling the new one with zeros first.
        if (buffer.hasArray()) {
            val from = buffer.arrayOffset() + start
            return buffer.array().copyOfRange(from, from + length)
        }
        val bytes = ByteArray(length)
        val view = buffer.duplicate() as java.nio.Buffer
        view.position(start)
        (view as ByteBuffer).get(bytes)
        return bytes
    }

    private companion object {
        const val TWO_AND_TWO = 0x3232
        const val FIVE_AND_FOUR = 0x3534
    }
}
