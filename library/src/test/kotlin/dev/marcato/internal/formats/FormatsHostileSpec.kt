// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Refusal
import dev.marcato.record
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Failure
import dev.marcato.testing.Outcomes.records
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextReading
import dev.marcato.testing.Writing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.property.RandomSource
import io.kotest.property.arbitrary.take
import java.util.Random

private const val MUTATIONS = 1_000

// What means something in one of the formats, so that mutations hit it more often than by chance.
private val telling = listOf("{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "null", "\\ud800") +
    listOf("=", "$", "=LDR  ", "{acute}", "{esc}", "\n\n", " \$a ", "000000002 ", "^")

private val formats =
    listOf(MarcFormat.JSON, MarcFormat.JSON_LINES, MarcFormat.MNEMONIC, MarcFormat.LINE, MarcFormat.ALEPH_SEQUENTIAL)

/** Hostile bytes are reported for what they are, in whatever pieces they come. */
class FormatsHostileSpec : FreeSpec({
    val records = ArbRecords.record(6).take(4, RandomSource.seeded(17)).map { it.build() }.toList() + record {
        field("001", "42")
        field("245", '1', '0') { 'a' to "Łódź {acute} \$ and a title" }
    }
    val aleph = listOf(
        "000000001 LDR   L 00000nam^a2200000^i^4500",
        "000000001 001   L 000000001",
        "000000001 24510 L \$\$aTitle\$\$cx",
        "000000002 LDR   L 00000nam^a2200000^i^4500",
        "000000002 5050  L \$\$aSome text^",
        "000000002 5050  L \$\$9^^\$\$amore",
    ).joinToString("") { "$it\n" }

    fun original(format: MarcFormat): ByteArray = if (format == MarcFormat.ALEPH_SEQUENTIAL) {
        aleph.toByteArray()
    } else {
        Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(format) { refusal = Refusal.SKIP })
    }

    fun damaged(bytes: ByteArray, random: Random): ByteArray {
        var damaged = DamagedBytes.of(bytes, random, random.nextInt(3)).toByteArray()
        repeat(1 + random.nextInt(3)) {
            val at = random.nextInt(damaged.size + 1)
            val token = telling[random.nextInt(telling.size)].toByteArray()
            val behind = minOf(damaged.size, at + random.nextInt(3))
            damaged = damaged.copyOf(at) + token + damaged.copyOfRange(behind, damaged.size)
        }
        return damaged
    }

    val originals = formats.map { Triple("$it", it, original(it)) }
    val answer = "{\"total\":5,\"records\":${String(original(MarcFormat.JSON))},\"more\":[{\"a\":null}]}\n"
    for ((name, format, bytes) in originals + Triple("JSON in an object", MarcFormat.JSON, answer.toByteArray())) {
        "$name: mutations are accounted for, and strict reading ends in the first problem of lenient reading" {
            val random = Random(format.ordinal.toLong())
            repeat(MUTATIONS) { turn ->
                val mutated = damaged(bytes, random)
                withClue("mutation $turn: ${String(mutated, Charsets.ISO_8859_1)}") {
                    val outcomes = TextReading.outcomes(mutated, TestOptions.lenient(format))
                    val firstProblem = outcomes.flatMap { it.problems }.firstOrNull()
                    val failure = Failure.of { Readers.readAll(mutated, TestOptions.strict(format)) }
                    if (firstProblem == null) {
                        failure shouldBe null
                    } else {
                        failure.shouldBeInstanceOf<MarcException>().problem shouldBe firstProblem
                    }
                    // What was repaired can be written, or is refused.
                    for (record in outcomes.records) {
                        Failure.of { Writing.bytesOf(record, options = TestOptions.write(MarcFormat.JSON_LINES)) }
                            ?.shouldBeInstanceOf<MarcException>()
                    }
                }
            }
        }
    }

    "small limits hold for every format" {
        for (format in listOf(MarcFormat.JSON, MarcFormat.MNEMONIC, MarcFormat.LINE, MarcFormat.ALEPH_SEQUENTIAL)) {
            val random = Random(7)
            repeat(300) {
                val mutated = damaged(original(format), random)
                withClue(String(mutated, Charsets.ISO_8859_1)) {
                    TextReading.outcomes(
                        mutated,
                        TestOptions.lenient(format) {
                            limits {
                                recordBytes = 26
                                valueBytes = 20
                                damageBytes = 30
                                depth = 6
                                problemsPerRecord = 2
                                problems = 3
                            }
                        },
                    )
                }
            }
        }
    }
})
