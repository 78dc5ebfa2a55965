// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.record.nextDelimiter
import dev.marcato.internal.writing.FormatSigns
import dev.marcato.internal.writing.TextEncoder
import dev.marcato.internal.writing.Unwritable
import java.nio.ByteBuffer

/**
 * Writes the line view as YAZ prints it, in UTF-8: the leader, a line per field, and a blank line.
 *
 * [dev.marcato.Record.toString] differs: it has `LDR` before the leader, and neither blanks nor a blank line at the
 * end.
 *
 * The format has no escapes, so it can't carry line ends in text, nor text in which a subfield would begin.
 */
internal class LineViewEncoder(options: WriteOptions) : TextEncoder(options, LineViewSigns) {

    override fun write(record: Record, block: ByteBlock): MarcProblem? {
        val bytes = littleEndian(record.bytes)
        append(bytes, 0, LEADER_LENGTH, block)
        block.append(LINE_FEED)
        for (index in 0 until record.table.size) {
            val from = record.table.start(index)
            val to = from + lengthOf(record, index) - 1
            findLineEnd(record, index, bytes, from, to)?.let { return it }
            val tag = record.table.tag(index)
            for (shift in 16 downTo 0 step 8) block.append((tag ushr shift).toByte())
            block.append(BLANK)
            if (Tags.isControl(tag)) {
                val delimiter = nextDelimiter(bytes, from, to)
                if (delimiter < to) return Unwritable(record).delimiterInside(index, delimiter)
                append(bytes, from, to, block)
            } else {
                append(bytes, from, from + INDICATOR_COUNT, block)
                subfields(record, index, bytes, from + INDICATOR_COUNT, to, block)?.let { return it }
            }
            block.append(LINE_FEED)
        }
        block.append(LINE_FEED)
        return null
    }

    private fun subfields(
        record: Record,
        index: Int,
        bytes: ByteBuffer,
        from: Int,
        to: Int,
        block: ByteBlock,
    ): MarcProblem? {
        var at = from
        // At the start of each turn a delimiter stands at `at`.
        while (at < to) {
            val code = bytes.get(at + 1)
            if (code !in 0x21..0x7E) return Unwritable(record).oddCode(index, at + 1)
            val end = nextDelimiter(bytes, at + 2, to)
            for (place in at + 2..end) {
                if (!isSubfieldStart(bytes, place, end)) continue
                val found = "a blank, a dollar sign and a character that would begin a subfield"
                return Unwritable(record).notExpressible(index, place, found, "text without them")
            }
            block.append(BLANK)
            block.append('$'.code.toByte())
            block.append(code)
            block.append(BLANK)
            append(bytes, at + 2, end, block)
            at = end
        }
        return null
    }

    private fun findLineEnd(record: Record, index: Int, bytes: ByteBuffer, from: Int, to: Int): MarcProblem? {
        for (place in from until to) {
            if (bytes.get(place) != LINE_FEED && bytes.get(place) != CARRIAGE_RETURN) continue
            return Unwritable(record).notExpressible(index, place, "a line end", "text without line ends")
        }
        return null
    }

    private fun append(bytes: ByteBuffer, from: Int, to: Int, block: ByteBlock) {
        val start = block.extend(to - from)
        System.arraycopy(bytes.array(), from, block.bytes, start, to - from)
    }
}

/** The line view can carry text without line ends in which no subfield seems to begin. */
private object LineViewSigns : FormatSigns() {
    override val expectedInText: String get() = "text in one line, in which no subfield begins"

    override fun notTaken(text: CharSequence, from: Int): Int = (from until text.length).firstOrNull { index ->
        when (text[index]) {
            '\n', '\r' -> true
            '$' -> index > 0 && text[index - 1] == ' ' && isCodeAt(text, index + 1)
            else -> false
        }
    } ?: -1

    private fun isCodeAt(text: CharSequence, at: Int): Boolean =
        at < text.length && text[at] in '!'..'~' && (at + 1 == text.length || text[at + 1] == ' ')
}
