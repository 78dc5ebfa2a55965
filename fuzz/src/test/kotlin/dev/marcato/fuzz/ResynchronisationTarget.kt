// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.testing.Accounting
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.SampleCatalogue

private val PREFIX = ProblemCases.sound()
private val SUFFIXES = listOf(ProblemCases.sound(), Iso2709Bytes.encode(SampleCatalogue.records().first()))

internal fun checkResynchronisation(data: ByteArray) {
    val input = FuzzInput(data)
    val suffix = SUFFIXES[input.variant % SUFFIXES.size]
    val bytes = PREFIX + input.content + suffix
    val options = input.options(Strictness.LENIENT)
    val outcomes = outcomesOf(bytes, options).delivered
    Accounting.check(bytes, outcomes, options)
    expectUntouched(outcomes.first(), 0, PREFIX)
    val last = outcomes.last()
    expectUntouched(last, bytes.size - suffix.size, suffix)
}

private fun expectUntouched(outcome: Outcome, offset: Int, bytes: ByteArray) {
    expect(outcome is Outcome.Read && outcome.problems.isEmpty()) { "$outcome is where a sound record is" }
    expect(outcome.byteOffset == offset.toLong()) { "$outcome should begin at $offset" }
    expect((outcome as Outcome.Read).record.rawBytes.contentEquals(bytes)) { "$outcome has other bytes" }
}
