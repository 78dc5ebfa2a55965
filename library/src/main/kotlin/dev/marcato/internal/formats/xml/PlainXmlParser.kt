// SPDX-License-Identifier: Apache-2.0
// Hot: reads the MARCXML that dumps are made of. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.xml

import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.Tags
import java.nio.ByteBuffer

/**
 * Parses a record that is plain MARCXML, byte by byte: only elements, attributes and references that MARCXML has, all
 * tags with the same prefix or none, and no problems. Rejects anything else, however harmless; [PlatformXmlParser]
 * parses that.
 *
 * Both give the same result for a record that is plain.
 */
internal class PlainXmlParser(private val assembler: RecordAssembler, private val maxValue: Int) {
    private var names = RecordNames("")
    private var buffer = NOTHING
    private var limit = 0
    private var index = 0

    // Whether any of the record's values holds a byte beyond ASCII.
    private var isBeyondAscii = false

    // The attributes of the last tag.
    private val attributes = PlainAttributes()

    val end: Int get() = index

    /**
     * Parses the record whose tag begins at [from], with a prefix of [prefixLength] bytes, colon included; ignores
     * everything from [limit] on. Returns whether it is plain, and ends before that.
     */
    fun read(buffer: ByteBuffer, from: Int, limit: Int, prefixLength: Int, isUtf8: Boolean): Boolean {
        this.buffer = buffer
        this.limit = limit
        if (!names.hasPrefix(buffer, from + 1, prefixLength)) names = RecordNames(textAt(from + 1, prefixLength))
        index = from + 1 + prefixLength + RECORD_LENGTH
        isBeyondAscii = false
        if (!attributes.skip(buffer, index, limit) || attributes.end - from > LONGEST_PIECE) return false
        index = attributes.end
        assembler.begin()
        if (!leader()) return false
        while (true) {
            if (!skipSpace()) return false
            if (names.dataField.isAt(buffer, index, limit)) {
                if (!dataField()) return false
            } else if (names.controlField.isAt(buffer, index, limit)) {
                if (!controlField()) return false
            } else {
                if (!names.recordEnd.isAt(buffer, index, limit)) return false
                index += names.recordEnd.length
                return !isBeyondAscii || (isUtf8 && isWellFormed(from))
            }
        }
    }

    private fun leader(): Boolean {
        if (!skipSpace() || !names.leader.isAt(buffer, index, limit)) return false
        index += names.leader.length
        if (limit - index < LEADER_LENGTH || maxValue < LEADER_LENGTH) return false
        for (at in index until index + LEADER_LENGTH) if (!isPlainLetter(buffer.get(at))) return false
        assembler.leader(buffer, index)
        index += LEADER_LENGTH
        return passed(names.leaderEnd)
    }

    private fun controlField(): Boolean {
        index += names.controlField.length
        // A tag, the quotation mark and the bracket.
        if (limit - index < TAG_LENGTH + 2) return false
        val tag = tagAt(index)
        if (!Tags.isControl(tag)) return false
        index += TAG_LENGTH
        if (buffer.get(index) != QUOTE || buffer.get(index + 1) != GREATER) return false
        index += 2
        assembler.controlField(tag)
        return value() && passed(names.controlFieldEnd)
    }

    private fun dataField(): Boolean {
        val start = index
        index += names.dataField.length
        if (RecordNames.areUsualAttributes(buffer, index, limit)) {
            val tag = tagAt(index + RecordNames.TAG)
            if (tag == 0 || Tags.isControl(tag)) return false
            val first = buffer.get(index + RecordNames.INDICATOR_1)
            val second = buffer.get(index + RecordNames.INDICATOR_2)
            if (!isPlainLetter(first) || !isPlainLetter(second)) return false
            assembler.dataField(tag, first, second)
            index += RecordNames.USUAL_LENGTH
        } else if (!unusualDataField(start + names.dataField.length - 1)) {
            return false
        }
        // A field without subfields isn't plain.
        if (!skipSpace() || !names.subfield.isAt(buffer, index, limit)) return false
        do {
            if (!subfield() || !skipSpace()) return false
        } while (names.subfield.isAt(buffer, index, limit))
        return passed(names.dataFieldEnd)
    }

    /** Parses attributes in another order, or with other white space or quotation marks. */
    private fun unusualDataField(from: Int): Boolean {
        if (!attributes.read(buffer, from, limit) || attributes.isEmptyElement) return false
        if (attributes.end - from > LONGEST_PIECE) return false
        val isComplete = attributes.tagLength == TAG_LENGTH && attributes.indicator1Length == 1 &&
            attributes.indicator2Length == 1
        if (!isComplete) return false
        val tag = tagAt(attributes.tagAt)
        val first = buffer.get(attributes.indicator1At)
        val second = buffer.get(attributes.indicator2At)
        if (tag == 0 || Tags.isControl(tag) || !isPlainLetter(first) || !isPlainLetter(second)) return false
        assembler.dataField(tag, first, second)
        index = attributes.end
        return true
    }

    private fun subfield(): Boolean {
        index += names.subfield.length
        // A code, the quotation mark and the bracket.
        if (limit - index < 3) return false
        val code = buffer.get(index)
        if (code == BLANK || !isPlainLetter(code) || buffer.get(index + 1) != QUOTE) return false
        if (buffer.get(index + 2) != GREATER) return false
        index += 3
        assembler.subfield(code)
        return value() && passed(names.subfieldEnd)
    }

    /** Appends the text before the next tag, with its references resolved. */
    private fun value(): Boolean {
        val first = index
        while (true) {
            val from = index
            val isAscii = toMarkup()
            if (index == limit) return false
            assembler.append(buffer, from, index, isAscii)
            isBeyondAscii = isBeyondAscii || !isAscii
            when (buffer.get(index)) {
                LESS -> return index - first <= maxValue

                AMPERSAND -> if (!reference()) return false

                GREATER -> {
                    val isEndOfCdata =
                        index - first >= 2 && buffer.get(index - 1) == CLOSE && buffer.get(index - 2) == CLOSE
                    if (isEndOfCdata) return false
                    assembler.append(GREATER)
                    index++
                }

                LINE_FEED, TAB -> assembler.append(buffer.get(index++))

                CARRIAGE_RETURN -> {
                    // XML parsers read every line end as a line feed.
                    index++
                    if (index == limit) return false
                    if (buffer.get(index) == LINE_FEED) index++
                    assembler.append(LINE_FEED)
                }

                else -> return false
            }
        }
    }

    /** Moves to the next byte that may be markup, or to the limit; returns whether everything before it is ASCII. */
    private fun toMarkup(): Boolean {
        var at = index
        var seen = 0L
        while (at + 8 <= limit) {
            val word = buffer.getLong(at)
            val stops = markupIn(word)
            if (stops != 0L) {
                // Bytes after the first stop aren't part of the text.
                val before = (stops and -stops) - 1
                seen = seen or (word and before)
                index = at + (java.lang.Long.numberOfTrailingZeros(stops) ushr 3)
                return seen and TOP_BITS == 0L
            }
            seen = seen or word
            at += 8
        }
        while (at < limit) {
            val byte = buffer.get(at)
            if (isMarkup(byte)) break
            seen = seen or byte.toLong()
            at++
        }
        index = at
        return seen and TOP_BITS == 0L
    }

    private fun reference(): Boolean {
        val from = index + 1
        var to = from
        while (to < limit && to - from < LONGEST_REFERENCE && buffer.get(to) != SEMICOLON) to++
        if (to == limit || to - from == LONGEST_REFERENCE) return false
        val codePoint = referenced(textAt(from, to - from))
        if (codePoint < 0) return false
        assembler.appendCodePoint(codePoint)
        index = to + 1
        return true
    }

    private fun passed(template: ExpectedBytes): Boolean {
        if (!template.isAt(buffer, index, limit)) return false
        index += template.length
        return true
    }

    /** Skips white space, and returns whether something follows, not too far away. */
    private fun skipSpace(): Boolean {
        var at = index
        while (at < limit && isSpace(buffer.get(at))) at++
        val isNear = at - index <= LONGEST_PIECE
        index = at
        return isNear && at < limit
    }

    /** Returns the packed tag, or 0 if there is none. */
    private fun tagAt(at: Int): Int {
        val first = buffer.get(at)
        val second = buffer.get(at + 1)
        val third = buffer.get(at + 2)
        val isTag = first != BLANK && second != BLANK && third != BLANK &&
            isPlainLetter(first) && isPlainLetter(second) && isPlainLetter(third)
        return if (isTag) Tags.pack(first, second, third) else 0
    }

    /** Whether the byte is printable ASCII that never has to be escaped. */
    private fun isPlainLetter(byte: Byte): Boolean =
        byte in 0x20..0x7E && byte != LESS && byte != GREATER && byte != AMPERSAND && byte != QUOTE &&
            byte != APOSTROPHE

    private fun isWellFormed(from: Int): Boolean =
        firstByteNotUtf8(buffer, from, index) < 0 && noncharacter(buffer, from, index) < 0

    private fun textAt(from: Int, length: Int): String =
        String(CharArray(length) { (buffer.get(from + it).toInt() and 0xFF).toChar() })

    companion object {
        /** The largest length of a tag, or of the white space between two tags; no reasonable one is longer. */
        const val LONGEST_PIECE: Int = 1024

        private const val TAG_LENGTH = 3
        private const val RECORD_LENGTH = 6
        private const val LONGEST_REFERENCE = 16
        private val NOTHING: ByteBuffer = ByteBuffer.allocate(0)
    }
}
