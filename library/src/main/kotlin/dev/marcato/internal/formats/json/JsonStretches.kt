// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.Step
import dev.marcato.internal.reading.TextStretches
import dev.marcato.internal.reading.lengthOfMark
import dev.marcato.internal.reading.mayBecomeMark

/**
 * Cuts JSON into stretches. Records are objects: one per line, elements of an array, or one after the other. Blanks,
 * commas and array brackets between them are filler, whether or not the array is complete.
 *
 * An object may also hold arrays of records, such as FOLIO's answers; then everything around them is filler, too. Such
 * an object has to be held as a whole, and so has to keep the limits of a record.
 *
 * A well-formed object that isn't a record is damage by itself. After ill-formed JSON nothing can be trusted until the
 * next object that begins like a record: see [beginsLikeRecord].
 */
internal class JsonStretches(window: ByteWindow, options: ReadOptions) : TextStretches(window, options) {
    private enum class State { AT_FRONT, IN_OBJECT, AT_WHOLE, IN_ENVELOPE, SEARCHING }

    private val plain = PlainJsonParser(assembler, options)
    private val parser = JsonRecordParser(parts)
    private val frame = JsonFrame(window, options, maxRecord)
    private val envelope = JsonEnvelope(parts)
    private var state = State.AT_FRONT

    // The number of open arrays around the records.
    private var openArrays = 0

    // The length of the plain record that was read.
    private var plainSize = 0

    // How far the search for the next record has got, and the problem that caused it.
    private var searched = 0
    private var code = ProblemCode.SYNTAX_WRONG
    private var mistake = 0
    private var found = ""
    private var expected = ""

    override fun advance(): Step {
        while (true) {
            val step = when (state) {
                State.AT_FRONT -> front()
                State.IN_OBJECT -> inObject()
                State.AT_WHOLE -> whole()
                State.IN_ENVELOPE -> envelope()
                State.SEARCHING -> search()
            }
            if (step != null) return step
        }
    }

    private fun front(): Step? {
        if (window.mayBecomeMark()) return Step.MORE
        val end = endOfFiller()
        val size = end - window.position
        if (end == window.limit && !window.isComplete) {
            // If the input ends after the last byte, that byte has to report open arrays.
            val count = if (size <= window.lengthOfMark()) 0 else size - 1
            countArrays(count)
            passFiller(count)
            return Step.MORE
        }
        if (size > 0 || isLettingGo) return endOfFiller(size)
        if (window.available == 0) return Step.END
        if (window.buffer.get(window.position) != OBJECT) {
            val found = "0x${hex(window.buffer.get(window.position))} between records"
            return lost(ProblemCode.SYNTAX_WRONG, 0, found, "an object")
        }
        if (readPlain(window.limit)) return recordedHere()
        frame.start()
        state = State.IN_OBJECT
        return null
    }

    private fun inObject(): Step? = when (frame.advance()) {
        JsonFraming.MORE -> early(frame.length) ?: Step.MORE

        JsonFraming.BROKEN -> early(frame.length) ?: lost(frame.code, frame.at, frame.found, frame.expected)

        JsonFraming.WHOLE -> {
            state = State.AT_WHOLE
            null
        }
    }

    /** Makes a record of the complete object. */
    private fun whole(): Step? {
        val size = frame.length
        // It may be plain, but have arrived in two chunks.
        if (readPlain(window.position + size)) return recordedHere()
        early(size)?.let { return it }
        if (isLastUnknown(size)) return Step.MORE
        // An object that begins like a record holds no other; the frame would have been broken there.
        if (!frame.isRecord && envelope.find(window.buffer, window.position, size)) {
            state = State.IN_ENVELOPE
            return null
        }
        val problem = parser.read(window.buffer, window.position, size)
        val isWithoutRecords = !frame.isRecord && envelope.hasEmptyList
        if (problem?.code == ProblemCode.JSON_MEMBER_WRONG && isWithoutRecords) {
            state = State.IN_ENVELOPE
            return null
        }
        state = State.AT_FRONT
        if (problem != null) return damaged(size, problem)
        noteOpenArray(size)
        return recorded(size)
    }

    /** Takes the next part of an object that holds lists of records, or the text before it, or the text at the end. */
    private fun envelope(): Step {
        val size = envelope.nextSize
        if (envelope.isAtPart) {
            envelope.pass(size)
            return part(size)
        }
        val problem = envelope.faultBetween(window.buffer, window.position, size)
        if (problem == null && size == window.available && openArrays > 0) {
            if (size > 1) {
                envelope.pass(size - 1)
                return filler(size - 1)
            }
            state = State.AT_FRONT
            return openArray(size)
        }
        envelope.pass(size)
        if (envelope.isDone) state = State.AT_FRONT
        return if (problem == null) filler(size) else damaged(size, problem)
    }

    /** Makes a record of an element of a list. */
    private fun part(size: Int): Step {
        if (window.buffer.get(window.position) != OBJECT) {
            val found = "${shown(window.buffer, window.position, window.position + size)} in a list of records"
            return damaged(size, ProblemCode.JSON_MEMBER_WRONG, 0, found, "an object")
        }
        if (readPlain(window.position + size)) return recorded(size)
        val problem = parser.read(window.buffer, window.position, size)
        return if (problem == null) recorded(size) else damaged(size, problem)
    }

    private fun damaged(size: Int, problem: Fault): Step =
        damaged(size, problem.code, problem.at, problem.found, problem.expected)

    override fun faultOfBeginning(size: Int): Fault? = parser.read(window.buffer, window.position, size)

    private fun readPlain(limit: Int): Boolean {
        parts.begin()
        val end = plain.read(window.buffer, window.position, limit)
        plainSize = end - window.position
        return end >= 0 && plainSize <= maxRecord
    }

    private fun recordedHere(): Step? {
        if (isLastUnknown(plainSize)) {
            frame.start()
            state = State.IN_OBJECT
            return Step.MORE
        }
        state = State.AT_FRONT
        noteOpenArray(plainSize)
        return recorded(plainSize)
    }

    /** Whether the record can't be finished yet: it is in an array, and the next byte is unknown. */
    private fun isLastUnknown(size: Int): Boolean = openArrays > 0 && size == window.available && !window.isComplete

    /** If nothing follows the record, only the record can report the open array. */
    private fun noteOpenArray(size: Int) {
        if (openArrays == 0 || size < window.available) return
        parts.note(ProblemCode.ENVELOPE_CUT_OFF, size, CUT_OFF, "]")
        openArrays = 0
    }

    private fun lost(code: ProblemCode, at: Int, found: String, expected: String): Step? {
        this.code = code
        mistake = at
        this.found = found
        this.expected = expected
        searched = 1
        state = State.SEARCHING
        return null
    }

    /**
     * Looks for the next object that begins like a record; strict reading only looks as far as the problem depends on
     * it.
     */
    private fun search(): Step {
        val farthest = if (isStrict) mistake + BYTES_AROUND else Int.MAX_VALUE
        while (searched < minOf(window.available, farthest)) {
            val at = window.position + searched
            if (window.buffer.get(at) == OBJECT) {
                val answer = window.beginsLikeRecord(at)
                if (answer == Answer.YES) break
                if (answer == Answer.UNKNOWN) return more()
            }
            searched++
        }
        if (searched == window.available && searched < farthest && !window.isComplete) return more()
        state = State.AT_FRONT
        // The next record may begin before the place where the one before it proved to have no end.
        return damaged(searched, code, minOf(mistake, searched), found, expected)
    }

    private fun more(): Step {
        if (!isStrict && (searched > maxHeld || isLettingGo)) {
            letGo(searched, code, mistake, found, expected)
            searched = 0
        }
        return Step.MORE
    }

    private fun endOfFiller(size: Int): Step {
        val before = openArrays
        countArrays(size)
        if (size < window.available || openArrays == 0) return filler(size)
        if (size > 1 || isLettingGo) {
            openArrays = before
            countArrays(size - 1)
            return filler(size - 1)
        }
        return openArray(1)
    }

    /** Ends the input with the last [size] bytes of an array that isn't closed. */
    private fun openArray(size: Int): Step {
        openArrays = 0
        return damaged(size, ProblemCode.ENVELOPE_CUT_OFF, size, CUT_OFF, "]")
    }

    private fun countArrays(size: Int) {
        for (index in window.position until window.position + size) {
            when (window.buffer.get(index)) {
                ARRAY -> openArrays++
                END_OF_ARRAY -> openArrays = maxOf(0, openArrays - 1)
            }
        }
    }

    private fun endOfFiller(): Int {
        val buffer = window.buffer
        var index = window.position + window.lengthOfMark()
        while (index < window.limit && isFiller(buffer.get(index))) index++
        return index
    }

    private fun isFiller(byte: Byte): Boolean = isJsonBlank(byte) || byte == COMMA || byte == ARRAY ||
        byte == END_OF_ARRAY || byte == RECORD_SEPARATOR

    private companion object {
        const val CUT_OFF = "the end of the input in an array"

        /** Precedes each object in a JSON text sequence (RFC 7464). */
        const val RECORD_SEPARATOR: Byte = 0x1E
    }
}
