// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.CharacterSet
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.excerpt
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.twoDigits
import dev.marcato.internal.record.MOST_IN_FIELD
import dev.marcato.internal.record.MOST_IN_RECORD
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.record.subfieldCodeAt
import dev.marcato.internal.text.TextCodec
import dev.marcato.internal.text.valuesOf

/**
 * Finds what ISO 2709, or any format, can't express of a record, and reports it as a problem of the record by itself,
 * as if it were the first one to be written.
 */
internal class Unwritable(private val record: Record) {
    private val bytes = record.bytes
    private val table = record.table
    private val base = LEADER_LENGTH + table.size * DIRECTORY_ENTRY_LENGTH + 1
    private val dataStart = if (table.size == 0) bytes.size - 1 else table.start(0)

    /** Returns the first thing that can't be written, whatever the lengths are, or null. */
    fun find(): MarcProblem? {
        for (index in 0 until LEADER_LENGTH) {
            if (bytes[index] in 0x20..0x7E) continue
            val found = "0x${hex(bytes[index])} at leader/${twoDigits(index)}"
            return problem(ProblemCode.LEADER_NOT_ASCII, index, found, "printable ASCII", null)
        }
        for (index in 0 until table.size) find(index)?.let { return it }
        return null
    }

    fun tooLong(index: Int): MarcProblem {
        val found = "a field of ${lengthOf(record, index)} bytes, its terminator included"
        val expected = "${MOST_IN_FIELD} bytes at most"
        return problem(ProblemCode.FIELD_TOO_LONG, table.start(index), found, expected, index)
    }

    fun tooLong(): MarcProblem {
        val found = "a record of ${base + bytes.size - dataStart} bytes"
        return problem(ProblemCode.RECORD_TOO_LONG, 0, found, "${MOST_IN_RECORD} bytes at most", null)
    }

    /** Returns the first undecodable bytes, or null. */
    fun findInText(): MarcProblem? {
        for (index in 0 until table.size) findInText(index, range(index))?.let { return it }
        return null
    }

    /** Returns the problem of a field whose text can't be encoded in another character set. */
    fun notEncodable(index: Int, why: String): MarcProblem {
        val expected = "characters of MARC-8, or numeric references"
        return problem(ProblemCode.CHARACTER_NOT_ENCODABLE, table.start(index), why, expected, index)
    }

    /** Returns the problem of a subfield code, at [at], that text formats can't carry. */
    fun oddCode(index: Int, at: Int): MarcProblem {
        val expected = "a graphic ASCII character"
        return problem(ProblemCode.SUBFIELD_CODE_NOT_ASCII, at, "0x${hex(bytes[at])}", expected, index)
    }

    /** Returns the problem of a subfield delimiter in a control field, at [at], that text formats can't carry. */
    fun delimiterInside(index: Int, at: Int): MarcProblem =
        problem(ProblemCode.TEXT_HOLDS_DELIMITER, at, "0x1F", "no delimiter in a control field", index)

    /** Returns the problem of text, at [at], that would mean something else in the format. */
    fun notExpressible(index: Int?, at: Int, found: String, expected: String): MarcProblem =
        problem(ProblemCode.TEXT_NOT_EXPRESSIBLE, at, found, expected, index)

    /** Returns the problem of a character, [found] at [at] of the record's bytes, that the format can't carry. */
    fun notCarried(index: Int, at: Int, found: String, expected: String): MarcProblem =
        problem(ProblemCode.CHARACTER_NOT_CARRIED, at, found, expected, index)

    /** Shows the bytes of the field at [index] from [at] on. */
    fun excerptOf(index: Int, at: Int): String = excerpt(bytes, at, minOf(at + EXCERPT, range(index).last + 1))

    private fun find(index: Int): MarcProblem? {
        val tag = table.tag(index)
        if (!isTag(tag)) {
            val expected = "three graphic ASCII characters"
            return problem(ProblemCode.TAG_NOT_ASCII, table.start(index), "a tag 0x${hex(tag, 6)}", expected, index)
        }
        val range = range(index)
        for (at in range) {
            if (bytes[at] != FIELD_TERMINATOR && bytes[at] != RECORD_TERMINATOR) continue
            val isOfField = bytes[at] == FIELD_TERMINATOR
            val code = if (isOfField) ProblemCode.FIELD_TERMINATOR_INSIDE else ProblemCode.RECORD_TERMINATOR_INSIDE
            return problem(code, at, "0x${hex(bytes[at])}", "no terminator in the content of a field", index)
        }
        return (if (Tags.isControl(tag)) null else findInDataField(index, range)) ?: findInText(index, range)
    }

    private fun findInDataField(index: Int, range: IntRange): MarcProblem? {
        for (at in range.first until minOf(range.first + INDICATOR_COUNT, range.last + 1)) {
            if (bytes[at] in 0x20..0x7E || bytes[at] == SUBFIELD_DELIMITER) continue
            val expected = "a blank or a graphic ASCII character"
            return problem(ProblemCode.INDICATOR_NOT_ASCII, at, "0x${hex(bytes[at])}", expected, index)
        }
        if (!hasShapeOfDataField(bytes, range.first, lengthOf(record, index))) {
            val found = excerpt(bytes, range.first, minOf(range.first + INDICATOR_COUNT + 2, range.last + 1))
            val expected = "two indicators, 0x1F and a subfield code at the start of the field"
            return problem(ProblemCode.SUBFIELD_DELIMITER_MISSING, range.first, found, expected, index)
        }
        for (at in range) if (bytes[at] == SUBFIELD_DELIMITER) findInCode(index, at, range.last)?.let { return it }
        return null
    }

    private fun findInCode(index: Int, delimiter: Int, last: Int): MarcProblem? {
        val at = delimiter + 1
        if (at > last || bytes[at] == SUBFIELD_DELIMITER) {
            val found = if (at > last) "the end of the field" else "0x1F"
            return problem(ProblemCode.SUBFIELD_CODE_MISSING, delimiter, found, "a subfield code after 0x1F", index)
        }
        if (bytes[at] >= 0) return null
        return problem(ProblemCode.SUBFIELD_CODE_NOT_ASCII, at, "0x${hex(bytes[at])}", "one ASCII character", index)
    }

    private fun findInText(index: Int, range: IntRange): MarcProblem? {
        val codec = if (table.isAscii(index)) null else record.codec
        if (codec != null && codec.characterSet !== CharacterSet.UTF_8) return findUndecodable(codec, index, range)
        val at = firstByteNotUtf8(littleEndian(bytes), range.first, range.last + 1)
        if (at < 0) return null
        val expected = if (record.codingCode == 'a') "UTF-8, as leader/09 says" else "UTF-8"
        return problem(ProblemCode.TEXT_NOT_UTF_8, at, excerptOf(index, at), expected, index)
    }

    private fun findUndecodable(codec: TextCodec, index: Int, range: IntRange): MarcProblem? {
        var first: MarcProblem? = null
        val values = valuesOf(littleEndian(bytes), range.first, range.last + 1, Tags.isControl(table.tag(index)))
        codec.check(bytes, values) { at, _, expected ->
            if (first == null) {
                first = problem(ProblemCode.TEXT_UNDECODABLE, at, excerptOf(index, at), expected, index)
            }
        }
        return first
    }

    /** The content of the field, without its terminator. */
    private fun range(index: Int): IntRange = table.start(index) until table.start(index) + lengthOf(record, index) - 1

    /** Returns a problem of any kind, at [at] of the record's bytes, in the [field] if that isn't null. */
    fun problem(code: ProblemCode, at: Int, found: String, expected: String, field: Int?): MarcProblem {
        // The place that it would have if the record were written.
        val offset = if (at < LEADER_LENGTH) at else base + at - dataStart
        val position = ProblemPosition.of(
            null,
            offset.toLong(),
            offset,
            field?.let { Tags.text(table.tag(it)) },
            field?.let { index -> (0..index).count { table.tag(it) == table.tag(index) } },
            field?.let { subfieldCodeAt(at, it) },
            record.controlNumber,
        )
        val from = maxOf(if (at < LEADER_LENGTH) 0 else dataStart, at - BYTES_AROUND)
        val to = minOf(bytes.size, at + BYTES_AROUND)
        val around = bytes.copyOfRange(from, maxOf(from, to))
        return MarcProblem.of(code, Severity.FATAL, position, found, expected, around, offset - (at - from).toLong())
    }

    private fun subfieldCodeAt(at: Int, index: Int): Char? {
        val range = range(index)
        if (Tags.isControl(table.tag(index)) || at == range.first) return null
        return subfieldCodeAt(bytes, range.first, range.last + 1, at)
    }

    private companion object {
        const val EXCERPT = 4
    }
}
