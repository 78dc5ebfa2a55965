// SPDX-License-Identifier: Apache-2.0
// Hot: runs for every record that is written. WriteBenchmark holds its speed.
package dev.marcato.internal.formats.iso2709

import dev.marcato.Inexpressible
import dev.marcato.MarcProblem
import dev.marcato.Oversize
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Repair
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.record.MOST_IN_FIELD
import dev.marcato.internal.record.MOST_IN_RECORD
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.lengthLaidOut
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.writing.Converted
import dev.marcato.internal.writing.EncodedBatch
import dev.marcato.internal.writing.FormatSigns
import dev.marcato.internal.writing.Mending
import dev.marcato.internal.writing.RecordConversion
import dev.marcato.internal.writing.RecordEncoder
import dev.marcato.internal.writing.Unwritable
import dev.marcato.internal.writing.isSurelyWritable
import dev.marcato.internal.writing.lostByReading
import dev.marcato.internal.writing.mayReplace
import dev.marcato.internal.writing.spellsMarc8

/**
 * Writes ISO 2709. Copies a record byte for byte if it was read, not edited, and isn't damaged; [RecordCopy] decides
 * about records that were read with problems. For other records it writes new lengths in the leader and a new
 * directory, and copies the fields, which lie one after the other, as a whole.
 *
 * Strict reading accepts what this writes, except records whose faults are kept and records with lengths of all nines.
 * Lenient reading reads those back, too.
 */
internal class Iso2709Encoder(private val options: WriteOptions, private val oversize: Oversize) : RecordEncoder {
    private val conversion = RecordConversion(options.convertTo)
    private val codingWanted = options.convertTo?.coding?.code
    private val copy = RecordCopy(options.repair)

    override val takesDamage: Boolean get() = true

    override fun encode(record: Record, batch: EncodedBatch) {
        val sound = record.soundBytes
        when {
            options.repair == Repair.REFUSE && record.isFaulty -> batch.refuseAsRead(record)
            codingWanted != null && isToConvert(record) -> convert(record, batch)
            sound != null && !record.isFaulty -> append(record, sound, batch)
            else -> pass(record, batch)
        }
    }

    /** Whether more than copying and labelling is needed, also because the text was never checked. */
    private fun isToConvert(record: Record): Boolean = conversion.isNeededFor(record) || record.isFaulty ||
        record.soundBytes == null || !(record.isVerified || record.isAscii)

    private fun append(record: Record, sound: ByteArray, batch: EncodedBatch) {
        val start = batch.block.size
        batch.block.append(sound)
        if (codingWanted != null && record.codingCode != codingWanted) relabel(batch.block, start, codingWanted)
        batch.added()
    }

    /** Passes a record on in its own character set, with any faults. */
    private fun pass(record: Record, batch: EncodedBatch) {
        val raw = copy.rawBytesOf(record)
        if (raw != null) {
            batch.block.append(raw)
            return batch.addedWithFaults()
        }
        val fault = if (isSurelyWritable(record, dataStart(record))) null else Unwritable(record).find()
        if (fault != null && options.inexpressible == Inexpressible.REFUSE) return batch.refuse(record, fault)
        val start = batch.block.size
        val problem = append(record, batch.block)
        if (problem != null) return tooLarge(record, record, problem, batch)
        if (record.isFaulty) {
            // A sound record is found whatever its leader looks like.
            if (fault != null) {
                val shaped = copy.shapeLeader(record, batch.block.bytes, start, batch.block.size)
                batch.noteReplaced(record, shaped)
            }
            batch.noteLost(record, copy.lostOf(record))
        }
        val isRelaid = record.isFaulty && record.ownRawBytes != null
        when {
            fault != null -> batch.addedWithFaults()
            isRelaid -> batch.addedRelaid()
            else -> batch.added()
        }
    }

    private fun convert(record: Record, batch: EncodedBatch) {
        val plain = converted(record)
        // Text that needs no conversion keeps its bytes.
        val isSame = plain.record != null && !conversion.isNeededFor(record)
        val lost = if (isSame) copy.lostOf(record) else lostByReading(record)
        val fault = plain.problem
        if (fault == null && (lost.isEmpty() || options.inexpressible == Inexpressible.REPLACE)) {
            return appendConverted(record, checkNotNull(plain.record), emptyList(), lost, batch)
        }
        if (fault == null) return batch.refuseAsRead(record, lost.first())
        if (!mayReplace(fault, options)) return batch.refuse(record, fault)
        val mending = Mending(record, FormatSigns.OF_EVERY_FORMAT)
        val mended = converted(mending.mended())
        if (mended.record == null) return batch.refuse(record, mended.problem ?: fault)
        appendConverted(record, mended.record, mending.changes, lost, batch)
    }

    private fun converted(record: Record): Converted {
        val fault = if (isSurelyWritable(record, dataStart(record))) null else Unwritable(record).find()
        if (fault != null) return Converted(null, fault)
        return if (conversion.isNeededFor(record)) conversion.convert(record) else Converted(record, null)
    }

    private fun appendConverted(
        record: Record,
        converted: Record,
        replaced: List<MarcProblem>,
        lost: List<MarcProblem>,
        batch: EncodedBatch,
    ) {
        val problem = append(converted, batch.block)
        if (problem != null) return tooLarge(record, converted, problem, batch)
        batch.addedChanged(record, replaced, lost)
    }

    /**
     * Handles a record that is too large to be written, for the reason [problem], as the options say; nothing of it was
     * appended.
     */
    private fun tooLarge(record: Record, toWrite: Record, problem: MarcProblem, batch: EncodedBatch) {
        if (oversize.sink != null) return batch.divert(toWrite)
        val parts = if (problem.code == ProblemCode.RECORD_TOO_LONG) encodeParts(toWrite, batch.block) else 0
        if (parts > 0) batch.added(parts) else batch.refuse(record, problem)
    }

    /** Appends the record and returns null; if the record is too large, appends nothing and returns the problem. */
    private fun append(record: Record, target: ByteBlock): MarcProblem? {
        val table = record.table
        val base = LEADER_LENGTH + table.size * DIRECTORY_ENTRY_LENGTH + 1
        val length = lengthLaidOut(record)
        if (!oversize.isAllNines) {
            for (index in 0 until table.size) {
                if (lengthOf(record, index) > MOST_IN_FIELD) return Unwritable(record).tooLong(index)
            }
            if (length > MOST_IN_RECORD) return Unwritable(record).tooLong()
        }
        layOut(record, target, base, length)
        val coding = codingWanted ?: codingOfAscii(record)
        if (coding != record.codingCode) relabel(target, target.size - length, coding)
        return null
    }

    /** ASCII that would mean something else in MARC-8 must not be labelled as MARC-8. */
    private fun codingOfAscii(record: Record): Char = if (record.codingCode == MARC_8 && spellsMarc8(record)) {
        UNICODE
    } else {
        record.codingCode
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

    /**
     * Appends the record in parts, and returns how many; 0 if the options don't ask for this, or if it doesn't help.
     */
    private fun encodeParts(record: Record, target: ByteBlock): Int {
        val spreads = oversize.spreads ?: return 0
        val start = target.size
        val parts = splitRecord(record, spreads)
        for (part in parts) {
            if (append(part, target) != null) {
                target.cutOff(start)
                return 0
            }
        }
        return parts.size
    }

    /** ASCII text is the same in every character set of MARC. */
    private fun relabel(target: ByteBlock, start: Int, coding: Char) {
        target.bytes[start + CODING] = coding.code.toByte()
    }

    private companion object {
        const val CODING = 9
        const val MARC_8 = ' '
        const val UNICODE = 'a'
    }
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
