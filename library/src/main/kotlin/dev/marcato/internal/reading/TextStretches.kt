// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.record.RecordAssembler

/**
 * What the readers of text formats have in common: a format looks at the front of the [window] and says what stretch
 * begins there and how long it is; counting, limits, line numbers and the making of problems are here.
 *
 * The window's bytes are looked at until a stretch is told by one of [filler], [recorded] and [damaged], which take it
 * away. Of a stretch that is too long to be held the beginning may be let go of earlier, by [letGo].
 */
internal abstract class TextStretches(
    window: ByteWindow,
    /** How to read. */
    protected val options: ReadOptions,
) : StretchBook(window) {
    private val lines = LineCount()

    // What is wrong with bytes whose beginning has left the window.
    private var reasons: List<MarcProblem>? = null

    /** Takes what is wrong with a record. */
    protected val notes: TextNotes = TextNotes(window, lines, options.maxProblemsPerRecord)

    /** Takes the parts of a record whose shape is not in doubt. */
    protected val assembler: RecordAssembler = RecordAssembler()

    /** Takes the parts of any record, and notes down what is wrong with them. */
    protected val parts: TextRecord = TextRecord(assembler, notes)

    final override var problemCount: Long = 0
        private set

    /** How many bytes a stretch may have that is meant to be a record; a format takes more of them than ISO 2709. */
    protected val maxRecord: Int = minOf(TEXT_FACTOR * options.maxRecordBytes, Int.MAX_VALUE / 2L).toInt()

    /** How many bytes of a stretch that is no record have to be held, at most, before it is let go of. */
    protected val maxHeld: Int = maxOf(maxRecord, options.maxDamageBytes)

    /** Whether the first problem ends the reading. */
    protected val isStrict: Boolean = options.isStrict

    private val looks = EarlyLooks(maxRecord)

    /** Whether bytes of the stretch were let go of. */
    protected val isLettingGo: Boolean get() = passed > 0

    /** Ends a stretch of filler with the next [size] bytes. */
    protected fun filler(size: Int): Step = finished(Step.FILLER, size)

    /** Ends a stretch with the next [size] bytes, of which the assembler has made a record. */
    protected fun recorded(size: Int): Step {
        problems = if (notes.count == 0) emptyList() else noted(size)
        record = assembler.build(problems)
        recordCount++
        return finished(Step.RECORD, size)
    }

    /**
     * Ends a stretch with the next [size] bytes, which are no record because of what is [found] at the offset [at].
     * Where its beginning was let go of, the reason told then holds.
     */
    protected fun damaged(size: Int, code: ProblemCode, at: Int, found: String, expected: String): Step {
        val isHeld = passed == 0L && size <= options.maxDamageBytes
        problems = reasons ?: reasonsOf(code, at, found, expected, size, isHeld)
        reasons = null
        held = if (isHeld) copy(size) else null
        return finished(Step.DAMAGE, size)
    }

    /**
     * Lets go of the next [size] bytes, which belong to a stretch that goes on behind them. The first time it has to be
     * because more than [maxHeld] bytes are there, and for the reason that they will be no record.
     */
    protected fun letGo(size: Int, code: ProblemCode, at: Int, found: String, expected: String) {
        if (reasons == null) reasons = reasonsOf(code, at, found, expected, maxHeld, isHeld = false)
        pass(size)
    }

    /**
     * Reads the next [size] bytes as the beginning of a record. Returns why the record can't be read, or null, and notes
     * down what else is wrong. Only [early] calls it, and ignores what is wrong in the last [UNSURE_END] bytes.
     */
    protected abstract fun faultOfBeginning(size: Int): Fault?

    /**
     * In strict reading, ends the record if something is wrong with its first [known] bytes, whatever follows them; returns
     * null otherwise. A format calls it whenever more bytes of a record must come, and before it reads a whole one.
     */
    protected fun early(known: Int): Step? {
        if (!isStrict) return null
        while (true) {
            val size = looks.next(known)
            if (size == 0) return null
            notes.clear()
            val fault = faultOfBeginning(size)
            if (fault != null && fault.at <= size - UNSURE_END) {
                return damaged(size, fault.code, fault.at, fault.found, fault.expected)
            }
            val first = notes.problems(size, recordCount, assembler.controlNumber(), 1).firstOrNull()
            notes.clear()
            if (first != null && first.position.offsetInRecord <= size - UNSURE_END) {
                problems = listOf(first)
                held = null
                return finished(Step.DAMAGE, size)
            }
        }
    }

    /** Lets go of the next [size] bytes of filler, which goes on behind them. */
    protected fun passFiller(size: Int) {
        pass(size)
    }

    private fun reasonsOf(
        code: ProblemCode,
        at: Int,
        found: String,
        expected: String,
        known: Int,
        isHeld: Boolean,
    ): List<MarcProblem> {
        val reason = notes.damage(code, at, found, expected, minOf(known, maxHeld), recordCount)
        if (isHeld) return listOf(reason)
        val notHeld = notes.damage(
            ProblemCode.DAMAGE_TOO_LARGE,
            0,
            "more than ${options.maxDamageBytes} bytes that are no record",
            "${options.maxDamageBytes} bytes at most, for them to be held",
            minOf(known, maxHeld),
            recordCount,
        )
        return listOf(reason, notHeld)
    }

    override fun consume(size: Int) {
        lines.pass(window.buffer, window.position, window.position + size, window.offset)
        super.consume(size)
    }

    private fun noted(size: Int): List<MarcProblem> {
        val left = minOf(maxOf(0, options.maxProblems - problemCount), Int.MAX_VALUE.toLong()).toInt()
        problemCount += notes.count
        return notes.problems(size, recordCount, assembler.controlNumber(), left)
    }

    private fun finished(step: Step, size: Int): Step {
        val _ = finish(step, size)
        notes.clear()
        looks.restart()
        return step
    }

    private companion object {
        const val TEXT_FACTOR = 4L
    }
}
