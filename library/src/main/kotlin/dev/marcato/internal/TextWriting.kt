// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal

import dev.marcato.CharacterCoding
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.iso2709.RecordConversion
import dev.marcato.iso2709.Unwritable
import dev.marcato.iso2709.isSurelyWritable

private val IN_UTF_8 = RecordConversion(WriteOptions.builder().convertTo(CharacterCoding.UNICODE).build())

/**
 * Returns the record as text formats write it: in UTF-8, with a leader that says so, and with nothing in it that no
 * format can express, but for codes of subfields; or has [batch] refuse it, and returns null. Size does not count.
 */
internal fun readyForText(record: Record, batch: EncodedBatch): Record? {
    if (record.isVerified) return record
    val dataStart = if (record.table.size == 0) record.bytes.size - 1 else record.table.start(0)
    if (isSurelyWritable(record, dataStart) && (record.codingCode == UNICODE || record.isAscii)) return record
    val problem = Unwritable(record).find()
    if (problem != null) {
        batch.refuse(record, problem)
        return null
    }
    if (!IN_UTF_8.isNeededFor(record)) return record
    val conversion = IN_UTF_8.convert(record)
    val converted = conversion.record
    // Bytes that nobody said to be UTF-8 may be none.
    val wrong = if (converted == null) conversion.problem else Unwritable(converted).findInText()
    if (wrong == null) return converted
    batch.refuse(record, wrong)
    return null
}

private const val UNICODE = 'a'
