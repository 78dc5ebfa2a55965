// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** Finds the rest of MARC-8's escape sequences whose escape character was removed: `$1!0!(B`. */
internal object StrippedEscapes {
    private const val SINGLE_BYTE_FINALS = "23NQS4"

    /** Returns where the first such rest begins, or -1. */
    fun find(bytes: ByteArray, start: Int, end: Int): Int {
        for (index in start until end - 1) {
            val isFound = when (bytes[index].toInt().toChar()) {
                '$' -> isEacc(bytes, index, end)
                '(' -> isScript(bytes, index, start, end)
                else -> false
            }
            if (isFound) return index
        }
        return -1
    }

    /** A price is `$1` and digits; here only codes of EACC follow, up to the way back to ASCII. */
    private fun isEacc(bytes: ByteArray, index: Int, end: Int): Boolean {
        if (bytes[index + 1] != '1'.code.toByte()) return false
        var at = index + 2
        var count = 0
        while (at + 2 < end && isCode(bytes, at)) {
            count++
            at += 3
        }
        return count > 0 && isBackToAscii(bytes, at, end)
    }

    private fun isCode(bytes: ByteArray, at: Int): Boolean = bytes[at] in 0x21..0x7E && bytes[at + 1] in 0x21..0x7E &&
        bytes[at + 2] in 0x20..0x7E &&
        EaccTable.codePoint(bytes[at].toInt(), bytes[at + 1].toInt(), bytes[at + 2].toInt()) != 0

    /** Parentheses are closed; here one opens, none closes, and a whole word follows it. */
    private fun isScript(bytes: ByteArray, index: Int, start: Int, end: Int): Boolean {
        if (bytes[index + 1].toInt().toChar() !in SINGLE_BYTE_FINALS) return false
        if (index > start && bytes[index - 1] == ESCAPE) return false
        var at = index + 2
        while (at < end && bytes[at] >= 0x20 && !isBackToAscii(bytes, at, end)) {
            if (bytes[at] == ')'.code.toByte()) return false
            at++
        }
        if (at - index < 4 || !isBackToAscii(bytes, at, end)) return false
        val next = if (at + 2 < end) bytes[at + 2].toInt() else 0
        return next < '0'.code
    }

    private fun isBackToAscii(bytes: ByteArray, at: Int, end: Int): Boolean =
        at + 1 < end && bytes[at] == '('.code.toByte() && bytes[at + 1] == 'B'.code.toByte()

    private const val ESCAPE: Byte = 0x1B
}
