// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.record.RecordAssembler

/**
 * The common part of the readers of text formats. A format looks at the front of the [window], and ends the stretch
 * there by [filler], [recorded] or [damaged], which remove its bytes. Counting, limits, line numbers and problems are
 * done here.
 *
 * [letGo] drops the beginning of a stretch that is too long to be kept.
 */
internal abstract class TextStretches(
    window: ByteWindow,
    /** How to read. */
    protected val options: ReadOptions,
) : StretchBook(window) {
    private val lines = LineCount()

    // What is wrong with bytes whose beginning has left the window.
    private var reasons: List<MarcProblem>? = null

    /** Collects what is wrong with a record. */
    protected val notes: TextNotes = TextNotes(window, lines, options.limits.problemsPerRecord)

    /** Takes the parts of a record that are surely right. */
    protected val assembler: RecordAssembler =
        // A record that is there as a whole needs no more room than its text has.
        if (window.isComplete) {
            RecordAssembler(
                minOf(window.available, RecordAssembler.MOST_AT_FIRST),
            )
        } else {
            RecordAssembler()
        }

    /** Takes the parts of any record, and notes what is wrong with them. */
    protected val parts: TextRecord = TextRecord(assembler, notes)

    final override var problemCount: Long = 0
        private set

    /** The largest record in bytes; a text format needs more of them than ISO 2709. */
    protected val maxRecord: Int = minOf(TEXT_FACTOR * options.limits.recordBytes, Int.MAX_VALUE / 2L).toInt()

    /** How many bytes of a stretch are kept before its beginning is dropped. */
    protected val maxHeld: Int = maxOf(maxRecord, options.limits.damageBytes)

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
     * Ends a stretch with the next [size] bytes, which aren't a record because of what is [found] at the offset [at].
     * If its beginning was dropped, the reason given then holds.
     */
    protected fun damaged(size: Int, code: ProblemCode, at: Int, found: String, expected: String): Step {
        val isHeld = passed == 0L && size <= options.limits.damageBytes
        problems = reasons ?: reasonsOf(code, at, found, expected, size, isHeld)
        reasons = null
        held = if (isHeld) copy(size) else null
        return finished(Step.DAMAGE, size)
    }

    /**
     * Drops the next [size] bytes of a stretch that continues after them. The first time, more than [maxHeld] bytes
     * must be there, and the reason must be why they won't be a record.
     */
    protected fun letGo(size: Int, code: ProblemCode, at: Int, found: String, expected: String) {
        if (reasons == null) reasons = reasonsOf(code, at, found, expected, maxHeld, isHeld = false)
        pass(size)
    }

    /**
     * Reads the next [size] bytes as the beginning of a record. Returns why the record can't be read, or null, and
     * notes down what else is wrong. Only [early] calls it, and ignores what is wrong in the last [UNSURE_END] bytes.
     */
    protected abstract fun faultOfBeginning(size: Int): Fault?

    /**
     * In strict reading, ends the record if something is wrong with its first [known] bytes, whatever follows them;
     * returns null otherwise. A format calls it whenever more bytes of a record must come, and before it reads a whole
     * one.
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

    /** Drops the next [size] bytes of filler, which continues after them. */
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
        val fault = Fault.notHeld(options)
        val held = minOf(known, maxHeld)
        val notHeld = notes.damage(fault.code, fault.at, fault.found, fault.expected, held, recordCount)
        return listOf(reason, notHeld)
    }

    override fun consume(size: Int) {
        lines.pass(window.buffer, window.position, window.position + size, window.offset)
        super.consume(size)
    }

    private fun noted(size: Int): List<MarcProblem> {
        val left = minOf(maxOf(0, options.limits.problems - problemCount), Int.MAX_VALUE.toLong()).toInt()
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
