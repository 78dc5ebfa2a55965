// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.CharacterSetRule
import dev.marcato.Dialect
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Step
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.lengthOf
import java.nio.ByteBuffer

/**
 * Whether [bytes] are read as the [record] that was made of them, at the end of a file and before another record. They
 * may not be if they had no terminator of their own, or if what stood behind them told how to repair them.
 */
internal fun leadBack(bytes: ByteArray, record: Record): Boolean {
    val size = bytes.size
    val reading = ReadOptions {
        strictness = Strictness.LENIENT
        maxRecordBytes = maxOf(maxRecordBytes, size)
        if (record.characterSet.isUnimarc) {
            dialect = Dialect.UNIMARC
        } else {
            characterSetRule = CharacterSetRule.always(record.characterSet)
        }
    }
    return isReadAs(record, bytes, size, reading) && isReadAs(record, bytes + NEIGHBOUR, size, reading)
}

private fun isReadAs(record: Record, bytes: ByteArray, size: Int, reading: ReadOptions): Boolean {
    val window = ByteWindow {}
    window.feedAll(ByteBuffer.wrap(bytes))
    val stretches = StretchReader(window, reading)
    val isWhole = stretches.advance() == Step.RECORD && stretches.length == size.toLong()
    if (!isWhole || !isSame(record, checkNotNull(stretches.record))) return false
    val isAlone = size == bytes.size
    return isAlone || (stretches.advance() == Step.RECORD && stretches.problems.isEmpty())
}

/** Compares bytes, and not text: in which character set they are read is not for them to say. */
private fun isSame(one: Record, other: Record): Boolean {
    if (!one.leader.sameMeaning(other.leader) || one.table.size != other.table.size) return false
    for (index in 0 until one.table.size) {
        if (one.table.tag(index) != other.table.tag(index) ||
            lengthOf(one, index) != lengthOf(other, index)
        ) {
            return false
        }
    }
    // The lengths are the same by now.
    val from = dataStart(one)
    val shift = dataStart(other) - from
    return (from until one.bytes.size).all { one.bytes[it] == other.bytes[it + shift] }
}

/** A record as there are many: its directory, too, may seem to belong to what stands before it. */
private val NEIGHBOUR =
    "00058nam a2200049 a 4500001000200000245000600002\u001E1\u001E10\u001FaA\u001E\u001D".toByteArray(Charsets.US_ASCII)
