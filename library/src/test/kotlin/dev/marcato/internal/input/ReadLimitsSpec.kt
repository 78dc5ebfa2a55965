// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.testing.Accounting
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.ScatteredInput
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.ByteArrayInputStream
import kotlinx.coroutines.flow.asFlow

private val sound = ProblemCases.sound()

private fun lenient(more: ReadOptions.Builder.() -> Unit): ReadOptions = ReadOptions {
    strictness = Strictness.LENIENT
    more()
}

class ReadLimitsSpec : FreeSpec({
    "the largest record" - {
        val large = Iso2709Bytes.encode(PlainRecord.book(PlainField.data("500", "  ", "a", "x".repeat(500))))

        "is a limit for records that are in order" {
            val outcomes = Readers.outcomes(sound + large + sound, lenient { limits { recordBytes = large.size - 1 } })
            outcomes.map { it::class } shouldBe
                listOf(Outcome.Read::class, Outcome.Damage::class, Outcome.Read::class)
            val damage = outcomes[1].shouldBeInstanceOf<Outcome.Damage>()
            damage.problem.code shouldBe ProblemCode.RECORD_TOO_LARGE
            damage.bytes shouldBe large
            val strict = ReadOptions { limits { recordBytes = large.size - 1 } }
            shouldThrow<MarcException> { Readers.blocking(large, strict).use { it.read() } }.problem.code shouldBe
                ProblemCode.RECORD_TOO_LARGE
        }

        "may be reached exactly" {
            val outcomes = Readers.outcomes(large, lenient { limits { recordBytes = large.size } })
            outcomes.single().shouldBeInstanceOf<Outcome.Read>().problems shouldBe emptyList()
        }

        "is a limit for records with a wrong length" {
            val lying = large.copyOf().also { "99999".toByteArray().copyInto(it) }
            for (limit in listOf(large.size - 1, large.size)) {
                val options = lenient { limits { recordBytes = limit } }
                val outcomes = Readers.outcomes(lying + sound, options)
                Accounting.check(lying + sound, outcomes, options)
                withClue(limit) { (outcomes.first() is Outcome.Read) shouldBe (limit == large.size) }
                outcomes.last().shouldBeInstanceOf<Outcome.Read>().record.rawBytes shouldBe sound
            }
        }

        "keeps a record without end from being held" {
            // No boundary comes for 5 MB, which is more than may be held.
            val endless =
                "99999nam a2200037 i 4500001000300000\u001E".toByteArray() + ByteArray(5 shl 20) { 'x'.code.toByte() }
            val options = lenient { limits { recordBytes = 1 shl 20 } }.toBuilder().apply {
                limits {
                    damageBytes =
                        1 shl 19
                }
            }.build()
            for (input in listOf<Any>(endless + sound, ByteArrayInputStream(endless + sound))) {
                val outcomes = Readers.outcomes(input, options)
                Accounting.check(endless + sound, outcomes, options)
                outcomes.first().problems.map { it.code } shouldBe
                    listOf(ProblemCode.RECORD_TOO_LARGE, ProblemCode.DAMAGE_TOO_LARGE)
                outcomes.size shouldBe 2
            }
        }
    }

    "the largest damage" - {
        val note = "no record, ".repeat(20).toByteArray()

        "is held up to its limit, whatever the pieces" {
            for (limit in listOf(0, 1, note.size - 1, note.size, note.size + 1)) {
                for (size in listOf(1, 7, note.size, 4096)) {
                    val bytes = sound + note + sound
                    val options = lenient { limits { damageBytes = limit } }
                    val outcomes = Readers.outcomes(PushedBytes.inPieces(bytes, size), options)
                    withClue("limit $limit, pieces of $size") {
                        Accounting.check(bytes, outcomes, options)
                        val damage = outcomes[1].shouldBeInstanceOf<Outcome.Damage>()
                        (damage.bytes != null) shouldBe (note.size <= limit)
                        damage.problems.any { it.code == ProblemCode.DAMAGE_TOO_LARGE } shouldBe (note.size > limit)
                        outcomes.last().shouldBeInstanceOf<Outcome.Read>().record.rawBytes shouldBe sound
                    }
                }
            }
        }

        "is reported alike whatever the pieces, even if it is shorter than the start of a record" {
            // With a blank in its entry map nothing in its leader could be taken for a directory entry.
            val next = sound.copyOf().also { it[22] = ' '.code.toByte() }
            for (size in listOf(1, 4, 30, 60)) {
                val bytes = ByteArray(size) { 'x'.code.toByte() } + next
                val options = lenient { limits { damageBytes = 0 } }
                val expected = Readers.outcomes(bytes, options)
                for (piece in listOf(1, 5, 40, 80)) {
                    withClue("$size bytes in pieces of $piece") {
                        Readers.outcomes(PushedBytes.inPieces(bytes, piece), options).shouldBeLike(expected)
                    }
                }
            }
        }

        "can be read again where it was not held, if the input can" {
            val bytes = sound + note + sound
            val options = lenient { limits { damageBytes = 10 } }
            for (input in listOf(
                bytes,
                ScatteredInput(bytes, mostAtOnce = 50),
                Gzip.of(bytes),
                PushedBytes(listOf(bytes).asFlow()),
            )) {
                val reader = Readers.of(input, options)
                val outcomes = Readers.outcomes(input, options)
                for (outcome in outcomes) {
                    val from = outcome.byteOffset.toInt()
                    reader.bytesOf(outcome) shouldBe bytes.copyOfRange(from, from + outcome.byteLength.toInt())
                }
            }
        }

        "is not read again from an input that is gone, or has changed" {
            val bytes = sound + note
            val damage = Readers.outcomes(bytes).last()
            val once = Readers.of(ByteArrayInputStream(bytes), LENIENT).also { it.outcomes().collect { } }
            shouldThrow<IllegalStateException> { once.bytesOf(damage) }
            for (input in listOf<Any>(sound, ByteArrayInputStream(sound), PushedBytes(listOf(sound).asFlow()))) {
                shouldThrow<java.io.EOFException> { Readers.of(input, LENIENT).bytesOf(damage) }.message shouldBe
                    "The input has 83 bytes, too few for 220 from offset 83 on: it has changed"
            }
        }
    }

    "problems" - {
        // Each of the subjects lacks its delimiter.
        val wrong = PlainRecord.book(
            PlainField.control("001", "7"),
            *Array(20) { PlainField.data("650", " 0", "a", "Sea") },
        ).let(Iso2709Bytes::encode).also { bytes ->
            for (at in bytes.indices) {
                if (bytes[at] == Iso2709Bytes.SUBFIELD_DELIMITER.toByte()) {
                    bytes[at] = 'x'.code.toByte()
                }
            }
        }

        "of a record are kept up to their limit, and then counted" {
            val problems = Readers.outcomes(wrong, lenient { limits { problemsPerRecord = 5 } }).single().problems
            problems.size shouldBe 6
            problems.take(5).map { it.code }.toSet() shouldBe setOf(ProblemCode.SUBFIELD_DELIMITER_MISSING)
            problems.last().code shouldBe ProblemCode.PROBLEMS_IN_RECORD_LIMIT
            problems.last().found shouldBe "20 problems, 5 of them reported"
        }

        "of an input are reported up to their limit, and then counted" {
            val outcomes = Readers.outcomes(wrong + wrong + wrong + wrong, lenient { limits { problems = 30 } })
            outcomes.map { it.problems.size } shouldBe listOf(20, 11, 1, 1)
            outcomes[1].problems.last().code shouldBe ProblemCode.PROBLEMS_IN_INPUT_LIMIT
            outcomes[2].problems.single().found shouldBe "20 problems, 0 of them reported"
        }

        "are reported to the action in their order, before their record is delivered" {
            val told = ArrayList<String>()
            Readers.of(
                sound + "?".toByteArray() + wrong,
                lenient {
                    onProblem { problem -> told.add(problem.code.name) }
                },
            )
                .records().collect { told.add("record ${it.controlNumber}") }
            told shouldBe listOf("record 42", "RECORD_LENGTH_NOT_A_NUMBER") +
                List(20) { "SUBFIELD_DELIMITER_MISSING" } + "record 7"
        }
    }
})
