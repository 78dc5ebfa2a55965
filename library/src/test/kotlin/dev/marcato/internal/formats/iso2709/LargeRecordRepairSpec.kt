// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.testing.Accounting
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Readers
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

private const val FIELDS = 1_200
private const val FIELD_LENGTH = 100
private const val BASE = 24 + FIELDS * 12 + 1
private const val SIZE = BASE + FIELDS * FIELD_LENGTH + 1

class LargeRecordRepairSpec : FreeSpec({
    "a record of more than 99,999 bytes is read whole" - {
        "when of the offsets and the length the last five digits were written" {
            val problems = readBetweenSoundOnes { (it % 100_000).toString().padStart(5, '0') }
            problems.first().code shouldBe ProblemCode.RECORD_LENGTH_WRONG
            val wrapped = problems.drop(1)
            wrapped.map { it.code }.toSet() shouldBe setOf(ProblemCode.FIELD_MISPLACED)
            wrapped.size shouldBe 200
            wrapped.first().found shouldBe "length 100 at offset 0"
            wrapped.first().expected shouldBe "length 100 at offset 100000, where the field is"
        }

        "when those that are too large are all nines" {
            val problems = readBetweenSoundOnes { minOf(it, 99_999).toString().padStart(5, '0') }
            problems.map { it.code }.toSet() shouldBe
                setOf(ProblemCode.RECORD_LENGTH_WRONG, ProblemCode.FIELD_MISPLACED)
        }
    }
})

/** Reads a large record with numbers written by [digits], and returns its problems. */
private suspend fun readBetweenSoundOnes(digits: (Int) -> String): List<MarcProblem> {
    val sound = ProblemCases.sound()
    val input = sound + large(digits) + sound
    val outcomes = Readers.outcomes(input)
    Accounting.check(input, outcomes)
    outcomes.map { it.byteLength } shouldBe listOf(sound.size.toLong(), SIZE.toLong(), sound.size.toLong())
    val read = outcomes[1] as Outcome.Read
    read.record.fields.map { it.value } shouldBe List(FIELDS, ::content)
    read.record.rawBytes?.size shouldBe SIZE
    return read.problems
}

private fun large(digits: (Int) -> String): ByteArray = buildString {
    append(digits(SIZE)).append("nam a22").append(digits(BASE)).append(" i 4500")
    repeat(FIELDS) { append("009").append("0100").append(digits(it * FIELD_LENGTH)) }
    append('\u001E')
    repeat(FIELDS) { append(content(it)).append('\u001E') }
    append('\u001D')
}.toByteArray(Charsets.US_ASCII)

private fun content(index: Int): String = index.toString().padStart(FIELD_LENGTH - 1, 'x')
