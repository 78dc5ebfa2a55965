// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.CharacterCoding
import dev.marcato.CharacterSet
import dev.marcato.Conversion
import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.text.inMarc8
import dev.marcato.internal.text.inUtf8
import dev.marcato.internal.text.maySpellMarc8

/** A record in another character set, or the problem that prevents it. */
internal class Converted(val record: Record?, val problem: MarcProblem?)

/**
 * Converts records without faults to a character set as a whole. Stateless, so threads can share it.
 *
 * @param isByValue whether each value must be readable by itself; in ISO 2709 an escape sequence of MARC-8 applies up
 * to the end of its field
 */
internal class RecordConversion(
    private val conversion: Conversion?,
    private val isByValue: Boolean = false,
) {
    private val target = conversion?.coding

    /** Whether the record has to be converted. If its text means the same in the target, only leader/09 changes. */
    fun isNeededFor(record: Record): Boolean = when (target) {
        null -> false

        CharacterCoding.UNICODE -> record.codec != null || (!record.isAscii && record.codingCode != target.code)

        CharacterCoding.MARC_8 -> if (record.isInMarc8) {
            isByValue && ESCAPE in record.bytes
        } else {
            !record.isAscii || spellsMarc8(record)
        }
    }

    fun convert(record: Record): Converted {
        val builder = record.toBuilder()
        if (target == CharacterCoding.UNICODE) {
            val fields = inUtf8(record.fields, record.characterSet.isUnimarc)
            builder.fields.clear()
            builder.fields.addAll(fields)
        } else {
            builder.leader = builder.leader.with(CODING, CharacterCoding.MARC_8.code)
            if (record.isInMarc8) builder.fields.replaceAll { it.inUtf8() }
            for (index in builder.fields.indices) {
                val escape = escapeAsCode(record, index)
                if (escape >= 0) return Converted(null, Unwritable(record).oddCode(index, escape))
                try {
                    builder.fields[index] = inMarc8(builder.fields[index], checkNotNull(conversion).unencodable)
                } catch (e: IllegalArgumentException) {
                    return Converted(null, Unwritable(record).notEncodable(index, e.message.orEmpty()))
                }
            }
        }
        return Converted(builder.build(), null)
    }

    /** Returns where a subfield code would begin an escape sequence of MARC-8, or -1. */
    private fun escapeAsCode(record: Record, index: Int): Int {
        val bytes = record.bytes
        val start = record.table.start(index)
        if (Tags.isControl(record.table.tag(index))) return -1
        val places = start + 1 until start + lengthOf(record, index)
        return places.firstOrNull { bytes[it] == ESCAPE && bytes[it - 1] == SUBFIELD_DELIMITER } ?: -1
    }

    private companion object {
        const val CODING = 9
        const val ESCAPE: Byte = 0x1B
    }
}

/**
 * Whether a record in ASCII or UTF-8 holds ASCII that would mean something else in MARC-8: an escape sequence or a
 * numeric reference.
 */
internal fun spellsMarc8(record: Record): Boolean {
    if (record.codec != null) return false
    val bytes = record.bytes
    val table = record.table
    if (table.size == 0 || !maySpellMarc8(littleEndian(bytes), table.start(0), bytes.size - 1)) return false
    val marc8 = checkNotNull(CharacterSet.MARC_8.codec)
    return (0 until table.size).any { index ->
        val start = table.start(index)
        table.isAscii(index) && !marc8.isPlain(bytes, start, start + lengthOf(record, index) - 1)
    }
}
