// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault

/**
 * Cuts mnemonic text into stretches: a record begins with its leader and ends before a blank line or the next leader.
 * Blank lines between records are filler, and so are comments, which begin with a number sign.
 */
internal class MnemonicStretches(window: ByteWindow, options: ReadOptions) : LineStretches(window, options) {
    private val plain = PlainMnemonicParser(assembler)
    private val parser = MnemonicParser(parts)

    override fun isFiller(from: Int, to: Int): Boolean = window.buffer.get(from) == NUMBER_SIGN || isBlankLine(from, to)

    override fun begin(from: Int, to: Int) {
        // Only the lines after the first one show where a record ends.
    }

    override fun isBeyond(from: Int, to: Int): Boolean = isBlankLine(from, to) || isLeaderLine(window.buffer, from, to)

    override fun read(size: Int, isWhole: Boolean): Fault? {
        val buffer = window.buffer
        val front = window.position
        parts.begin()
        if (plain.read(buffer, front, front + size)) return null
        if (buffer.get(front) != EQUALS) {
            val found = shown(buffer, front, endOfText(front, endOfLine(front, front + size)))
            return Fault(ProblemCode.SYNTAX_WRONG, 0, found, "a line that begins with an equals sign and a tag")
        }
        parser.read(buffer, front, front + size)
        return null
    }
}
