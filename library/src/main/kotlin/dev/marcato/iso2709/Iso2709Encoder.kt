// SPDX-License-Identifier: Apache-2.0
// Hot: runs for every record that is written. WriteBenchmark holds its speed.
package dev.marcato.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.ByteBlock
import dev.marcato.internal.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.EncodedBatch
import dev.marcato.internal.FIELD_TERMINATOR
import dev.marcato.internal.FieldTable
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.RECORD_TERMINATOR
import dev.marcato.internal.RecordEncoder

/**
 * Writes ISO 2709. A record that was read and is neither edited nor damaged is copied, byte for byte; of any other the
 * leader's lengths and the directory are made anew, and the fields, which lie one behind the other, copied as a whole.
 *
 * What it writes strict reading reads back as it was, but for records written in all nines, which lenient reading does.
 */
internal class Iso2709Encoder(private val options: WriteOptions) : RecordEncoder {
    private val oversize = options.oversize
    private val conversion = RecordConversion(options)
    private val codingWanted = options.convertTo?.code

    override fun encode(record: Record, batch: EncodedBatch) {
        val problem = encode(record, batch.block)
        if (problem == null) {
            batch.added()
        } else if (!isOversize(problem)) {
            batch.refuse(record, problem)
        } else if (oversize.sink != null) {
            batch.divert(record)
        } else {
            val parts = if (problem.code == ProblemCode.RECORD_TOO_LONG) encodeParts(record, batch.block) else 0
            if (parts > 0) batch.added(parts) else batch.refuse(record, problem)
        }
    }

    /** Appends the record and returns null, or appends nothing and returns what is in the way. */
    private fun encode(record: Record, target: ByteBlock): MarcProblem? {
        if (conversion.isNeededFor(record)) {
            val converted = conversion.convert(record)
            return encodeAsIs(converted.record ?: return converted.problem, target)
        }
        return encodeAsIs(record, target)
    }

    private fun encodeAsIs(record: Record, target: ByteBlock): MarcProblem? {
        val isRelabelled = codingWanted != null && record.codingCode != codingWanted
        val sound = record.soundBytes
        if (sound != null) {
            val start = target.size
            target.append(sound)
            if (isRelabelled) relabel(target, start)
            return null
        }
        val table = record.table
        val dataStart = if (table.size == 0) record.bytes.size - 1 else table.start(0)
        if (!isSurelyWritable(record, dataStart)) Unwritable(record).find()?.let { return it }
        val base = LEADER_LENGTH + table.size * DIRECTORY_ENTRY_LENGTH + 1
        val length = base + record.bytes.size - dataStart
        if (!oversize.isAllNines) {
            for (index in 0 until table.size) {
                if (lengthOf(record, index) > MOST_IN_FIELD) {
                    return Unwritable(record).tooLong(index)
                }
            }
            if (length > MOST_IN_RECORD) return Unwritable(record).tooLong()
        }
        layOut(record, target, base, length)
        if (isRelabelled) relabel(target, target.size - length)
        return null
    }

    private fun layOut(record: Record, target: ByteBlock, base: Int, length: Int) {
        val start = target.extend(length)
        val to = target.bytes
        System.arraycopy(record.bytes, 0, to, start, LEADER_LENGTH)
        putDigits(to, start, 5, minOf(length, MOST_IN_RECORD))
        to[start + 10] = '2'.code.toByte()
        to[start + 11] = '2'.code.toByte()
        putDigits(to, start + 12, 5, minOf(base, MOST_IN_RECORD))
        to[start + 20] = '4'.code.toByte()
        to[start + 21] = '5'.code.toByte()
        val end = putDirectory(record, to, start + LEADER_LENGTH)
        to[end] = FIELD_TERMINATOR
        val dataLength = length - base - 1
        System.arraycopy(record.bytes, record.bytes.size - 1 - dataLength, to, start + base, dataLength)
        to[start + length - 1] = RECORD_TERMINATOR
    }

    private fun putDirectory(record: Record, to: ByteArray, at: Int): Int {
        val table = record.table
        var entry = at
        var offset = 0
        for (index in 0 until table.size) {
            val tag = table.tag(index)
            to[entry] = (tag ushr 16).toByte()
            to[entry + 1] = (tag ushr 8).toByte()
            to[entry + 2] = tag.toByte()
            val fieldLength = lengthOf(record, index)
            putDigits(to, entry + 3, 4, minOf(fieldLength, MOST_IN_FIELD))
            putDigits(to, entry + 7, 5, minOf(offset, MOST_IN_RECORD))
            offset += fieldLength
            entry += DIRECTORY_ENTRY_LENGTH
        }
        return entry
    }

    /** Appends the record as several, and returns how many; 0 if that is not asked for, or does not help. */
    private fun encodeParts(record: Record, target: ByteBlock): Int {
        val spreads = oversize.spreads ?: return 0
        val start = target.size
        val parts = splitRecord(record, spreads)
        for (part in parts) {
            if (encode(part, target) != null) {
                target.cutOff(start)
                return 0
            }
        }
        return parts.size
    }

    private fun isOversize(problem: MarcProblem): Boolean =
        problem.code == ProblemCode.FIELD_TOO_LONG || problem.code == ProblemCode.RECORD_TOO_LONG

    /** Text that is all ASCII is the same in every character set of MARC. */
    private fun relabel(target: ByteBlock, start: Int) {
        codingWanted?.let { target.bytes[start + CODING] = it.code.toByte() }
    }

    companion object {
        /** The most that the four digits of a directory entry can tell, the terminator included. */
        const val MOST_IN_FIELD: Int = 9_999

        /** The most that the five digits of a leader can tell. */
        const val MOST_IN_RECORD: Int = 99_999

        private const val CODING = 9
    }
}

/** How many bytes the field takes, with its terminator. */
internal fun lengthOf(record: Record, index: Int): Int {
    val table: FieldTable = record.table
    return (if (index + 1 < table.size) table.start(index + 1) else record.bytes.size - 1) - table.start(index)
}

/** Writes the last [digits] digits of [number], two at a time. */
private fun putDigits(to: ByteArray, at: Int, digits: Int, number: Int) {
    var left = number
    var index = at + digits
    while (index - 2 >= at) {
        val higher = left / 100
        val pair = left - higher * 100
        to[--index] = ONES[pair]
        to[--index] = TENS[pair]
        left = higher
    }
    if (index > at) to[at] = ONES[left]
}

private val TENS = ByteArray(100) { ('0'.code + it / 10).toByte() }
private val ONES = ByteArray(100) { ('0'.code + it % 10).toByte() }
