// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bibliographic

import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.record.isAscii
import dev.marcato.internal.record.scanSubfields

// A bit for each letter, because every title of a catalogue checks every code.
private val TITLE_CODES = "abdefgknps".fold(0) { letters, code -> letters or (1 shl code - 'a') }
private val TITLE_TAG = Tags.pack("245")

internal fun titleOf(record: Record): String? {
    val field = record.bibliographicField(TITLE_TAG) ?: return null
    // Titles are the most frequent request: most of them need no text except the result.
    if (field.isAscii) {
        val title = PlainTitle(field)
        if (title.isComplete) return title.withoutEndMarks()
    }
    val title = StringBuilder(field.end - field.start)
    scanSubfields(field.buffer, field.start, field.end) { code, from, to ->
        if (code == 'h') {
            title.append(marksAfterBracket(field.textAt(from, to)))
        } else if (isTitleCode(code)) {
            title.appendPart(field.textAt(from, to))
        }
    }
    return title.withoutEndMarks()
}

private fun isTitleCode(code: Char): Boolean = code in 'a'..'z' && (TITLE_CODES ushr (code - 'a')) and 1 != 0

/**
 * An ASCII title without a medium, put together from the bytes of its subfields; any other title isn't [isComplete].
 */
private class PlainTitle(field: DataField) {
    private val source = field.bytes
    private val joined = ByteArray(field.end - field.start)
    private var length = 0

    /** Whether the title has nothing else. */
    var isComplete = true
        private set

    init {
        scanSubfields(field.buffer, field.start, field.end) { code, from, to ->
            if (code == 'h') isComplete = false
            if (isTitleCode(code)) appendTrimmed(from, to)
        }
    }

    fun withoutEndMarks(): String? {
        var end = length
        while (end > 0 && isEndMark(joined[end - 1])) end--
        return if (end == 0) null else decodeText(joined, 0, end, isAscii = true)
    }

    private fun appendTrimmed(from: Int, to: Int) {
        var first = from
        var end = to
        while (first < end && isWhitespace(source[first])) first++
        while (end > first && isWhitespace(source[end - 1])) end--
        if (first == end) return
        if (length > 0) joined[length++] = BLANK
        System.arraycopy(source, first, joined, length, end - first)
        length += end - first
    }

    private fun isWhitespace(byte: Byte): Boolean = byte <= BLANK && byte.toInt().toChar().isWhitespace()

    // In ASCII every mark comes before the letters, and nearly every title ends in a letter.
    private fun isEndMark(byte: Byte): Boolean = byte < LETTERS && isEndMark(byte.toInt().toChar())

    private companion object {
        const val BLANK: Byte = 0x20
        const val LETTERS: Byte = 0x40
    }
}

/** In `[microform] :` the colon doesn't belong to the medium but precedes the rest of the title. */
private fun marksAfterBracket(medium: String): String {
    val marks = medium.substring(medium.lastIndexOf(']') + 1).trimEnd()
    return if (marks.all { it == ' ' || it == '.' || it in END_MARKS }) marks else ""
}
