// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.Conversion
import dev.marcato.Inexpressible
import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.Repair
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.isAscii

/**
 * Writes a text format, which can't express everything that a record can hold.
 *
 * Most records are written unchanged. If something prevents that, it is found while writing; then the record is mended
 * and written again.
 *
 * @param signs what the format can carry
 */
internal abstract class TextEncoder(private val options: WriteOptions, private val signs: FormatSigns) : RecordEncoder {
    /** The character set of the text, before the format's own way of writing it. */
    protected open val conversion: RecordConversion get() = IN_UTF_8

    /**
     * Appends the record to [block], or returns what prevents that; [block] may end in a part of the record then.
     *
     * The record is in the character set of [conversion]. Tags and indicators are ASCII, every data field has its
     * shape, and there are no stray terminators. There may be delimiters in control fields, and delimiters without a
     * code.
     */
    protected abstract fun write(record: Record, block: ByteBlock): MarcProblem?

    /** Whether the record can be given to [write] without checking all of it. */
    protected open fun isReady(record: Record): Boolean = record.isVerified ||
        (isSurelyWritable(record, dataStart(record)) && (record.codingCode == UNICODE || record.isAscii))

    final override fun encode(record: Record, batch: EncodedBatch) {
        if (options.repair == Repair.REFUSE && record.isFaulty) return batch.refuseAsRead(record)
        val lost = lostByReading(record)
        if (lost.isNotEmpty() && options.inexpressible == Inexpressible.REFUSE) {
            return batch.refuseAsRead(record, lost.first())
        }
        val ready = if (isReady(record)) Converted(record, null) else converted(record)
        val problem = ready.problem ?: append(checkNotNull(ready.record), batch)
        if (problem == null) return batch.addedChanged(record, emptyList(), lost)
        if (!mayReplace(problem, options)) {
            // Checking all of it may find something earlier.
            return batch.refuse(record, ready.record?.let { Unwritable(it).find() } ?: problem)
        }
        val mending = Mending(record, signs)
        val mended = converted(mending.mended())
        mended.problem?.let { return batch.refuse(record, it) }
        check(append(checkNotNull(mended.record), batch) == null) { "A mended record isn't accepted by its format" }
        batch.addedChanged(record, mending.changes, lost)
    }

    /** Returns the record in the character set of the format, unless something prevents that. */
    private fun converted(record: Record): Converted {
        Unwritable(record).find()?.let { return Converted(null, it) }
        val converted = if (conversion.isNeededFor(record)) conversion.convert(record) else Converted(record, null)
        // Bytes that aren't declared as UTF-8 may not be UTF-8.
        val wrong = converted.record?.let { Unwritable(it).findInText() } ?: return converted
        return Converted(null, wrong)
    }

    private fun append(record: Record, batch: EncodedBatch): MarcProblem? {
        val block = batch.block
        val start = block.size
        if (batch.written > 0) block.append(separator)
        val problem = write(record, block)
        if (problem != null) block.cutOff(start)
        return problem
    }

    private companion object {
        const val UNICODE = 'a'
        val IN_UTF_8 = RecordConversion(Conversion.UTF_8)
    }
}
