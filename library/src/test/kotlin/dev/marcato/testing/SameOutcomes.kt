// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemPosition
import dev.marcato.Record
import io.kotest.matchers.shouldBe

/** Compares outcomes by all that they hold. */
internal object SameOutcomes {
    /**
     * Checks that these outcomes are the [expected] ones, but for the numbers of records before them if [isNumbered] is
     * false. What they hold is compared, which is much faster than their [words]; those tell the difference.
     */
    fun List<Outcome>.shouldBeLike(
        expected: List<Outcome>,
        isNumbered: Boolean = true,
        words: (Outcome) -> String = InWords::of,
    ) {
        if (!isLike(expected, isNumbered)) map(words) shouldBe expected.map(words)
    }

    /** Whether these outcomes are the [expected] ones; false may also mean that only their words can tell. */
    fun List<Outcome>.isLike(expected: List<Outcome>, isNumbered: Boolean = true): Boolean =
        size == expected.size && indices.all { isSame(this[it], expected[it], isNumbered) }

    private fun isSame(one: Outcome, other: Outcome, isNumbered: Boolean): Boolean =
        one.byteOffset == other.byteOffset && one.byteLength == other.byteLength &&
            one.problems.size == other.problems.size &&
            one.problems.indices.all { isSame(one.problems[it], other.problems[it], isNumbered) } &&
            when (one) {
                is Outcome.Read ->
                    other is Outcome.Read && (!isNumbered || one.recordIndex == other.recordIndex) &&
                        isSame(one.record, other.record)

                is Outcome.Filler -> other is Outcome.Filler

                is Outcome.Damage -> other is Outcome.Damage && one.bytes.contentEquals(other.bytes)
            }

    private fun isSame(one: Record, other: Record): Boolean =
        one.characterSet == other.characterSet && one.sameBytes(other) && one.bytes.contentEquals(other.bytes) &&
            one.table.entries.contentEquals(other.table.entries)

    private fun isSame(one: MarcProblem, other: MarcProblem, isNumbered: Boolean): Boolean =
        one.code == other.code && one.severity == other.severity && one.found == other.found &&
            one.expected == other.expected && isSame(one.position, other.position, isNumbered)

    private fun isSame(one: ProblemPosition, other: ProblemPosition, isNumbered: Boolean): Boolean =
        (!isNumbered || one.recordIndex == other.recordIndex) && one.byteOffset == other.byteOffset &&
            one.offsetInRecord == other.offsetInRecord && one.line == other.line && one.column == other.column &&
            one.tag == other.tag && one.occurrence == other.occurrence && one.subfieldCode == other.subfieldCode &&
            one.controlNumber == other.controlNumber
}
