// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.MarcProblem
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.XmlParser
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.Step
import dev.marcato.internal.reading.StretchBook

/**
 * Cuts MARCXML in UTF-16 into stretches: converts it to UTF-8 as it arrives, lets [XmlStretches] read that, and reports
 * the results at their places in UTF-16. Only the columns are those in UTF-8.
 */
internal class Utf16Stretches(
    window: ByteWindow,
    private val options: ReadOptions,
    isBigEndian: Boolean,
) : StretchBook(window) {
    private val inUtf8 = ByteWindow {}
    private val xml = XmlStretches(inUtf8, options, Declared.IN_UTF_16)
    private val transcoding = Utf16Transcoding(window, isBigEndian)

    // How much of the window was converted to UTF-8.
    private var transcoded = 0

    // The first bytes of a stretch that has left the window in part.
    private var beginning = ByteArray(0)

    override val xmlParser: XmlParser? get() = xml.xmlParser

    override fun advance(): Step {
        while (true) {
            val front = inUtf8.position
            val buffer = inUtf8.buffer
            val step = xml.advance()
            val size = transcoding.lengthOf(buffer, front, inUtf8.position)
            when (step) {
                Step.END -> return step

                Step.MORE -> {
                    if (passed == 0L && size > 0) beginning = copy(0, minOf(window.available, BYTES_AROUND))
                    pass(size)
                    if (!goOn()) return step
                }

                else -> {
                    // After filler, the problems are those of the stretch before.
                    problems = if (step == Step.FILLER) {
                        emptyList()
                    } else {
                        xml.problems.map { moved(it, transcoding.lengthOf(buffer, front, front + inStretch(it)), size) }
                    }
                    if (step == Step.DAMAGE) hold(size)
                    if (step == Step.RECORD) record = withMovedProblems(checkNotNull(xml.record))
                    recordCount = xml.recordCount
                    return finish(step, size)
                }
            }
        }
    }

    /** Converts more bytes to UTF-8; returns whether there were any, or the input has ended. */
    private fun goOn(): Boolean {
        val bytes = transcoding.next(transcoded)
        transcoded += transcoding.taken
        if (bytes.isNotEmpty()) {
            inUtf8.feed(Chunk(bytes, 0, bytes.size, isOurs = false))
        } else {
            if (!window.isComplete || inUtf8.isComplete) return false
            inUtf8.end()
        }
        return true
    }

    override fun consume(size: Int) {
        super.consume(size)
        transcoded -= size
    }

    /** Where the problem is in the part of the stretch that is still there. */
    private fun inStretch(problem: MarcProblem): Int = if (passed > 0) 0 else problem.position.offsetInRecord

    private fun hold(size: Int) {
        val isHeld = passed == 0L && xml.held != null && size <= options.limits.damageBytes
        held = if (isHeld) copy(0, size) else null
        if (isHeld || problems.size > 1) return
        val reason = problems.first()
        val fault = Fault.notHeld(options)
        problems = problems + MarcProblem.of(
            fault.code,
            Severity.FATAL,
            reason.position,
            fault.found,
            fault.expected,
            ByteArray(0),
            reason.position.byteOffset,
        )
    }

    /** Returns the record with its problems at their places in UTF-16. */
    private fun withMovedProblems(read: Record): Record =
        if (read.problems.isEmpty()) read else Record.of(read.bytes, read.table, null, problems, read.codec)

    /** Returns the problem at its place in UTF-16, [at] bytes after the front of a stretch of [size] bytes. */
    private fun moved(problem: MarcProblem, at: Int, size: Int): MarcProblem {
        val begin = window.offset - passed
        val from = maxOf(0, at - BYTES_AROUND)
        val around = if (passed > 0) beginning else copy(from, minOf(size, at + BYTES_AROUND))
        val position = problem.position.at(begin + at, at)
        return MarcProblem.of(
            problem.code,
            problem.severity,
            position,
            problem.found,
            problem.expected,
            around,
            begin + from,
        )
    }
}
