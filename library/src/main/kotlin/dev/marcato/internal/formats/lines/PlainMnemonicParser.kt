// SPDX-License-Identifier: Apache-2.0
// Hot: reads every record of every sound file. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.lines

import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.endOfAscii
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.Tags
import java.nio.ByteBuffer

/**
 * Parses the usual records of mnemonic text: each field in one line, in UTF-8, with mnemonics for ASCII characters
 * only, and without anything to report. Gives up at the first thing that isn't plain; [MnemonicParser], which knows all
 * of the format, then parses the record instead. Both give the same result for a record that both can parse.
 */
internal class PlainMnemonicParser(private val record: RecordAssembler) {
    private var bytes: ByteBuffer = NOTHING
    private var at = 0
    private var end = 0
    private var isAscii = false

    /** Parses the record between these places of [buffer], and returns whether it is plain. */
    fun read(buffer: ByteBuffer, from: Int, to: Int): Boolean {
        bytes = buffer
        at = from
        end = to
        isAscii = endOfAscii(buffer, from, to) == to
        record.begin()
        if (!leader()) return false
        val isInUnicode = bytes.get(from + LINE_START + CODING) == UNICODE
        while (at < end) if (!field()) return false
        if (!isInUnicode && mayHoldReferences(from)) return false
        return isAscii || firstByteNotUtf8(buffer, from, to) < 0
    }

    private fun leader(): Boolean {
        val text = at + LINE_START
        if (text + LEADER_LENGTH >= end || bytes.get(at) != EQUALS || !isTag('L', 'D', 'R') ||
            !areBlanks()
        ) {
            return false
        }
        for (index in text until text + LEADER_LENGTH) if (!isPlainInColumn(bytes.get(index))) return false
        record.leader(bytes, text)
        for (index in text until text + LEADER_LENGTH) {
            if (bytes.get(index) == BACKSLASH) record.leader(index - text, BLANK)
        }
        at = text + LEADER_LENGTH
        return lineEnd()
    }

    private fun field(): Boolean {
        if (at + LINE_START >= end || bytes.get(at) != EQUALS || !areBlanks()) return false
        val first = bytes.get(at + 1)
        val second = bytes.get(at + 2)
        val third = bytes.get(at + 3)
        if (first !in 0x21..0x7E || second !in 0x21..0x7E || third !in 0x21..0x7E) return false
        val tag = Tags.pack(first, second, third)
        if (tag == LEADER_TAG || tag == OLD_LEADER_TAG) return false
        at += LINE_START
        if (Tags.isControl(tag)) {
            record.controlField(tag)
            return controlText()
        }
        if (at + 3 >= end) return false
        val indicator1 = bytes.get(at)
        val indicator2 = bytes.get(at + 1)
        if (!isPlainInColumn(indicator1) || !isPlainInColumn(indicator2) || bytes.get(at + 2) != DOLLAR) return false
        record.dataField(tag, blankFor(indicator1), blankFor(indicator2))
        at += 2
        while (at < end && bytes.get(at) == DOLLAR) {
            if (at + 1 >= end) return false
            val code = bytes.get(at + 1)
            if (code !in 0x21..0x7E) return false
            record.subfield(code)
            at += 2
            if (!text(isControl = false)) return false
        }
        return lineEnd()
    }

    private fun controlText(): Boolean = text(isControl = true) && lineEnd()

    /** Parses the value, up to the end of the line or the next subfield. */
    private fun text(isControl: Boolean): Boolean {
        while (at < end) {
            val stop = endOfPlainMnemonic(bytes, at, end)
            append(at, stop)
            at = stop
            if (at == end) return true
            when (val byte = bytes.get(at)) {
                DOLLAR -> if (isControl) append(at, ++at) else return true

                LINE_FEED, CARRIAGE_RETURN -> return true

                CLOSING_BRACE -> append(at, ++at)

                BACKSLASH -> {
                    record.append(if (isControl) BLANK else byte)
                    at++
                }

                BRACE -> if (!mnemonic()) return false

                else -> return false
            }
        }
        return true
    }

    private fun append(from: Int, to: Int) {
        record.append(bytes, from, to, isAscii || endOfAscii(bytes, from, to) == to)
    }

    /** Parses a mnemonic that stands for an ASCII character. */
    private fun mnemonic(): Boolean {
        var close = at + 1
        while (close < end && close <= at + Mnemonics.LONGEST + 1 && bytes.get(close) != CLOSING_BRACE) close++
        if (close == end || bytes.get(close) != CLOSING_BRACE) return false
        val start = at + 1
        val name = String(CharArray(close - start) { (bytes.get(start + it).toInt() and 0xFF).toChar() })
        val meant = Mnemonics.bytes(name) ?: return false
        if (meant.size != 1 || meant[0] < 0 || meant[0] == ESCAPE || meant[0] in 0x1D..0x1F) return false
        record.append(meant[0])
        at = close + 1
        return true
    }

    private fun lineEnd(): Boolean {
        if (at < end && bytes.get(at) == CARRIAGE_RETURN) at++
        if (at == end) return true
        return bytes.get(at++) == LINE_FEED
    }

    private fun isTag(first: Char, second: Char, third: Char): Boolean = bytes.get(at + 1) == first.code.toByte() &&
        bytes.get(at + 2) == second.code.toByte() && bytes.get(at + 3) == third.code.toByte()

    private fun areBlanks(): Boolean = bytes.get(at + 4) == BLANK && bytes.get(at + 5) == BLANK

    private fun isPlainInColumn(byte: Byte): Boolean = byte in 0x20..0x7E

    private fun blankFor(byte: Byte): Byte = if (byte == BACKSLASH) BLANK else byte

    private fun mayHoldReferences(from: Int): Boolean {
        for (index in from until end - 1) {
            if (bytes.get(index) == '&'.code.toByte() && bytes.get(index + 1) == '#'.code.toByte()) return true
        }
        return false
    }

    private companion object {
        /** The equals sign, the tag, and two blanks. */
        const val LINE_START = 6
        const val CODING = 9
        const val UNICODE = 'a'.code.toByte()
        const val ESCAPE: Byte = 0x1B
        val NOTHING: ByteBuffer = ByteBuffer.allocate(0)
    }
}
