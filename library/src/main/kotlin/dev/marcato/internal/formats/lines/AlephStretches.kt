// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault

/**
 * Cuts Aleph sequential into stretches: a record is consecutive lines that begin with the same system number, such as
 * `000000001 24510 L $$aTitle`.
 *
 * A line without a number continues the one before, whose text had a line end in it, so it is read with the line feed.
 */
internal class AlephStretches(window: ByteWindow, options: ReadOptions) : LineStretches(window, options) {
    private val parser = AlephParser(parts)
    private val number = ByteArray(NUMBER_LENGTH)

    override fun begin(from: Int, to: Int) {
        for (index in number.indices) number[index] = if (from + index < to) window.buffer.get(from + index) else 0
    }

    override fun isBeyond(from: Int, to: Int): Boolean =
        isAlephLine(window.buffer, from, to) && number.indices.any { window.buffer.get(from + it) != number[it] }

    override fun read(size: Int, isWhole: Boolean): Fault? {
        val buffer = window.buffer
        val front = window.position
        val end = front + size
        if (!isAlephLine(buffer, front, endOfLine(front, end))) {
            val found = shown(buffer, front, endOfText(front, endOfLine(front, end)))
            return Fault(ProblemCode.SYNTAX_WRONG, 0, found, "a line such as 000000001 24510 L $\$aTitle")
        }
        parts.begin()
        parser.begin(buffer, front, hasNumberField(front, end))
        var at = front
        while (at < end) {
            // A line, and all that continue it.
            var next = endOfLine(at, end)
            while (next < end && !isAlephLine(buffer, next, endOfLine(next, end))) next = endOfLine(next, end)
            parser.line(at, endOfText(at, next))
            at = next
        }
        // The leader may come in any line.
        if (isWhole) parser.end(endOfText(front, end) - front)
        return null
    }

    private fun hasNumberField(from: Int, end: Int): Boolean {
        var at = from
        while (at < end) {
            val next = endOfLine(at, end)
            if (isAlephLine(window.buffer, at, next) &&
                textOf(window.buffer, at + TAG, at + TAG + 3) == "001"
            ) {
                return true
            }
            at = next
        }
        return false
    }

    private companion object {
        const val TAG = 10
        const val NUMBER_LENGTH = 9
    }
}
