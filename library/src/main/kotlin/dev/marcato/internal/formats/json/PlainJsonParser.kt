// SPDX-License-Identifier: Apache-2.0
// Hot: reads every record of every sound file. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.json

import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.Tags
import java.nio.ByteBuffer

/**
 * Parses records in the usual form of MARC-in-JSON, without anything to report: nearly all records of nearly all files.
 * Gives up at the first thing that isn't plain; [JsonRecordParser], which knows all of JSON, then parses the record
 * instead. Both give the same result for a record that both can parse.
 */
internal class PlainJsonParser(private val record: RecordAssembler, options: ReadOptions) {
    private val maxValue = options.limits.valueBytes
    private val mayNest = options.limits.depth >= DEPTH

    private var bytes: ByteBuffer = NOTHING
    private var at = 0
    private var limit = 0
    private var isAscii = true

    /**
     * Parses the object that begins at [from] into the record, and returns where it ends; -1 if it isn't plain, or ends
     * after [limit].
     */
    fun read(buffer: ByteBuffer, from: Int, limit: Int): Int {
        bytes = buffer
        at = from
        this.limit = limit
        isAscii = true
        record.begin()
        if (!mayNest || !record()) return -1
        if (!isAscii && firstByteNotUtf8(buffer, from, at) >= 0) return -1
        return at
    }

    private fun record(): Boolean {
        if (!skip(OBJECT)) return false
        var hasLeader = false
        var hasFields = false
        do {
            if (isNext(LEADER)) {
                if (hasLeader || !skip(COLON) || !leader()) return false
                hasLeader = true
            } else {
                if (hasFields || !isNext(FIELDS) || !skip(COLON) || !fields()) return false
                hasFields = true
            }
        } while (skip(COMMA))
        return hasLeader && hasFields && skip(END_OF_OBJECT)
    }

    private fun leader(): Boolean {
        if (!skip(QUOTE)) return false
        val end = at + LEADER_LENGTH
        if (end >= limit || bytes.get(end) != QUOTE || endOfPlainString(bytes, at, end) < end) return false
        for (index in at until end) if (bytes.get(index) !in 0x20..0x7E) return false
        record.leader(bytes, at)
        at = end + 1
        return true
    }

    private fun fields(): Boolean {
        if (!skip(ARRAY)) return false
        if (skip(END_OF_ARRAY)) return true
        do {
            if (!field()) return false
        } while (skip(COMMA))
        return skip(END_OF_ARRAY)
    }

    private fun field(): Boolean {
        if (!skip(OBJECT) || !skip(QUOTE) || at + 4 > limit || bytes.get(at + 3) != QUOTE) return false
        val first = bytes.get(at)
        val second = bytes.get(at + 1)
        val third = bytes.get(at + 2)
        if (!isPlainName(first) || !isPlainName(second) || !isPlainName(third)) return false
        at += 4
        if (!skip(COLON)) return false
        val tag = Tags.pack(first, second, third)
        if (!Tags.isControl(tag)) {
            if (!dataField(tag)) return false
        } else {
            record.controlField(tag)
            if (!text()) return false
        }
        return skip(END_OF_OBJECT)
    }

    private fun dataField(tag: Int): Boolean {
        if (!skip(OBJECT)) return false
        record.dataField(tag, BLANK, BLANK)
        var seen = 0
        do {
            val member = if (isNext(INDICATOR_1)) {
                1
            } else if (isNext(INDICATOR_2)) {
                2
            } else if (isNext(SUBFIELDS)) {
                4
            } else {
                return false
            }
            if (seen and member != 0 || !skip(COLON)) return false
            seen = seen or member
            if (!(if (member == 4) subfields() else indicator(member - 1))) return false
        } while (skip(COMMA))
        return seen == ALL && skip(END_OF_OBJECT)
    }

    private fun indicator(position: Int): Boolean {
        if (!skip(QUOTE) || at + 2 > limit || bytes.get(at + 1) != QUOTE) return false
        val value = bytes.get(at)
        if (value != BLANK && !isPlainName(value)) return false
        record.indicator(position, value)
        at += 2
        return true
    }

    private fun subfields(): Boolean {
        if (!skip(ARRAY)) return false
        do {
            if (!skip(OBJECT) || !skip(QUOTE) || at + 2 > limit || bytes.get(at + 1) != QUOTE) return false
            val code = bytes.get(at)
            if (!isPlainName(code)) return false
            at += 2
            if (!skip(COLON)) return false
            record.subfield(code)
            if (!text() || !skip(END_OF_OBJECT)) return false
        } while (skip(COMMA))
        return skip(END_OF_ARRAY)
    }

    private fun text(): Boolean {
        if (!skip(QUOTE)) return false
        val start = at
        while (true) {
            val end = endOfPlainString(bytes, at, limit)
            if (end == limit) return false
            val isRunAscii = isAscii(at, end)
            record.append(bytes, at, end, isRunAscii)
            isAscii = isAscii && isRunAscii
            at = end + 1
            when (bytes.get(end)) {
                QUOTE -> return end - start <= maxValue
                BACKSLASH -> if (!escape()) return false
                else -> return false
            }
        }
    }

    private fun isAscii(from: Int, to: Int): Boolean {
        var index = from
        var high = 0L
        while (index + 8 <= to) {
            high = high or bytes.getLong(index)
            index += 8
        }
        while (index < to) high = high or bytes.get(index++).toLong()
        return high and TOP_BITS == 0L
    }

    /** Parses the rest of an escape into the value. */
    private fun escape(): Boolean {
        if (at >= limit) return false
        val character = when (bytes.get(at++).toInt()) {
            '"'.code -> '"'
            '\\'.code -> '\\'
            '/'.code -> '/'
            'b'.code -> '\b'
            'f'.code -> '\u000C'
            'n'.code -> '\n'
            'r'.code -> '\r'
            't'.code -> '\t'
            'u'.code -> return escapedCodePoint()
            else -> return false
        }
        record.append(character.code.toByte())
        return true
    }

    private fun escapedCodePoint(): Boolean {
        val first = fourDigits()
        if (first < 0 || first in 0x1D..0x1F || first in 0xDC00..0xDFFF) return false
        if (first !in 0xD800..0xDBFF) {
            record.appendCodePoint(first)
            return true
        }
        if (at + 2 > limit || bytes.get(at) != BACKSLASH || bytes.get(at + 1) != 'u'.code.toByte()) return false
        at += 2
        val second = fourDigits()
        if (second !in 0xDC00..0xDFFF) return false
        record.appendCodePoint(Character.toCodePoint(first.toChar(), second.toChar()))
        return true
    }

    /** Returns the number that the next four hexadecimal digits spell, or -1. */
    private fun fourDigits(): Int {
        if (at + 4 > limit) return -1
        var number = 0
        for (index in at until at + 4) {
            val digit = Character.digit(bytes.get(index).toInt().toChar(), 16)
            if (digit < 0 || bytes.get(index) < 0) return -1
            number = number shl 4 or digit
        }
        at += 4
        return number
    }

    /** Skips white space, and then [wanted] if it follows; returns whether it does. */
    private fun skip(wanted: Byte): Boolean {
        while (at < limit) {
            val byte = bytes.get(at)
            if (byte == wanted) {
                at++
                return true
            }
            if (!isJsonBlank(byte)) return false
            at++
        }
        return false
    }

    /** Skips white space, and then [name] if it follows; returns whether it does. */
    private fun isNext(name: ByteArray): Boolean {
        while (at < limit && isJsonBlank(bytes.get(at))) at++
        if (at + name.size > limit) return false
        for (index in name.indices) if (bytes.get(at + index) != name[index]) return false
        at += name.size
        return true
    }

    private fun isPlainName(byte: Byte): Boolean = byte in 0x21..0x7E && byte != QUOTE && byte != BACKSLASH

    private companion object {
        // The object of the record, the array of fields, a field and its content, the array of subfields, a subfield.
        const val DEPTH = 6
        const val ALL = 7
        const val BLANK: Byte = 0x20
        val NOTHING: ByteBuffer = ByteBuffer.allocate(0)
        val LEADER = "\"leader\"".toByteArray()
        val FIELDS = "\"fields\"".toByteArray()
        val INDICATOR_1 = "\"ind1\"".toByteArray()
        val INDICATOR_2 = "\"ind2\"".toByteArray()
        val SUBFIELDS = "\"subfields\"".toByteArray()
    }
}

internal fun isJsonBlank(byte: Byte): Boolean =
    byte == ' '.code.toByte() || byte == '\n'.code.toByte() || byte == '\r'.code.toByte() || byte == '\t'.code.toByte()
