// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.CharacterSet
import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Inexpressible
import dev.marcato.Leader
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Subfield
import dev.marcato.Unencodable
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.bytes.twoDigits
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.isAscii
import dev.marcato.internal.record.nextDelimiter
import dev.marcato.internal.record.scanSubfields
import dev.marcato.internal.text.declaringUnicode
import dev.marcato.internal.text.valuesOf

/** Whether [problem], which prevents a record from being written, may be solved by a replacement. */
internal fun mayReplace(problem: MarcProblem, options: WriteOptions): Boolean =
    options.inexpressible == Inexpressible.REPLACE &&
        (problem.code != ProblemCode.CHARACTER_NOT_ENCODABLE || options.convertTo?.unencodable != Unencodable.REFUSE)

/**
 * Turns a record into one that a format can carry, in UTF-8: replaces everything else by the rules of
 * [dev.marcato.Inexpressible.REPLACE], and notes each replacement.
 *
 * Slow, and meant for the few records that need it: it looks at every value.
 */
internal class Mending(private val record: Record, private val signs: FormatSigns) {
    private val places = Unwritable(record)
    private val noted = ArrayList<MarcProblem>()

    /** The replacements, up to [MOST_NOTED]. */
    val changes: List<MarcProblem> get() = noted

    fun mended(): Record {
        val builder = record.toBuilder()
        builder.leader = leader()
        builder.fields.clear()
        val isUnimarc = record.characterSet.isUnimarc
        record.fields.forEachIndexed { index, field ->
            val mended = if (field is DataField) dataField(field, index) else controlField(field, index)
            builder.fields.add(if (isUnimarc) declaringUnicode(mended) else mended)
        }
        return builder.build()
    }

    private fun leader(): Leader {
        val bytes = record.bytes.copyOf(LEADER_LENGTH)
        for (position in bytes.indices) {
            val sign = (bytes[position].toInt() and 0xFF).toChar()
            if (signs.takesInLeader(sign)) continue
            bytes[position] = STAND_IN.code.toByte()
            val isAscii = FormatSigns.OF_EVERY_FORMAT.takesInLeader(sign)
            val code = if (isAscii) ProblemCode.TEXT_NOT_EXPRESSIBLE else ProblemCode.LEADER_NOT_ASCII
            note(
                null,
                code,
                position,
                "${shownByte(sign)} at leader/${twoDigits(position)}",
                "printable ASCII that the format can carry",
            )
        }
        return Leader.read(bytes)
    }

    private fun tag(field: Field, index: Int): String {
        if (signs.takesTag(field.packedTag)) return field.tag
        note(
            index,
            ProblemCode.TEXT_NOT_EXPRESSIBLE,
            field.start,
            "a field ${field.tag}",
            "a tag that a field may have",
        )
        return if (Tags.isControl(field.packedTag)) STAND_IN_OF_CONTROL_TAG else STAND_IN_OF_TAG
    }

    private fun controlField(field: Field, index: Int): Field {
        noteUndecodable(field, index)
        return ControlField.of(tag(field, index), text(field, index, field.start, field.end))
    }

    private fun dataField(field: DataField, index: Int): Field {
        val tag = tag(field, index)
        val delimiter = field.start + INDICATOR_COUNT
        if (delimiter >= field.end || field.bytes[delimiter] != SUBFIELD_DELIMITER) noteShape(field, index)
        val indicator1 = indicator(field, index, 0, field.indicator1)
        val indicator2 = indicator(field, index, 1, field.indicator2)
        noteUndecodable(field, index)
        val subfields = ArrayList<Subfield>()
        scanSubfields(field.buffer, field.start, field.end) { code, from, to ->
            val codeStandIn = code(field, index, code, from)
            val begin = if (codeStandIn == code) from else from + restOfCode(field, from, to)
            subfields.add(Subfield.of(codeStandIn, text(field, index, begin, to)))
        }
        if (subfields.isEmpty()) subfields.add(Subfield.of(STAND_IN, ""))
        return DataField.of(tag, indicator1, indicator2, subfields)
    }

    private fun noteShape(field: Field, index: Int) {
        val isEmpty = nextDelimiter(field.buffer, field.start, field.end) == field.end &&
            field.end - field.start <= INDICATOR_COUNT
        val code = if (isEmpty) ProblemCode.SUBFIELDS_MISSING else ProblemCode.SUBFIELD_DELIMITER_MISSING
        note(index, code, field.start, "a field without them", "two indicators and a subfield")
    }

    private fun indicator(field: Field, index: Int, position: Int, sign: Char): Char {
        if (signs.takesIndicator(sign)) return sign
        val isAscii = FormatSigns.OF_EVERY_FORMAT.takesIndicator(sign)
        val code = if (isAscii) ProblemCode.TEXT_NOT_EXPRESSIBLE else ProblemCode.INDICATOR_NOT_ASCII
        note(index, code, field.start + position, shownByte(sign), "an indicator that the format can carry")
        return STAND_IN
    }

    /** Returns the replacement for the code before [from]; the record gives U+0000 if there is no code. */
    private fun code(field: Field, index: Int, code: Char, from: Int): Char {
        if (code in '!'..'~') return code
        if (code == '\u0000' && field.bytes[from - 1] != 0.toByte()) {
            // Text before the first delimiter was noted as part of the field's shape.
            if (field.bytes[from - 1] == SUBFIELD_DELIMITER) {
                note(index, ProblemCode.SUBFIELD_CODE_MISSING, from - 1, "no code", "a subfield code after 0x1F")
            }
        } else {
            note(index, ProblemCode.SUBFIELD_CODE_NOT_ASCII, from - 1, shownByte(code), "a graphic ASCII character")
        }
        return STAND_IN
    }

    /** The other bytes of a code that has several in UTF-8 don't belong to a value either. */
    private fun restOfCode(field: Field, from: Int, to: Int): Int {
        if (field.codec != null || from == field.start || field.bytes[from - 1] >= 0) return 0
        var end = from
        while (end < to && end < from + MOST_IN_REST && field.bytes[end].toInt() and 0xC0 == 0x80) end++
        return if (firstByteNotUtf8(field.buffer, from - 1, end) < 0) end - from else 0
    }

    /** In UTF-8, each value is checked by itself. */
    private fun noteUndecodable(field: Field, index: Int) {
        val codec = field.codec ?: return
        val values = valuesOf(field.buffer, field.start, field.end, field is ControlField)
        codec.check(field.bytes, values) { at, _, expected ->
            note(index, ProblemCode.TEXT_UNDECODABLE, at, places.excerptOf(index, at), expected)
        }
    }

    private fun isUtf8(field: Field): Boolean = field.codec.let { it == null || it.characterSet === CharacterSet.UTF_8 }

    private fun text(field: Field, index: Int, from: Int, to: Int): String {
        val wrong = if (isUtf8(field)) firstByteNotUtf8(field.buffer, from, to) else -1
        if (wrong >= 0) note(index, ProblemCode.TEXT_NOT_UTF_8, wrong, places.excerptOf(index, wrong), "UTF-8")
        val text = StringBuilder(field.textAt(from, to))
        for (position in text.indices) {
            val code = when (text[position]) {
                '\u001D' -> ProblemCode.RECORD_TERMINATOR_INSIDE
                '\u001E' -> ProblemCode.FIELD_TERMINATOR_INSIDE
                '\u001F' -> ProblemCode.TEXT_HOLDS_DELIMITER
                else -> continue
            }
            note(index, code, placeOf(field, from, text, position), shown(text[position]), "no delimiter in a value")
            text[position] = REPLACEMENT
        }
        var at = signs.notTaken(text, 0)
        while (at >= 0) {
            val place = placeOf(field, from, text, at)
            note(index, signs.codeOfNotTaken, place, shown(text[at]), signs.expectedInText)
            text[at] = REPLACEMENT
            at = signs.notTaken(text, at + 1)
        }
        return text.toString()
    }

    /** Where the character stands in the bytes, as far as that is known without decoding again. */
    private fun placeOf(field: Field, from: Int, text: CharSequence, position: Int): Int {
        if (field.codec != null) return from
        val before = text.subSequence(0, position)
        // A character that was replaced may have had fewer bytes than U+FFFD.
        return if (REPLACEMENT in before) from else from + before.toString().toByteArray(Charsets.UTF_8).size
    }

    private fun note(index: Int?, code: ProblemCode, at: Int, found: String, expected: String) {
        if (noted.size < MOST_NOTED) noted.add(places.problem(code, at, found, expected, index).ofLivingRecord())
    }

    private fun shownByte(sign: Char): String = "0x" + hex(sign.code.toByte())

    companion object {
        const val MOST_NOTED: Int = 100
        private const val MOST_IN_REST = 3
        private const val STAND_IN = '?'
        private const val STAND_IN_OF_TAG = "???"
        private const val STAND_IN_OF_CONTROL_TAG = "00?"
        private const val REPLACEMENT = '\uFFFD'
    }
}
