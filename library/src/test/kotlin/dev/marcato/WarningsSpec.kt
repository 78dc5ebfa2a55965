// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.CutReading
import dev.marcato.testing.Failure
import dev.marcato.testing.Outcomes.fault
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.Shells
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.Writing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.flow.toList

/** A record in MARC-8 by its leader, with this text, one byte a character. */
private fun inMarc8(text: String): ByteArray {
    val room = "x".repeat(text.length)
    val record = PlainRecord.book(PlainField.control("001", "42"), PlainField.data("245", "10", "a", room))
    val bytes = RawRecord.of(record).withLeaderPart(9, " ").toByteArray()
    text.toByteArray(Charsets.ISO_8859_1).copyInto(bytes, bytes.size - 2 - text.length)
    return bytes
}

private val LATIN = inMarc8("caf\u00E9 et th\u00E9, d\u00E9j\u00E0 vu")
private val UTF_8 = inMarc8("\u00C3\u00A9\u00C3\u00A8")
private val PLAIN = inMarc8("plain")

/** Latin-1 by all likelihood, and an escape sequence that leads to no set. */
private val LATIN_AND_WRONG = inMarc8("caf\u00E9 et th\u00E9, d\u00E9j\u00E0 \u001BX vu")

class WarningsSpec :
    FreeSpec({
        "text that is likely to be in another set than the leader says" - {
            val file = PLAIN + LATIN + PLAIN + LATIN + PLAIN
            val expected = Readers.outcomes(file)

            "is a warning" {
                val problem = expected[1].problems.single()
                problem.code shouldBe ProblemCode.CHARACTER_SET_CONTRADICTED
                problem.severity shouldBe Severity.WARNING
                problem.position.recordIndex shouldBe 1
                expected[1].fault shouldBe null
            }

            "does not end strict reading, and is attached to its record, whichever way it is read" {
                Readers.outcomes(file, ReadOptions.DEFAULT).shouldBeLike(expected)
                for (shell in Shells.all) {
                    withClue(shell) {
                        shell.read(file.inputStream()) shouldBe Shells.read.read(file)
                    }
                }
                Readers.readAll(file).map { it.problems } shouldBe expected.map { it.problems }
                val parallel = ParallelOptions { workers = 2 }
                CutReading.outcomes(file, 30, ReadOptions.DEFAULT, parallel).toList().shouldBeLike(expected)
            }

            "is reported by strict reading too, before the record is delivered" {
                val reported = ArrayList<String>()
                val options = ReadOptions { onProblem { reported += "${it.position.recordIndex} ${it.severity}" } }
                Readers.blocking(file, options).use { reader ->
                    var index = 0
                    while (reader.read() != null) reported += "record ${index++}"
                }
                reported shouldBe
                    listOf("record 0", "1 WARNING", "record 1", "record 2", "3 WARNING", "record 3", "record 4")
                reported.clear()
                Readers.of(file, options).mapParallel(2) { it }.toList().size shouldBe 5
                reported shouldBe listOf("1 WARNING", "3 WARNING")
            }

            "leaves the record to be copied as it is" {
                for (options in listOf(ReadOptions.DEFAULT, LENIENT)) {
                    Writing.bytesOf(*Readers.readAll(file, options).toTypedArray()) shouldBe file
                }
            }

            "is not asked for when text is not to be checked" {
                Readers.outcomes(
                    file,
                    ReadOptions {
                        textCheck = TextCheck.NONE
                    },
                ).flatMap { it.problems }.shouldBeEmpty()
            }

            "ends no strict reading by its number either" {
                for (limit in 1..3) {
                    val options = ReadOptions { limits { problems = limit } }
                    val many = (1..4).map { LATIN }.reduce(ByteArray::plus)
                    val problems = Readers.outcomes(many, options).map { it.problems.single() }
                    problems.map { it.severity }.toSet() shouldBe setOf(Severity.WARNING)
                    problems.count { it.code == ProblemCode.PROBLEMS_IN_INPUT_LIMIT } shouldBe 4 - limit
                    Readers.outcomes(many, options.toBuilder().strictness(Strictness.LENIENT).build())
                        .flatMap { it.problems } shouldBe problems
                }
            }
        }

        "what is certain still ends strict reading" {
            val failure = Failure.of { Readers.readAll(PLAIN + UTF_8) }.shouldBeInstanceOf<MarcException>()
            failure.problem.code shouldBe ProblemCode.CHARACTER_SET_CONTRADICTED
            failure.problem.severity shouldBe Severity.MAJOR
            failure.problem shouldBe Readers.outcomes(PLAIN + UTF_8)[1].problems.single()
        }

        "a fault in a record that also has a warning ends strict reading, not the warning" {
            val problems = Readers.outcomes(LATIN_AND_WRONG).single().problems
            problems.map { it.code } shouldBe
                listOf(ProblemCode.CHARACTER_SET_CONTRADICTED, ProblemCode.TEXT_UNDECODABLE)
            problems.map { it.severity } shouldBe listOf(Severity.WARNING, Severity.MAJOR)
            val reported = ArrayList<MarcProblem>()
            val options = ReadOptions { onProblem { reported += it } }
            Failure.of {
                Readers.readAll(LATIN_AND_WRONG, options)
            }.shouldBeInstanceOf<MarcException>().problem shouldBe problems[1]
            reported.shouldBeEmpty()
            // Of several problems no more than one is kept here; the rest are counted, and one of them is a fault.
            val few = ReadOptions { limits { problemsPerRecord = 1 } }
            Failure.of {
                Readers.readAll(LATIN_AND_WRONG, few)
            }.shouldBeInstanceOf<MarcException>().problem.code shouldBe ProblemCode.PROBLEMS_IN_RECORD_LIMIT
        }

        "degree signs in MARC-8 contradict nothing, wherever cataloguers put them" {
            val texts = listOf(
                "43.2\u00C0N 119.1\u00C0W",
                "43.2\u00C0N 119.1\u00C0W 44.2\u00C0N 120.1\u00C0W",
                "(W 125\u00C000'--W 66\u00C000'/N 49\u00C000'--N 24\u00C000')",
                "20\u00C0C to 30\u00C0C, 68\u00C0F to 86\u00C0F",
                "20 \u00C0C to 30 \u00C0C, 68 \u00C0F to 86 \u00C0F",
                "360\u00C0 : all around, 180\u00C0e",
            )
            for (text in texts) {
                withClue(text) {
                    val bytes = inMarc8(text)
                    Readers.outcomes(bytes).single().problems.shouldBeEmpty()
                    val title = Readers.readAll(bytes).single()["245"]?.get('a')
                    title shouldBe text.replace('\u00C0', '\u00B0')
                }
            }
        }

        "questions in Spanish contradict nothing in MARC-8" {
            for (text in listOf(
                "\u00C5Qui\u00E2en? \u00C5Cu\u00E2ando? \u00C5D\u00E2onde?",
                "\u00C6Viva! \u00C6Viva! \u00C5Si?",
            )) {
                withClue(text) { Readers.outcomes(inMarc8(text)).single().problems.shouldBeEmpty() }
            }
        }
    })
