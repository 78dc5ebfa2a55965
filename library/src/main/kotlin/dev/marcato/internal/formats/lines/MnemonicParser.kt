// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.TextRecord
import dev.marcato.internal.record.Tags
import java.nio.ByteBuffer

/** Whether the line begins like a leader: `=LDR`, or `=000` as in old MARCMaker files. */
internal fun isLeaderLine(bytes: ByteBuffer, from: Int, to: Int): Boolean {
    if (to - from <= LEADER_NAME_LENGTH) return false
    if (bytes.get(from) != '='.code.toByte() || bytes.get(from + LEADER_NAME_LENGTH) != ' '.code.toByte()) return false
    val tag = Tags.pack(bytes.get(from + 1), bytes.get(from + 2), bytes.get(from + 3))
    return tag == LEADER_TAG || tag == OLD_LEADER_TAG
}

private const val LEADER_NAME_LENGTH = 4

internal const val LEADER_TAG: Int = 0x4C4452

internal const val OLD_LEADER_TAG: Int = 0x303030

/**
 * Parses any record of mnemonic text.
 *
 * A line that doesn't begin with an equals sign continues the one before without anything between them, because
 * MARCMaker breaks long lines that way: the blank between two words stands on either side of the break. In indicators
 * and control fields a backslash is a blank. Curly brackets around anything but a mnemonic stay unchanged.
 */
internal class MnemonicParser(private val parts: TextRecord) {
    private val value = MnemonicValue(parts)
    private var bytes: ByteBuffer = ByteBuffer.allocate(0)
    private var front = 0

    private enum class Part { NONE, LEADER, CONTROL_FIELD, DATA_FIELD }

    fun read(buffer: ByteBuffer, from: Int, to: Int) {
        bytes = buffer
        front = from
        parts.begin()
        value.begin(buffer, from, isInUnicode = false)
        var part = Part.NONE
        var at = from
        var last = from
        while (at < to) {
            val next = minOf(nextLineFeed(buffer, at, to) + 1, to)
            val end = endOfText(buffer, at, next)
            when (buffer.get(at)) {
                EQUALS -> {
                    value.end()
                    part = line(at, end)
                }

                // Comments.
                NUMBER_SIGN -> Unit

                else -> continued(part, at, end)
            }
            at = next
            last = end
        }
        value.end()
        parts.end(last - from)
    }

    private fun line(from: Int, end: Int): Part {
        var tagEnd = from + 1
        while (tagEnd < minOf(end, from + 1 + LONGEST_TAG) && bytes.get(tagEnd) != BLANK) tagEnd++
        val isCut = tagEnd < end && bytes.get(tagEnd) == BLANK
        // Without a blank after it, a tag has its usual three characters.
        if (!isCut) tagEnd = minOf(end, from + 1 + TAG_LENGTH)
        var content = tagEnd
        while (content < minOf(end, tagEnd + 2) && bytes.get(content) == BLANK) content++
        val tag = textOf(bytes, from + 1, tagEnd)
        if (tag in LEADER_TAGS) {
            parts.leader(textOf(bytes, content, end).replace('\\', ' '), content - front)
            // Mnemonics beyond ASCII mean the same in all records, but an escape character doesn't.
            value.begin(bytes, front, isInUnicode = end > content + CODING && bytes.get(content + CODING) == UNICODE)
            return Part.LEADER
        }
        if (tag.startsWith("00")) {
            parts.controlField(tag, from - front)
            controlText(content, end)
            return Part.CONTROL_FIELD
        }
        dataField(tag, from, content, end)
        return Part.DATA_FIELD
    }

    private fun continued(part: Part, from: Int, end: Int) {
        when (part) {
            Part.CONTROL_FIELD -> controlText(from, end)
            Part.DATA_FIELD -> subfields(from, end)
            Part.NONE, Part.LEADER -> parts.leftOut(shown(bytes, from, end), from - front)
        }
    }

    private fun controlText(from: Int, end: Int) {
        var start = from
        for (index in from until end) {
            if (bytes.get(index) != BACKSLASH) continue
            value.add(start, index)
            value.addBlank(index)
            start = index + 1
        }
        value.add(start, end)
    }

    private fun dataField(tag: String, line: Int, from: Int, end: Int) {
        var dollar = from
        while (dollar < end && bytes.get(dollar) != DOLLAR) dollar++
        // An indicator that isn't ASCII has several bytes.
        val second = minOf(dollar, from + lengthOfCharacter(bytes, from, dollar))
        val text = minOf(dollar, second + lengthOfCharacter(bytes, second, dollar))
        parts.dataField(tag, indicator(from, second), indicator(second, text), line - front)
        if (text < dollar) {
            val found = shown(bytes, text, dollar)
            parts.note(ProblemCode.SUBFIELD_DELIMITER_MISSING, text - front, found, "a dollar sign and a subfield code")
            value.add(text, dollar)
        }
        subfields(dollar, end)
    }

    private fun indicator(from: Int, end: Int): String? =
        if (from == end) null else textOf(bytes, from, end).let { if (it == "\\") " " else it }

    /** Parses text that begins inside a value, or with the dollar sign of a subfield. */
    private fun subfields(from: Int, end: Int) {
        var start = from
        var index = from
        while (index < end) {
            if (bytes.get(index) != DOLLAR) {
                index++
                continue
            }
            value.add(start, index)
            value.end()
            val code = index + 1
            start = code + lengthOfCharacter(bytes, code, end)
            parts.subfield(textOf(bytes, code, start), index - front)
            index = start
        }
        value.add(start, end)
    }

    private companion object {
        const val TAG_LENGTH = 3
        const val LONGEST_TAG = 8
        const val CODING = 9
        const val UNICODE = 'a'.code.toByte()
        val LEADER_TAGS = setOf("LDR", "000")
    }
}
