// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Severity
import dev.marcato.Strictness
import io.kotest.assertions.withClue
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.toList

internal val LENIENT: ReadOptions = ReadOptions { strictness = Strictness.LENIENT }

internal suspend fun outcomesOf(input: Any, options: ReadOptions = LENIENT): List<Outcome> =
    readerOf(input, options).outcomes().toList()

/** What ends strict reading at this outcome: the first problem that is more than a warning; null if there is none. */
internal val Outcome.fault: MarcProblem? get() = problems.firstOrNull { it.severity != Severity.WARNING }

/** Checks that the outcomes account for every one of the bytes, and say of them what they are. */
internal fun accountFor(bytes: ByteArray, outcomes: List<Outcome>) {
    var next = 0L
    var records = 0L
    for (outcome in outcomes) {
        withClue(outcome) {
            outcome.byteOffset shouldBe next
            outcome.byteLength shouldBeGreaterThan 0L
            next += outcome.byteLength
            val own = { bytes.copyOfRange(outcome.byteOffset.toInt(), next.toInt()) }
            when (outcome) {
                is Outcome.Read -> {
                    outcome.recordIndex shouldBe records
                    outcome.record.rawBytes shouldBe own()
                    outcome.problems shouldBe outcome.record.problems
                    outcome.problems.none { it.severity == Severity.FATAL } shouldBe true
                    records++
                }

                is Outcome.Filler -> {
                    own().all { it in FILLER } shouldBe true
                    outcome.problems shouldBe emptyList()
                }

                is Outcome.Damage -> {
                    outcome.problems.shouldNotBeEmpty()
                    outcome.problem.severity shouldBe Severity.FATAL
                    outcome.bytes?.let { it shouldBe own() }
                }
            }
            val recordIndex = if (outcome is Outcome.Read) records - 1 else records
            for (problem in outcome.problems) {
                problem.position.recordIndex shouldBe recordIndex
                problem.position.byteOffset shouldBe outcome.byteOffset + problem.position.offsetInRecord
                (problem.position.offsetInRecord in 0..outcome.byteLength) shouldBe true
            }
        }
    }
    next shouldBe bytes.size
}

private val FILLER = listOf<Byte>(0x20, 0x0A, 0x0D, 0)

/** An outcome in words that can be compared: all that it is, and all that it holds. */
internal fun described(outcome: Outcome): String = buildString {
    append(outcome).append('\n')
    if (outcome is Outcome.Read) append(outcome.record)
    if (outcome is Outcome.Damage) append(outcome.bytes.contentHashCode()).append('\n')
    outcome.problems.forEach { append(it.severity).append(' ').append(it).append('\n') }
}
