// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.CharacterSetRule
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Step
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.lengthOf
import java.nio.ByteBuffer

/**
 * Whether reading [bytes] gives the [record] that was made of them, both at the end of a file and before another
 * record. It may not if they had no terminator, or if the bytes after them showed how to repair them.
 */
internal fun leadBack(bytes: ByteArray, record: Record): Boolean {
    val size = bytes.size
    val reading = ReadOptions {
        strictness = Strictness.LENIENT
        limits { recordBytes = maxOf(recordBytes, size) }
        val set = record.characterSet
        characterSetRule = if (set.isUnimarc) CharacterSetRule.OBEY_UNIMARC else CharacterSetRule.always(set)
    }
    return isReadAs(record, bytes, size, reading) && isReadAs(record, bytes + NEIGHBOUR, size, reading)
}

private fun isReadAs(record: Record, bytes: ByteArray, size: Int, reading: ReadOptions): Boolean {
    val window = ByteWindow {}
    window.feedAll(ByteBuffer.wrap(bytes))
    val stretches = Iso2709Stretches(window, reading)
    val isWhole = stretches.advance() == Step.RECORD && stretches.length == size.toLong()
    if (!isWhole || !isSame(record, checkNotNull(stretches.record))) return false
    val isAlone = size == bytes.size
    return isAlone || (stretches.advance() == Step.RECORD && stretches.problems.isEmpty())
}

/** Compares bytes, not text: the bytes don't determine their character set. */
private fun isSame(one: Record, other: Record): Boolean {
    if (!one.leader.sameMeaning(other.leader) || one.table.size != other.table.size) return false
    for (index in 0 until one.table.size) {
        if (one.table.tag(index) != other.table.tag(index) ||
            lengthOf(one, index) != lengthOf(other, index)
        ) {
            return false
        }
    }
    // The lengths are equal here.
    val from = dataStart(one)
    val shift = dataStart(other) - from
    return (from until one.bytes.size).all { one.bytes[it] == other.bytes[it + shift] }
}

/** An ordinary record: its directory, too, may seem to belong to the bytes before it. */
private val NEIGHBOUR =
    "00058nam a2200049 a 4500001000200000245000600002\u001E1\u001E10\u001FaA\u001E\u001D".toByteArray(Charsets.US_ASCII)
