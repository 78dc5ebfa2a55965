// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.detection

import dev.marcato.MarcFormat
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer

/** How many bytes are looked at; with only white space up to there, the format is unknown. */
private const val FARTHEST = 1024

/** The length of a first line that is a leader, with its line end. */
private const val LEADER_LINE = LEADER_LENGTH + 2

private val NINE_DIGITS = 0 until 9

/** The length of what precedes the content of an Aleph sequential line: `000000001 24510 L `. */
private const val ALEPH_HEAD = 18
private const val ALEPH_SCRIPT = 16
private val ALEPH_BLANKS = intArrayOf(15, 17)

/** Where a leader gives the lengths of indicators and codes. */
private val LEADER_COUNTS = 10..11

internal fun detectFormat(bytes: ByteArray): MarcFormat? =
    FirstBytes(littleEndian(bytes), 0, bytes.size, isComplete = true).format()

/** Detects the format; the result depends only on the bytes. */
internal class FirstBytes(
    private val bytes: ByteBuffer,
    private val start: Int,
    private val limit: Int,
    private val isComplete: Boolean,
) {
    /** Whether the format is null because more bytes must come. */
    var needsMore: Boolean = false
        private set

    /** Returns the format; null if it is unknown, or if more bytes must come. */
    fun format(): MarcFormat? {
        var at = start
        while (at < limit && at - start < FARTHEST && isPassedOver(at)) at++
        if (at - start == FARTHEST) return null
        if (at == limit) return incomplete(null)
        return when (val first = bytes.get(at).toInt().toChar()) {
            '<' -> MarcFormat.XML
            '[' -> MarcFormat.JSON
            '{' -> afterBrace(at)
            '=' -> MarcFormat.MNEMONIC
            in '0'..'9' -> afterDigit(at)
            else -> if (first in ' '..'~') afterOther(at) else null
        }
    }

    /** White space, NULs, and the bytes of a byte order mark of UTF-8 or UTF-16. */
    private fun isPassedOver(at: Int): Boolean = when (bytes.get(at).toInt() and 0xFF) {
        0x20, 0x09, 0x0A, 0x0D, 0x00, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF -> true
        else -> false
    }

    private fun afterBrace(at: Int): MarcFormat? {
        var next = at + 1
        while (next < limit && next - start < FARTHEST && isBlank(bytes.get(next))) next++
        if (next == limit) return incomplete(MarcFormat.JSON)
        return if (isLineEnd(bytes.get(next))) MarcFormat.JSON else MarcFormat.JSON_LINES
    }

    private fun afterDigit(at: Int): MarcFormat? {
        for (index in NINE_DIGITS) {
            if (at + index == limit) return incomplete(MarcFormat.ISO_2709)
            if (bytes.get(at + index) !in '0'.code..'9'.code) return line(at, MarcFormat.ISO_2709)
        }
        if (at + NINE_DIGITS.last + 1 == limit) return incomplete(MarcFormat.ISO_2709)
        return if (bytes.get(at + NINE_DIGITS.last + 1) == BLANK) afterNineDigits(at) else line(at, MarcFormat.ISO_2709)
    }

    /** Either a system number, which a tag and the letter of a script follow, or a leader with digits at 5-8. */
    private fun afterNineDigits(at: Int): MarcFormat? {
        if (limit - at < ALEPH_HEAD) return incomplete(MarcFormat.ALEPH_SEQUENTIAL)
        val isAleph = ALEPH_BLANKS.all { bytes.get(at + it) == BLANK } && bytes.get(at + ALEPH_SCRIPT) != BLANK
        val mayBeLeader = LEADER_COUNTS.all { bytes.get(at + it) == BLANK || bytes.get(at + it) == TWO }
        return if (isAleph || !mayBeLeader) MarcFormat.ALEPH_SEQUENTIAL else line(at, MarcFormat.ISO_2709)
    }

    private fun afterOther(at: Int): MarcFormat? {
        for ((index, character) in LEADER_NAME.withIndex()) {
            if (at + index == limit) return incomplete(null)
            if (bytes.get(at + index) != character.code.toByte()) return line(at, null)
        }
        return MarcFormat.LINE
    }

    /** The line view, if this line holds nothing but a leader, including the blanks before it. */
    private fun line(at: Int, other: MarcFormat?): MarcFormat? {
        var begin = at
        while (begin > start && at - begin < LEADER_LENGTH && bytes.get(begin - 1) == BLANK) begin--
        for (index in begin until begin + LEADER_LINE) {
            if (index == limit) return incomplete(other)
            val byte = bytes.get(index)
            if (isLineEnd(byte)) return if (index - begin >= SHORTEST_LEADER) MarcFormat.LINE else other
            if (byte !in 0x20..0x7E) return other
        }
        return other
    }

    private fun incomplete(ifComplete: MarcFormat?): MarcFormat? {
        needsMore = !isComplete
        return if (isComplete) ifComplete else null
    }

    private fun isBlank(byte: Byte): Boolean = byte == BLANK || byte == TAB

    private fun isLineEnd(byte: Byte): Boolean = byte == LINE_FEED || byte == CARRIAGE_RETURN

    private companion object {
        const val BLANK: Byte = 0x20
        const val TWO: Byte = 0x32
        const val TAB: Byte = 0x09
        const val LINE_FEED: Byte = 0x0A
        const val CARRIAGE_RETURN: Byte = 0x0D
        const val LEADER_NAME = "LDR "

        // A leader that lost a byte or two is still a leader.
        const val SHORTEST_LEADER = LEADER_LENGTH - 2
    }
}
