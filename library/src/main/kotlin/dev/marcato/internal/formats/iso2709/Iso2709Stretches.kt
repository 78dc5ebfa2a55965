// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.quoted
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.FIRST_LOOK
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.Step
import dev.marcato.internal.reading.StretchBook
import dev.marcato.internal.reading.TextRules
import dev.marcato.internal.reading.isStrict

/**
 * Cuts ISO 2709 into stretches.
 *
 * Plain records go a short way, from frame to table. Bytes that begin neither with one nor with
 * another sound record go to [RecordRepair], up to the next boundary. Neither way looks back, so the same bytes become
 * the same stretches however they arrive.
 *
 * @param range which stretches to deliver; the window must begin at its start
 */
internal class Iso2709Stretches(
    window: ByteWindow,
    private val options: ReadOptions,
    private val range: ExtentRange = ExtentRange.ALL,
) : StretchBook(window) {
    private enum class State { ENTERING, AT_FRONT, SEARCHING, LETTING_GO }

    private val framer = Framer(window)
    private val rules = TextRules(options)
    private val parser = PlainParser(options, rules)
    private val sound = SoundRecord()
    private val search = BoundarySearch(window)
    private var state = if (range.from > 0 || range.until == 0L) State.ENTERING else State.AT_FRONT

    // How many bytes after a repaired record, up to the next boundary, belong to no record.
    private var rest = 0

    // Whether the stretch before ended in a record terminator; known only if the range may have an end.
    private var isBehindTerminator = false

    override var problemCount: Long = range.before?.problems ?: 0L
        private set

    override val recordIndex: Long? get() = range.before?.let { it.records + recordCount }

    override fun advance(): Step = when (state) {
        State.ENTERING -> enter()
        State.AT_FRONT -> front()
        State.SEARCHING -> searchOn()
        State.LETTING_GO -> letGo()
    }

    /** Skips to the first anchor of the range. */
    private fun enter(): Step {
        while (window.available > 0 && window.offset + 1 < range.until) {
            if (window.buffer.get(window.position) == RECORD_TERMINATOR) {
                val anchor = anchorAt(knownBytes(), window.position + 1)
                if (anchor == Answer.UNKNOWN) return Step.MORE
                if (anchor == Answer.YES) {
                    window.consume(1)
                    state = State.AT_FRONT
                    return front()
                }
            }
            window.consume(1)
        }
        return if (window.offset + 1 >= range.until || window.isComplete) Step.END else Step.MORE
    }

    private fun front(): Step {
        if (window.offset >= range.until && isBehindTerminator && passed == 0L) {
            val anchor = anchorAt(knownBytes(), window.position)
            if (anchor != Answer.NO) return if (anchor == Answer.YES) Step.END else Step.MORE
        }
        val isAtFiller = window.available > 0 && isFiller(window.buffer.get(window.position))
        if (passed > 0 || isAtFiller) {
            if (!skipFiller()) return Step.MORE
            if (passed > 0) return finished(Step.FILLER, 0)
        }
        if (rest > 0) return restOfDamage()
        return when (framer.next()) {
            Framing.FRAME -> framed()
            Framing.MORE -> Step.MORE
            Framing.END -> Step.END
            Framing.BROKEN -> startSearch()
        }
    }

    /** Returns whether the end of the filler has come. */
    private fun skipFiller(): Boolean {
        val buffer = window.buffer
        var index = window.position
        while (index < window.limit && isFiller(buffer.get(index))) index++
        val isOver = index < window.limit || window.isComplete
        // The last blanks may belong to the record after them.
        val blanks = if (isOver) blanksOfLength(knownBytes(), window.position, index) else LONGEST_BLANK
        val count = maxOf(0, index - window.position - if (blanks < 0) LONGEST_BLANK else blanks)
        pass(count)
        rest = maxOf(0, rest - count)
        return isOver && blanks >= 0
    }

    private fun knownBytes(): KnownBytes = KnownBytes(window.buffer, window.limit, window.isComplete)

    private fun framed(): Step {
        val plain = parser.parse(window.buffer, framer)
        if (plain != null && framer.length <= options.limits.recordBytes) {
            problems = emptyList()
            return recorded(plain, framer.length)
        }
        return if (sound.beginsAt(knownBytes(), window.position) == Answer.YES) repair(framer.length) else startSearch()
    }

    private fun startSearch(): Step {
        search.restart()
        state = State.SEARCHING
        return searchOn()
    }

    private fun searchOn(): Step {
        val boundary = search.next()
        if (options.isStrict) early(if (boundary == BoundarySearch.MORE) search.reach else boundary)?.let { return it }
        if (boundary == BoundarySearch.MORE) {
            // Letting go earlier could make the result depend on how much has arrived.
            val isTooLong = search.reach > maxOf(BEGINNING, mostToHold(search.reach))
            return if (isTooLong) startLettingGo() else Step.MORE
        }
        state = State.AT_FRONT
        if (boundary <= mostToHold(boundary)) return repair(boundary)
        problems = tooLarge(boundary)
        held = null
        return finished(Step.DAMAGE, boundary)
    }

    private fun startLettingGo(): Step {
        problems = tooLarge(search.reach)
        held = null
        if (options.isStrict) return finished(Step.DAMAGE, search.reach)
        state = State.LETTING_GO
        return letGo()
    }

    private fun letGo(): Step {
        val boundary = search.next()
        if (boundary == BoundarySearch.MORE) {
            hasPassed(search.letGo())
            return Step.MORE
        }
        state = State.AT_FRONT
        return finished(Step.DAMAGE, boundary)
    }

    /** How long a stretch may become before its bytes are dropped; its first [known] bytes have arrived. */
    private fun mostToHold(known: Int): Int = if (looksLikeRecord(
            known,
        )
    ) {
        maxOf(options.limits.recordBytes, options.limits.damageBytes)
    } else {
        options.limits.damageBytes
    }

    /** Whether the stretch begins like a record, judging by its first [known] bytes alone. */
    private fun looksLikeRecord(known: Int): Boolean {
        val own = KnownBytes(window.buffer, window.position + known, isComplete = true)
        val at = window.position
        return leaderShape(own, at) == Answer.YES || directoryNearby(own, at) == Answer.YES
    }

    /**
     * In strict reading, ends a stretch without a boundary in its first [known] bytes, if these are enough; else null.
     */
    private fun early(known: Int): Step? {
        if (known <= FIRST_LOOK || mostToHold(known) < FIRST_LOOK) return null
        state = State.AT_FRONT
        return repair(FIRST_LOOK, isOpen = true)
    }

    /**
     * Makes a record of the next [size] bytes, or of the first of them, or says why they aren't a record.
     *
     * @param isOpen whether the stretch continues after them
     */
    private fun repair(size: Int, isOpen: Boolean = false): Step {
        val bytes = copy(size)
        val notes = ProblemNotes(bytes, recordIndex, window.offset, options.limits.problemsPerRecord)
        val isAtEnd = window.isComplete && size == window.available
        val repair = RecordRepair(bytes, isAtEnd, options, rules, notes, isOpen)
        val repaired = repair.repair() ?: return damaged(checkNotNull(repair.damage), bytes)
        rest = size - repair.length
        if (repair.length > options.limits.recordBytes) return tooLarge(bytes.copyOf(repair.length), notes, isOpen)
        val left = minOf(maxOf(0, options.limits.problems - problemCount), Int.MAX_VALUE.toLong()).toInt()
        problemCount += notes.count
        problems = notes.problems(repair.controlNumber, left, ProblemCode.PROBLEMS_IN_INPUT_LIMIT)
        return recorded(repaired.layOut(problems), repair.length)
    }

    private fun restOfDamage(): Step {
        val bytes = copy(rest)
        rest = 0
        val notes = ProblemNotes(bytes, recordIndex, window.offset, 1)
        val found = quoted(bytes, 0, minOf(bytes.size, SAMPLE))
        return damaged(notes.damage(ProblemCode.RECORD_LENGTH_NOT_A_NUMBER, 0, found, "a record"), bytes)
    }

    private fun tooLarge(bytes: ByteArray, notes: ProblemNotes, isOpen: Boolean): Step = damaged(
        notes.damage(
            ProblemCode.RECORD_TOO_LARGE,
            0,
            if (isOpen) "a record of at least ${bytes.size} bytes" else "a record of ${bytes.size} bytes",
            "${options.limits.recordBytes} bytes at most",
        ),
        bytes,
    )

    private fun damaged(problem: MarcProblem, bytes: ByteArray): Step {
        val isHeld = bytes.size <= options.limits.damageBytes
        problems = if (isHeld) listOf(problem) else listOf(problem, notHeld(bytes))
        held = if (isHeld) bytes else null
        return finished(Step.DAMAGE, bytes.size)
    }

    /** Says what is wrong with a stretch too long to be kept, whose first [known] bytes have arrived. */
    private fun tooLarge(known: Int): List<MarcProblem> {
        val bytes = copy(minOf(known, BYTES_AROUND))
        val notes = ProblemNotes(bytes, recordIndex, window.offset, 1)
        val problem = if (looksLikeRecord(known)) {
            val found = "more than ${maxOf(
                options.limits.recordBytes,
                options.limits.damageBytes,
            )} bytes up to the next record"
            notes.damage(ProblemCode.RECORD_TOO_LARGE, 0, found, "${options.limits.recordBytes} bytes at most")
        } else {
            val found = quoted(bytes, 0, minOf(bytes.size, SAMPLE))
            notes.damage(ProblemCode.RECORD_LENGTH_NOT_A_NUMBER, 0, found, "a record")
        }
        return listOf(problem, notHeld(bytes))
    }

    private fun notHeld(bytes: ByteArray): MarcProblem = Fault.notHeld(options).let {
        ProblemNotes(bytes, recordIndex, window.offset, 1).damage(it.code, it.at, it.found, it.expected)
    }

    private fun recorded(record: Record, size: Int): Step {
        this.record = record
        recordCount++
        return finished(Step.RECORD, size)
    }

    private fun finished(step: Step, size: Int): Step {
        if (range.mayEnd) {
            isBehindTerminator = size > 0 && window.buffer.get(window.position + size - 1) == RECORD_TERMINATOR
        }
        return finish(step, size)
    }

    private companion object {
        const val SAMPLE = 5

        // As far as a directory behind a leader that is too long is looked at: two entries.
        const val BEGINNING = LEADER_LENGTH + 1 + 2 * DIRECTORY_ENTRY_LENGTH
    }
}
