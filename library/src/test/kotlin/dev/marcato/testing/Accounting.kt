// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Severity

/**
 * Checks that outcomes account for every byte of their input: each starts where the one before it ended, holds the
 * bytes of its range, keeps to the limits of the options, and has its problems inside of it.
 */
public class Accounting private constructor(
    private val bytes: ByteArray,
    private val options: ReadOptions,
    private val isText: Boolean,
) {
    private val places by lazy { TextPlaces(bytes) }

    // Lines and columns of UTF-16 are those of its text in UTF-8.
    private val isUtf16 = bytes.take(2).let { 0.toByte() in it || it in MARKS_OF_UTF_16 }
    private var next = 0L
    private var records = 0L

    private fun check(outcomes: List<Outcome>) {
        outcomes.forEach(::account)
        expect(next == bytes.size.toLong()) { "The outcomes end at $next, the input at ${bytes.size}" }
    }

    private fun account(outcome: Outcome) {
        expect(outcome.byteOffset == next) { "$outcome does not start at $next" }
        next += outcome.byteLength
        expect(next <= bytes.size) { "$outcome ends after the input of ${bytes.size} bytes" }
        expect(outcome.byteLength > 0 || isAboutEnd(outcome)) { "$outcome is empty" }
        outcome.problems.forEach { checkPlace(outcome, it) }
        val own = bytes.copyOfRange(outcome.byteOffset.toInt(), next.toInt())
        when (outcome) {
            is Outcome.Read -> checkRecord(outcome, own)
            is Outcome.Filler -> checkFiller(outcome, own)
            is Outcome.Damage -> checkDamage(outcome, own)
        }
    }

    /** A text may lack something at its end, where there are no bytes. */
    private fun isAboutEnd(outcome: Outcome): Boolean = isText && next == bytes.size.toLong() &&
        outcome is Outcome.Damage && outcome.problems.singleOrNull()?.code in AT_THE_END

    private fun checkPlace(outcome: Outcome, problem: MarcProblem) {
        val position = problem.position
        expect(position.recordIndex == records) { "$problem is not in record $records" }
        expect(position.byteOffset == outcome.byteOffset + position.offsetInRecord) { "$problem has two places" }
        expect(position.offsetInRecord in 0..outcome.byteLength) { "$problem is not in $outcome" }
        if (!isText) return
        val line = position.line ?: throw AssertionError("$problem has no line")
        val column = position.column ?: throw AssertionError("$problem has no column")
        val at = position.byteOffset.toInt()
        expect(if (isUtf16) line >= 1 && column >= 1 else line == places.lines[at] && column == places.columns[at]) {
            "$problem is in line ${places.lines[at]}, column ${places.columns[at]}"
        }
    }

    private fun checkRecord(outcome: Outcome.Read, own: ByteArray) {
        expect(outcome.recordIndex == records++) { "$outcome does not have the index ${records - 1}" }
        val raw = outcome.record.rawBytes
        expect(if (isText) raw == null else raw.contentEquals(own)) { "The raw bytes of $outcome are not its own" }
        val most = (if (isText) TEXT_PER_BYTE else 1) * options.limits.recordBytes
        expect(own.size <= most) { "$outcome is larger than $most bytes" }
        expect(outcome.problems == outcome.record.problems) { "$outcome and its record have different problems" }
        // One more says how many there would have been.
        expect(outcome.problems.size <= options.limits.problemsPerRecord + 1L) { "$outcome has too many problems" }
        expect(outcome.problems.none { it.severity == Severity.FATAL }) { "$outcome has a fatal problem" }
    }

    private fun checkFiller(outcome: Outcome.Filler, own: ByteArray) {
        expect(isText || own.all { it in FILLER }) { "$outcome holds other bytes" }
        expect(outcome.problems.isEmpty()) { "$outcome has problems" }
    }

    private fun checkDamage(outcome: Outcome.Damage, own: ByteArray) {
        expect(outcome.problems.isNotEmpty()) { "$outcome has no problem" }
        expect(outcome.problem.severity == Severity.FATAL) { "The problem of $outcome is not fatal" }
        val held = outcome.bytes
        expect((held != null) == (own.size <= options.limits.damageBytes)) {
            "$outcome holds ${held?.size} of ${own.size} bytes"
        }
        expect(held == null || held.contentEquals(own)) { "The bytes of $outcome are not its own" }
    }

    private inline fun expect(condition: Boolean, message: () -> String) {
        if (!condition) throw AssertionError(message())
    }

    /** The line and the column of every byte of a text, and of its end; both count from one. */
    private class TextPlaces(bytes: ByteArray) {
        val lines = LongArray(bytes.size + 1)
        val columns = LongArray(bytes.size + 1)

        init {
            var line = 1L
            var column = 1L
            for (at in 0..bytes.size) {
                lines[at] = line
                columns[at] = column++
                if (at < bytes.size && bytes[at] == '\n'.code.toByte()) {
                    line++
                    column = 1
                }
            }
        }
    }

    public companion object {
        private val FILLER = listOf<Byte>(0x20, 0x0A, 0x0D, 0)
        private val MARKS_OF_UTF_16 = listOf(listOf<Byte>(-2, -1), listOf<Byte>(-1, -2))
        private val AT_THE_END = listOf(ProblemCode.ENVELOPE_CUT_OFF, ProblemCode.NO_RECORD_FOUND)

        // A text may need this many bytes for one of the record.
        private const val TEXT_PER_BYTE = 4L

        /** Checks the [outcomes] that reading [bytes] as ISO 2709 with these [options] gave. */
        @JvmStatic
        public fun check(bytes: ByteArray, outcomes: List<Outcome>, options: ReadOptions = TestOptions.LENIENT): Unit =
            Accounting(bytes, options, isText = false).check(outcomes)

        /** Checks the [outcomes] that reading [bytes] as a text format with these [options] gave. */
        @JvmStatic
        public fun checkText(
            bytes: ByteArray,
            outcomes: List<Outcome>,
            options: ReadOptions = TestOptions.LENIENT,
        ): Unit = Accounting(bytes, options, isText = true).check(outcomes)
    }
}
