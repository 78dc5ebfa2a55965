// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.TextRecord
import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer

// Nine digits, a blank, the tag, two indicators, a blank, the letter of the script, a blank.
private const val NUMBER_LENGTH = 9
private const val TAG = 10
private const val INDICATORS = 13
private const val SCRIPT = 16
private const val CONTENT = 18

/** Whether the line between these places begins with a system number and a tag. */
internal fun isAlephLine(bytes: ByteBuffer, from: Int, to: Int): Boolean {
    if (to - from < SCRIPT || bytes.get(from + NUMBER_LENGTH) != BLANK) return false
    return (from until from + NUMBER_LENGTH).all { bytes.get(it) in '0'.code.toByte()..'9'.code.toByte() }
}

/**
 * Parses the lines of a record in Aleph sequential. In the leader and in control fields `^` is a blank. A data field
 * with text but no subfields, such as `FMT`, gets a subfield `a`. If there is no field 001, the lines' system number
 * becomes one, before all other fields.
 *
 * A field of more than about 2,000 characters is split over several lines. Each line but the first begins with a
 * subfield `9`: its value is `^` if the break is between two subfields, or `^^` if it is inside one. In that case the
 * text continues, the repeated code is dropped, and a caret at the end of the line before stands for the blank that was
 * there.
 */
internal class AlephParser(private val parts: TextRecord) {
    private var bytes: ByteBuffer = ByteBuffer.allocate(0)
    private var front = 0

    // The data field that may continue in the next line: tag and indicators, and the code of its last subfield.
    private var openField = ""
    private var openCode = '\u0000'

    // The place of a caret at its end, which is a blank if the field continues; or -1.
    private var caret = NONE

    /** Begins a record at this place, which has a field 001 or not. */
    fun begin(buffer: ByteBuffer, from: Int, hasNumber: Boolean) {
        bytes = buffer
        front = from
        openField = ""
        caret = NONE
        if (hasNumber) return
        parts.controlField(NUMBER_TAG, 0)
        parts.value(bytes, from, from + NUMBER_LENGTH, 0)
    }

    fun line(from: Int, end: Int) {
        val tag = textOf(bytes, from + TAG, from + INDICATORS).trimEnd()
        val content = minOf(end, from + CONTENT)
        val at = from - front
        val field = textOf(bytes, from + TAG, from + SCRIPT - 1)
        val continuation = if (field == openField) lengthOfContinuation(content, end) else 0
        if (continuation > 0) return goOn(content, continuation, end)
        endCaret(CARET)
        openField = ""
        if (tag == LEADER_TAG) {
            parts.leader(textOf(bytes, content, end).replace('^', ' '), content - front)
        } else if (tag.startsWith("00")) {
            parts.controlField(tag, at)
            parts.value(inBlanks(content, end), 0, end - content, content - front)
        } else {
            openField = field
            dataField(tag, from, content, end)
        }
    }

    fun end(at: Int) {
        endCaret(CARET)
        parts.end(at)
    }

    /** Puts [meant] in place of a caret that might have been a break. */
    private fun endCaret(meant: Byte) {
        if (caret != NONE) parts.value(meant.toInt(), caret)
        caret = NONE
    }

    private fun dataField(tag: String, from: Int, content: Int, end: Int) {
        openCode = '\u0000'
        val indicators = from + INDICATORS
        val indicator1 = textOf(bytes, indicators, indicators + 1)
        val indicator2 = textOf(bytes, indicators + 1, indicators + 2)
        parts.dataField(tag, indicator1, indicator2, from - front)
        val first = nextSubfield(content, end)
        if (first > content || first == end) {
            // Without subfields, nothing is lost; before a subfield, the text is out of place.
            if (first == end) parts.subfield("a", content - front)
            if (first < end) {
                val found = shown(bytes, content, first)
                parts.note(
                    ProblemCode.SUBFIELD_DELIMITER_MISSING,
                    content - front,
                    found,
                    "two dollar signs and a code",
                )
            }
            parts.value(bytes, content, first, content - front)
        }
        subfields(first, end)
    }

    /** Returns the length of the subfield that marks a continuation line, or 0 if there is none. */
    private fun lengthOfContinuation(content: Int, end: Int): Int {
        val length = nextSubfield(minOf(end, content + 3), end) - content
        val isMark = length in 4..5 && textOf(bytes, content, content + 3) == "$\$9" &&
            (content + 3 until content + length).all { bytes.get(it) == CARET }
        return if (isMark) length else 0
    }

    private fun goOn(content: Int, length: Int, end: Int) {
        val first = content + length
        val isWithinValue =
            length == 5 && first + 2 < end && (bytes.get(first + 2).toInt() and 0xFF).toChar() == openCode
        endCaret(if (isWithinValue) BLANK else CARET)
        if (!isWithinValue) return subfields(first, end)
        val next = nextSubfield(first + 3, end)
        value(first + 3, next, end)
        subfields(next, end)
    }

    private fun subfields(from: Int, end: Int) {
        var start = from
        while (start < end) {
            val text = minOf(end, start + 3)
            val next = nextSubfield(text, end)
            val code = textOf(bytes, start + 2, text)
            openCode = code.firstOrNull() ?: '\u0000'
            parts.subfield(code, start - front)
            value(text, next, end)
            start = next
        }
    }

    private fun value(from: Int, to: Int, end: Int) {
        val isBreak = to == end && to > from && bytes.get(to - 1) == CARET
        parts.value(bytes, from, if (isBreak) to - 1 else to, from - front)
        if (isBreak) caret = to - 1 - front
    }

    private fun nextSubfield(from: Int, end: Int): Int {
        for (index in from until end - 1) if (bytes.get(index) == DOLLAR && bytes.get(index + 1) == DOLLAR) return index
        return end
    }

    private fun inBlanks(from: Int, end: Int): ByteBuffer =
        littleEndian(ByteArray(end - from) { bytes.get(from + it).let { byte -> if (byte == CARET) BLANK else byte } })

    private companion object {
        const val NONE = -1
        const val LEADER_TAG = "LDR"
        const val NUMBER_TAG = "001"
        const val CARET = '^'.code.toByte()
    }
}
