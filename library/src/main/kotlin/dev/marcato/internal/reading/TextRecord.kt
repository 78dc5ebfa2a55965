// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.lengthOfWrongPart
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.Tags
import java.nio.ByteBuffer

/**
 * Passes the parts of a record in a text format on to an [assembler], and notes what a record can't hold and what
 * replaces it. Nothing is guessed: an impossible character becomes a question mark, in values U+FFFD.
 *
 * The `at` of each call is the offset of the part in the stretch.
 */
internal class TextRecord(private val assembler: RecordAssembler, private val notes: TextNotes) {
    private var hasLeader = false
    private var isDataField = false
    private var subfieldCount = 0
    private var code: Char? = null

    /** Begins a record. */
    fun begin() {
        assembler.begin()
        notes.clear()
        hasLeader = false
        isDataField = false
        code = null
    }

    /** Takes the leader. */
    fun leader(text: CharSequence, at: Int) {
        hasLeader = true
        if (text.length != LEADER_LENGTH) {
            val found = "${text.length} characters, ${shown(text)}"
            notes.add(ProblemCode.LEADER_LENGTH_WRONG, at, found, "$LEADER_LENGTH characters")
        }
        var odd = -1
        for (index in 0 until minOf(text.length, LEADER_LENGTH)) {
            val character = text[index]
            if (character !in ' '..'~' && odd < 0) odd = index
            assembler.leader(index, heldOf(character))
        }
        if (odd < 0) return
        val found = "${shown(text[odd])} at leader/$odd"
        notes.add(ProblemCode.LEADER_NOT_ASCII, at, found, "printable ASCII")
    }

    /** Begins a control field, which has only a text. */
    fun controlField(tag: CharSequence, at: Int) {
        endField(at)
        val packed = packed(tag)
        if (Tags.isControl(packed)) assembler.controlField(packed) else assembler.dataField(packed, BLANK, BLANK)
        noteTag(tag, at)
        if (Tags.isControl(packed)) return
        note(ProblemCode.FIELD_KIND_WRONG, at, "a control field ${Tags.text(packed)}", "a tag 00X, or subfields")
    }

    /**
     * Begins a field that has only a text, in a format that allows this for some tags of data fields, too.
     */
    fun bareField(tag: CharSequence, at: Int) {
        endField(at)
        val packed = packed(tag)
        if (Tags.isControl(packed)) assembler.controlField(packed) else assembler.dataField(packed, BLANK, BLANK)
        noteTag(tag, at)
    }

    /** Begins a data field; a missing indicator is null or empty. */
    fun dataField(tag: CharSequence, indicator1: CharSequence?, indicator2: CharSequence?, at: Int) {
        endField(at)
        val packed = packed(tag)
        val first = indicator(indicator1)
        val second = indicator(indicator2)
        // For the tag of a control field, these bytes begin its text.
        assembler.dataField(packed, first, second)
        noteTag(tag, at)
        noteIndicator(indicator1, at, "first")
        noteIndicator(indicator2, at, "second")
        isDataField = true
        subfieldCount = 0
        if (!Tags.isControl(packed)) return
        note(
            ProblemCode.FIELD_KIND_WRONG,
            at,
            "a data field ${Tags.text(packed)}",
            "a tag other than 00X, or only text",
        )
    }

    /** Begins a subfield; a missing code is null or empty. */
    fun subfield(code: CharSequence?, at: Int) {
        subfieldCount++
        val held = when (code?.length ?: 0) {
            1 -> heldOf(checkNotNull(code)[0])
            else -> UNKNOWN
        }
        this.code = (held.toInt() and 0xFF).toChar().takeIf { it in '!'..'~' }
        assembler.subfield(held)
        val expected = "one graphic ASCII character"
        if (code == null || code.length == 0) {
            note(ProblemCode.SUBFIELD_CODE_MISSING, at, "no code", expected)
        } else if (code.length > 1) {
            note(ProblemCode.SUBFIELD_CODE_TOO_LONG, at, shown(code), expected)
        } else if (code[0] !in '!'..'~') {
            note(ProblemCode.SUBFIELD_CODE_NOT_ASCII, at, shown(code[0]), expected)
        }
    }

    /** Appends to the value of the field or subfield. */
    fun value(text: CharSequence, at: Int) {
        var index = 0
        while (index < text.length) {
            val character = text[index++]
            if (!character.isSurrogate()) {
                value(character.code, at)
            } else if (character.isHighSurrogate() && index < text.length && text[index].isLowSurrogate()) {
                assembler.appendCodePoint(Character.toCodePoint(character, text[index++]))
            } else {
                assembler.appendCodePoint(REPLACEMENT)
                note(ProblemCode.TEXT_UNDECODABLE, at, shown(character), "a pair of surrogates")
            }
        }
    }

    /** Appends a code point other than a surrogate to the value of the field or subfield. */
    fun value(codePoint: Int, at: Int) {
        if (codePoint in DELIMITERS) {
            assembler.appendCodePoint(REPLACEMENT)
            note(ProblemCode.TEXT_HOLDS_DELIMITER, at, shown(codePoint.toChar()), NO_DELIMITER)
        } else {
            assembler.appendCodePoint(codePoint)
        }
    }

    /** Appends bytes, which should be UTF-8, to the value of the field or subfield; the first one is at [at]. */
    fun value(bytes: ByteBuffer, from: Int, to: Int, at: Int) {
        var next = from
        while (next < to) {
            val wrong = firstByteNotUtf8(bytes, next, to).let { if (it < 0) to else it }
            plain(bytes, next, wrong, at + next - from)
            if (wrong == to) return
            val length = lengthOfWrongPart(bytes, wrong, to)
            assembler.appendCodePoint(REPLACEMENT)
            val found = (wrong until wrong + length).joinToString(" ", "bytes ") { hex(bytes.get(it)) }
            note(ProblemCode.TEXT_NOT_UTF_8, at + wrong - from, found, "UTF-8")
            next = wrong + length
        }
    }

    /** Notes that [found] stands where only fields, or only subfields, may be; it is left out. */
    fun leftOut(found: String, at: Int) {
        note(ProblemCode.BYTES_OUTSIDE_FIELDS, at, found, "nothing but fields and their subfields")
    }

    /** Ends the record. */
    fun end(at: Int) {
        endField(at)
        if (!hasLeader) notes.add(ProblemCode.LEADER_MISSING, 0, "no leader", "a leader of $LEADER_LENGTH characters")
    }

    /** Notes what is wrong with the last field or subfield. */
    fun note(code: ProblemCode, at: Int, found: String, expected: String) {
        val tag = assembler.tag
        if (tag == 0) return notes.add(code, at, found, expected)
        // Searching all fields would take too long for each of a million problems.
        val occurrence = if (notes.isFull) null else assembler.occurrence()
        notes.add(code, at, found, expected, Tags.text(tag), occurrence, this.code)
    }

    private fun endField(at: Int) {
        if (isDataField && subfieldCount == 0) {
            note(ProblemCode.SUBFIELDS_MISSING, at, "no subfield", "at least one subfield")
        }
        isDataField = false
        code = null
    }

    /** Appends well-formed UTF-8, which may hold delimiters. */
    private fun plain(bytes: ByteBuffer, from: Int, to: Int, at: Int) {
        var next = from
        for (index in from until to) {
            if (bytes.get(index) !in DELIMITERS) continue
            assembler.append(bytes, next, index)
            value(bytes.get(index).toInt(), at + index - from)
            next = index + 1
        }
        assembler.append(bytes, next, to)
    }

    private fun packed(tag: CharSequence): Int = if (tag.length == TAG_LENGTH) {
        Tags.pack(tagByte(tag[0]), tagByte(tag[1]), tagByte(tag[2]))
    } else {
        Tags.pack(UNKNOWN, UNKNOWN, UNKNOWN)
    }

    private fun tagByte(character: Char): Byte =
        if (Tags.isTagCharacter(character)) character.code.toByte() else UNKNOWN

    private fun noteTag(tag: CharSequence, at: Int) {
        val expected = "three graphic ASCII characters"
        if (tag.length != TAG_LENGTH) {
            note(ProblemCode.TAG_LENGTH_WRONG, at, if (tag.length == 0) "no tag" else shown(tag), expected)
        } else if (!tag.all(Tags::isTagCharacter)) {
            note(ProblemCode.TAG_NOT_ASCII, at, shown(tag), expected)
        }
    }

    private fun indicator(text: CharSequence?): Byte = when (text?.length ?: 0) {
        0 -> BLANK
        1 -> heldOf(checkNotNull(text)[0])
        else -> UNKNOWN
    }

    private fun noteIndicator(text: CharSequence?, at: Int, which: String) {
        val expected = "a blank or a graphic ASCII character"
        if (text == null || text.length != 1) {
            val found = if (text == null ||
                text.length == 0
            ) {
                "no $which indicator"
            } else {
                "a $which indicator ${shown(text)}"
            }
            note(ProblemCode.INDICATOR_LENGTH_WRONG, at, found, expected)
        } else if (text[0] !in ' '..'~') {
            note(ProblemCode.INDICATOR_NOT_ASCII, at, "a $which indicator ${shown(text[0])}", expected)
        }
    }

    /** What a single byte can hold of the character. */
    private fun heldOf(character: Char): Byte =
        if (character.code < 0x80 && character.code !in DELIMITERS) character.code.toByte() else UNKNOWN

    private companion object {
        const val TAG_LENGTH = 3
        const val BLANK: Byte = 0x20
        const val UNKNOWN = '?'.code.toByte()
        const val REPLACEMENT = 0xFFFD
        const val NO_DELIMITER = "no delimiter of ISO 2709 in a value"
        val DELIMITERS = 0x1D..0x1F
    }
}
