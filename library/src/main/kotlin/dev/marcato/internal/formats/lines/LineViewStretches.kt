// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault

/**
 * Cuts the line view of YAZ into stretches: the leader, a line per field, and a blank line at the end.
 *
 * The leader may have `LDR` before it, as in [dev.marcato.Record.toString]. A subfield begins at a blank, a dollar
 * sign, a code and a blank; its value is everything up to the blank before the next one.
 */
internal class LineViewStretches(window: ByteWindow, options: ReadOptions) : LineStretches(window, options) {
    override fun begin(from: Int, to: Int) {
        // Only the blank line after it shows where a record ends.
    }

    override fun isBeyond(from: Int, to: Int): Boolean = isBlankLine(from, to)

    override fun read(size: Int, isWhole: Boolean): Fault? {
        val front = window.position
        val end = front + size
        var next = endOfLine(front, end)
        parts.begin()
        val isLeader = leader(front, endOfText(front, next))
        if (!isLeader && !isField(front, endOfText(front, next))) {
            val found = shown(window.buffer, front, endOfText(front, next))
            return Fault(ProblemCode.SYNTAX_WRONG, 0, found, "a leader of $LEADER_LENGTH characters, or a field")
        }
        if (!isLeader) next = front
        while (next < end) {
            val from = next
            next = endOfLine(from, end)
            line(from, endOfText(from, next))
        }
        parts.end(endOfText(front, end) - front)
        return null
    }

    /** Takes the line as the leader if it is one. */
    private fun leader(from: Int, end: Int): Boolean {
        val isNamed = end - from != LEADER_LENGTH && isNamedLeader(from, end)
        val start = if (isNamed) from + FIELD_START else from
        val isLeader = isNamed || end - from == LEADER_LENGTH || (!isField(from, end) && isNumber(from, end))
        if (isLeader) parts.leader(textOf(window.buffer, start, end), start - window.position)
        return isLeader
    }

    private fun line(from: Int, end: Int) {
        val at = from - window.position
        if (!isField(from, end)) return parts.leftOut(shown(window.buffer, from, end), at)
        val tag = textOf(window.buffer, from, from + TAG_LENGTH)
        if (tag.startsWith("00")) {
            parts.controlField(tag, at)
            parts.value(window.buffer, minOf(end, from + FIELD_START), end, at + FIELD_START)
            return
        }
        // Two indicators; one that isn't ASCII has several bytes.
        val first = from + FIELD_START
        val second = first + lengthOfCharacter(window.buffer, first, end)
        val subfields = second + lengthOfCharacter(window.buffer, second, end)
        parts.dataField(tag, textOrNull(first, second), textOrNull(second, subfields), at)
        val next = nextSubfield(subfields, end)
        if (next > subfields) {
            val found = shown(window.buffer, subfields, next)
            val place = subfields - window.position
            parts.note(
                ProblemCode.SUBFIELD_DELIMITER_MISSING,
                place,
                found,
                "a blank, a dollar sign, a code and a blank",
            )
            parts.value(window.buffer, subfields, next, place)
        }
        subfields(next, end)
    }

    private fun subfields(from: Int, end: Int) {
        var start = from
        while (start < end) {
            val value = minOf(end, start + SUBFIELD_START)
            val next = nextSubfield(value, end)
            parts.subfield(textOf(window.buffer, start + 2, start + 3), start - window.position)
            parts.value(window.buffer, value, next, value - window.position)
            start = next
        }
    }

    /** Returns where the next subfield begins, with its blank, or [end]. */
    private fun nextSubfield(from: Int, end: Int): Int {
        for (index in from..end - SUBFIELD_START + 1) {
            if (isSubfieldStart(window.buffer, index, end)) return index
        }
        return end
    }

    private fun isField(from: Int, end: Int): Boolean {
        if (end - from < TAG_LENGTH ||
            (end - from > TAG_LENGTH && window.buffer.get(from + TAG_LENGTH) != BLANK)
        ) {
            return false
        }
        return (from until from + TAG_LENGTH).all { window.buffer.get(it) in 0x21..0x7E }
    }

    private fun isNamedLeader(from: Int, end: Int): Boolean =
        end - from > FIELD_START && NAME.indices.all { window.buffer.get(from + it) == NAME[it] }

    /** Whether the line begins with five digits or blanks, as leaders do. */
    private fun isNumber(from: Int, end: Int): Boolean =
        end - from >= LENGTH_DIGITS && (from until from + LENGTH_DIGITS).all {
            window.buffer.get(it) == BLANK || window.buffer.get(it) in DIGITS
        }

    private fun textOrNull(from: Int, end: Int): String? = if (from == end) null else textOf(window.buffer, from, end)

    private companion object {
        const val TAG_LENGTH = 3
        const val FIELD_START = 4
        const val LENGTH_DIGITS = 5
        val DIGITS = '0'.code.toByte()..'9'.code.toByte()
        val NAME = "LDR ".toByteArray()
    }
}
