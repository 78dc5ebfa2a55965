// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.BYTES_AROUND
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.XmlParser
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.Step
import dev.marcato.internal.reading.Stretches

/**
 * Cuts MARCXML in UTF-16 into stretches: converts it to UTF-8 as it arrives, lets [XmlStretches] read that, and reports
 * the results at their places in UTF-16. Only the columns are those in UTF-8.
 */
internal class Utf16Stretches(
    private val window: ByteWindow,
    private val options: ReadOptions,
    isBigEndian: Boolean,
) : Stretches {
    private val inUtf8 = ByteWindow {}
    private val xml = XmlStretches(inUtf8, options, isTranscoded = true)
    private val transcoding = Utf16Transcoding(window, isBigEndian)

    // How much of the window was converted to UTF-8, and how much of the stretch has left the window.
    private var transcoded = 0
    private var passed = 0L

    override val record: Record? get() = xml.record
    override val recordCount: Long get() = xml.recordCount
    override val xmlParser: XmlParser? get() = xml.xmlParser

    override var problems: List<MarcProblem> = emptyList()
        private set
    override var held: ByteArray? = null
        private set
    override var offset: Long = 0
        private set
    override var length: Long = 0
        private set

    override fun advance(): Step {
        while (true) {
            val front = inUtf8.position
            val buffer = inUtf8.buffer
            val step = xml.advance()
            val size = transcoding.lengthOf(buffer, front, inUtf8.position)
            when (step) {
                Step.END -> return step

                Step.MORE -> {
                    consume(size)
                    passed += size
                    if (!goOn()) return step
                }

                else -> {
                    problems =
                        xml.problems.map { moved(it, transcoding.lengthOf(buffer, front, front + inStretch(it))) }
                    if (step == Step.DAMAGE) hold(size)
                    offset = window.offset - passed
                    consume(size)
                    length = passed + size
                    passed = 0
                    return step
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

    private fun consume(size: Int) {
        window.consume(size)
        transcoded -= size
    }

    /** Where the problem is in the part of the stretch that is still there. */
    private fun inStretch(problem: MarcProblem): Int = if (passed > 0) 0 else problem.position.offsetInRecord

    private fun hold(size: Int) {
        val isHeld = passed == 0L && xml.held != null && size <= options.maxDamageBytes
        held = if (isHeld) copy(0, size) else null
        if (isHeld || problems.size > 1) return
        val reason = problems.first()
        val found = "more than ${options.maxDamageBytes} bytes that are no record"
        val expected = "${options.maxDamageBytes} bytes at most, for them to be held"
        problems = problems + MarcProblem.of(
            ProblemCode.DAMAGE_TOO_LARGE,
            Severity.FATAL,
            reason.position,
            found,
            expected,
            ByteArray(0),
            reason.position.byteOffset,
        )
    }

    /** Returns the problem at its place in UTF-16, [at] bytes after the front of the window. */
    private fun moved(problem: MarcProblem, at: Int): MarcProblem {
        val from = maxOf(0, at - BYTES_AROUND)
        val around = copy(from, minOf(window.available, at + BYTES_AROUND))
        val position = problem.position.at(window.offset - passed + at, at)
        val severity = problem.severity
        return MarcProblem.of(
            problem.code,
            severity,
            position,
            problem.found,
            problem.expected,
            around,
            window.offset + from,
        )
    }

    private fun copy(from: Int, to: Int): ByteArray =
        ByteArray(maxOf(0, to - from)) { window.buffer.get(window.position + from + it) }
}
