// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.testing.Accounting
import dev.marcato.testing.Catalogue
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Failure
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.Outcomes.fault
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.util.Random

private const val MUTATIONS = 3_000

private val records = SampleCatalogue.records().take(4) + Catalogue.ordinary().records(3)
private val encoded = records.map(Iso2709Bytes::encode)
private val original = encoded.reduce(ByteArray::plus)

class OutcomeAccountingSpec :
    FreeSpec({
        "outcomes account for every byte" - {
            "of undamaged records, with line ends between them or not" {
                Accounting.check(original, Readers.outcomes(original))
                val lines = encoded.fold(ByteArray(0)) { bytes, record -> bytes + record + "\r\n".toByteArray() }
                val outcomes = Readers.outcomes(lines)
                Accounting.check(lines, outcomes)
                outcomes.count { it is Outcome.Read } shouldBe records.size
                outcomes.count { it is Outcome.Filler } shouldBe records.size
            }

            "of damaged ones, in whatever pieces they come, and strict reading stops at their first problem" {
                val random = Random(2710)
                var repaired = 0
                var lost = 0
                repeat(MUTATIONS) { round ->
                    val damage = DamagedBytes.of(original, random, 1 + random.nextInt(3))
                    val bytes = damage.toByteArray()
                    withClue(damage) {
                        val outcomes = Readers.outcomes(bytes)
                        Accounting.check(bytes, outcomes)
                        repaired += outcomes.count { it is Outcome.Read && it.problems.isNotEmpty() }
                        lost += outcomes.count { it is Outcome.Damage }
                        shouldBeWhatStrictReadingTells(bytes, outcomes)
                        if (round % 10 == 0) shouldNotDependOnPieces(bytes, outcomes, 1 + random.nextInt(900))
                        if (round % 300 == 0) shouldNotDependOnPieces(bytes, outcomes, 1)
                    }
                }
                // Both come about, or this would say little.
                repaired shouldBeGreaterThan MUTATIONS / 4
                lost shouldBeGreaterThan MUTATIONS / 20
            }
        }

        "every record that was not touched comes back byte for byte" - {
            "even if it is as long as what the one before has lost" {
                val sound = ProblemCases.sound()
                // With the record after it, it ends where its length says, and so does its field.
                val cutOff = "00127nam a2200037   4500245008900000\u001E10\u001FaThe".toByteArray()
                (cutOff.size + sound.size) shouldBe 127
                val bytes = sound + cutOff + sound
                val outcomes = Readers.outcomes(bytes)
                Accounting.check(bytes, outcomes)
                outcomes.map { it.byteLength.toInt() } shouldBe listOf(sound.size, cutOff.size, sound.size)
                (outcomes.last() as Outcome.Read).record.rawBytes shouldBe sound
            }

            "whatever was done to the one between them" {
                val random = Random(1975)
                repeat(MUTATIONS) {
                    val index = random.nextInt(encoded.size)
                    val damage = DamagedBytes.of(encoded[index], random, 1 + random.nextInt(4))
                    val pieces = encoded.mapIndexed { at, bytes -> if (at == index) damage.toByteArray() else bytes }
                    withClue("record $index: $damage") {
                        val outcomes = Readers.outcomes(pieces.reduce(ByteArray::plus))
                        val sound = outcomes.filterIsInstance<Outcome.Read>().filter { it.problems.isEmpty() }
                        val starts = pieces.runningFold(0L) { offset, bytes -> offset + bytes.size }
                        for (at in pieces.indices) {
                            if (at == index) continue
                            val found = sound.singleOrNull { it.byteOffset == starts[at] }
                            withClue("record $at") { found?.record?.rawBytes shouldBe pieces[at] }
                        }
                    }
                }
            }
        }
    })

private fun shouldBeWhatStrictReadingTells(bytes: ByteArray, outcomes: List<Outcome>) {
    val sound = outcomes.takeWhile { it.fault == null }
    val strict = ArrayList<Outcome>()
    val failure = Failure.of {
        Readers.blocking(bytes).use { reader -> while (true) strict.add(reader.readOutcome() ?: break) }
    }
    strict.shouldBeLike(sound)
    (failure as MarcException?)?.problem shouldBe outcomes.firstNotNullOfOrNull { it.fault }
}

private suspend fun shouldNotDependOnPieces(bytes: ByteArray, outcomes: List<Outcome>, size: Int) {
    withClue("in pieces of $size") {
        Readers.outcomes(PushedBytes.inPieces(bytes, size)).shouldBeLike(outcomes)
        val stream = FaultySource.of(bytes).inChunksOf(size).asInputStream()
        Readers.outcomes(stream).shouldBeLike(outcomes)
    }
}
