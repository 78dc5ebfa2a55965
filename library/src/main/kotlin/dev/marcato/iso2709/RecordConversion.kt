// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.CharacterCoding
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.charset.inMarc8
import dev.marcato.charset.inUtf8

/** A record in another character set, or, if there can be none, the problem that is in the way. */
internal class Converted(val record: Record?, val problem: MarcProblem?)

/** Converts records to the character set that they are to be written in, as a whole. Has no state: threads share it. */
internal class RecordConversion(private val options: WriteOptions) {
    private val target = options.convertTo

    /** Whether the record has to be converted; where all text is ASCII, leader/09 alone is another. */
    fun isNeededFor(record: Record): Boolean = when (target) {
        null -> false
        CharacterCoding.UNICODE -> record.codec != null || (!record.isAscii && record.codingCode != target.code)
        CharacterCoding.MARC_8 -> !record.isAscii && !record.isInMarc8
    }

    /** Converts the record. */
    fun convert(record: Record): Converted {
        Unwritable(record).findInText()?.let { return Converted(null, it) }
        val builder = record.toBuilder()
        if (target == CharacterCoding.UNICODE) {
            val fields = inUtf8(record.fields, record.characterSet.isUnimarc)
            builder.fields.clear()
            builder.fields.addAll(fields)
        } else {
            builder.leader = builder.leader.with(CODING, CharacterCoding.MARC_8.code)
            for (index in builder.fields.indices) {
                try {
                    builder.fields[index] = inMarc8(builder.fields[index], options.unencodable)
                } catch (e: IllegalArgumentException) {
                    return Converted(null, Unwritable(record).notEncodable(index, e.message.orEmpty()))
                }
            }
        }
        return Converted(builder.build(), null)
    }

    private companion object {
        const val CODING = 9
    }
}
