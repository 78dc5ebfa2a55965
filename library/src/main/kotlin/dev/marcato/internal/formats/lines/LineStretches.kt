// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.FIRST_LOOK
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.Step
import dev.marcato.internal.reading.TextStretches
import dev.marcato.internal.reading.lengthOfMark
import dev.marcato.internal.reading.mayBecomeMark

/**
 * Cuts a format with one field per line into stretches: a record is consecutive lines, filler is lines between records.
 *
 * A line ends in a line feed, which a carriage return may precede; the last one may end with the input. No line says
 * how many follow, so an input that was cut off between two lines looks complete.
 */
internal abstract class LineStretches(window: ByteWindow, options: ReadOptions) : TextStretches(window, options) {
    private val maxLine = options.limits.valueBytes

    // How much of a line strict reading looks at before it reports that the line is too long.
    private val farthest = minOf(maxOf(maxLine, FIRST_LOOK), Int.MAX_VALUE - 1) + 1
    private var isInRecord = false

    // Where the search for a line feed continues in the next line.
    private var searched = 0

    // Where the next line begins, and whether that is inside a line whose beginning was dropped.
    private var next = 0
    private var isMidLine = false

    // Where the last line ends that isn't blank, and where the first line begins that is too long.
    private var contentEnd = 0
    private var longLine = NONE

    /** Whether the line between these places of the buffer belongs to no record. */
    protected open fun isFiller(from: Int, to: Int): Boolean = isBlankLine(from, to)

    /** Begins a record with the line between these places. */
    protected abstract fun begin(from: Int, to: Int)

    /** Whether the line between these places, which isn't the first one, no longer belongs to the record. */
    protected abstract fun isBeyond(from: Int, to: Int): Boolean

    /** Parses the next [size] bytes: a record, or the beginning of one; returns why they aren't one, or null. */
    protected abstract fun read(size: Int, isWhole: Boolean): Fault?

    override fun advance(): Step {
        if (!isInRecord) {
            val step = front()
            if (step != null) return step
        }
        return inRecord()
    }

    /**
     * Whether there are only blanks and line ends between these places, and no more of them than a record may have
     * bytes.
     */
    protected fun isBlankLine(from: Int, to: Int): Boolean {
        if (to - from > maxRecord) return false
        for (index in from until to) if (!isBlank(window.buffer.get(index))) return false
        return true
    }

    /** Returns where the text ends of the line between these places, which include its line end. */
    protected fun endOfText(from: Int, to: Int): Int = endOfText(window.buffer, from, to)

    /** Returns where the line ends that begins at [from], in a record that ends at [end]. */
    protected fun endOfLine(from: Int, end: Int): Int {
        val found = nextLineFeed(window.buffer, from, end)
        return if (found == end) end else found + 1
    }

    private fun front(): Step? {
        if (window.mayBecomeMark()) return Step.MORE
        var filled = window.lengthOfMark()
        while (true) {
            if (filled == window.available && window.isComplete) {
                return if (filled > 0 || isLettingGo) filler(filled).also { searched = 0 } else Step.END
            }
            val end = endOfLine(filled)
            val length = (if (end < 0) window.available else end) - filled
            if (end < 0 && length <= maxRecord && !isRecordAhead(filled, length)) {
                passFiller(filled)
                searched -= filled
                return Step.MORE
            }
            if (end < 0 || length > maxRecord || !isFiller(window.position + filled, window.position + end)) break
            filled = end
        }
        if (filled > 0 || isLettingGo) return filler(filled).also { searched = 0 }
        isInRecord = true
        next = 0
        isMidLine = false
        contentEnd = 0
        longLine = NONE
        return null
    }

    /** Whether strict reading takes a line as the first one of a record once [length] bytes of it are there. */
    private fun isRecordAhead(from: Int, length: Int): Boolean = isStrict && length >= FIRST_LOOK &&
        !isFiller(window.position + from, window.position + from + LINE_BEGINNING)

    private fun inRecord(): Step {
        while (true) {
            val end = if (next == window.available && window.isComplete) next else endOfLine(next)
            if (isStrict) beforeEnd(end)?.let { return it }
            if (end < 0 && (isMidLine || !endsBeforeLongLine())) return more()
            if (end < 0) break
            if (end == next) break
            val from = window.position + next
            val to = window.position + end
            if (next == 0 && !isLettingGo) {
                begin(from, to)
            } else if (!isMidLine && isBeyond(from, to)) {
                break
            }
            isMidLine = false
            if (end - next > maxLine && longLine == NONE) longLine = next
            if (!isBlankLine(from, to)) contentEnd = end
            next = end
        }
        early(next)?.let { return it }
        isInRecord = false
        searched = 0
        val size = next
        if (isLettingGo || size > maxRecord) return damaged(size, tooLarge())
        if (longLine != NONE) return damaged(size, tooLong(longLine))
        val wrong = read(contentEnd, isWhole = true)
        return if (wrong == null) recorded(contentEnd) else damaged(contentEnd, wrong)
    }

    /**
     * Ends the record early if that is possible before its next line, which ends at [end], or at -1 if that is unknown.
     */
    private fun beforeEnd(end: Int): Step? {
        val line = (if (end < 0) window.available else end) - next
        val from = window.position + next
        // A shorter line that isn't complete may belong to the next record.
        val isLong = line >= FIRST_LOOK && (next == 0 || !isBeyond(from, from + LINE_BEGINNING))
        val known = next + if (isLong) minOf(line, farthest) else 0
        early(known)?.let { return it }
        val wrong = if (longLine != NONE || !isLong || line < farthest) longLine else next
        return if (wrong == NONE || known < FIRST_LOOK) null else damaged(known, tooLong(wrong))
    }

    override fun faultOfBeginning(size: Int): Fault? = if (size > maxRecord) tooLarge() else read(size, isWhole = false)

    private fun tooLarge(): Fault =
        Fault(ProblemCode.RECORD_TOO_LARGE, 0, "a record of more than $maxRecord bytes", atMost(maxRecord))

    private fun tooLong(line: Int): Fault =
        Fault(ProblemCode.VALUE_TOO_LARGE, line, "a line of more than $maxLine bytes", atMost(maxLine))

    private fun damaged(size: Int, wrong: Fault): Step =
        damaged(size, wrong.code, wrong.at, wrong.found, wrong.expected)

    private fun more(): Step {
        // An incomplete line may belong to another record, unless it is longer than any record.
        val size = if (isMidLine || isLongLine()) window.available else next
        if (size > maxHeld || (isLettingGo && size > 0)) {
            val wrong = tooLarge()
            if (isStrict) return damaged(size, wrong)
            isMidLine = size > next
            letGo(size, wrong.code, wrong.at, wrong.found, wrong.expected)
            next = 0
            searched = maxOf(0, searched - size)
        }
        return Step.MORE
    }

    private fun isLongLine(): Boolean = window.available - next > maxRecord

    private fun endsBeforeLongLine(): Boolean = isLongLine() && (next > 0 || isLettingGo) &&
        isBeyond(window.position + next, window.limit)

    private fun atMost(limit: Int): String = "$limit bytes at most"

    /** Returns where the line ends that begins at this offset, or -1 if more bytes must come. */
    private fun endOfLine(from: Int): Int {
        val buffer = window.buffer
        val found = nextLineFeed(buffer, window.position + maxOf(from, searched), window.limit)
        searched = found - window.position
        if (found < window.limit) return searched + 1
        return if (window.isComplete) window.available else -1
    }

    private companion object {
        const val NONE = -1

        // These bytes show the kind of a line, unless all of them are blank.
        const val LINE_BEGINNING = 64
    }
}

private fun isBlank(byte: Byte): Boolean = byte == BLANK || byte in 0x09..0x0D || byte == 0.toByte()
