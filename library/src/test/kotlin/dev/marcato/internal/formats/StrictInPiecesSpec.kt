// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.DataField
import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.XmlParser
import dev.marcato.record
import dev.marcato.testing.CutReading
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.EndlessGarbage
import dev.marcato.testing.Failure
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.isLike
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions
import dev.marcato.testing.Writing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.nio.ByteBuffer
import java.nio.charset.Charset
import java.util.Random
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.toList

private const val MUTATIONS = 20
private val TEXT_FORMATS = MarcFormat.entries - MarcFormat.ISO_2709

/** What strict reading came to: all that was delivered, and the problem that ended it. */
private class Strictly(val outcomes: List<Outcome>, val problem: MarcProblem?) {
    override fun equals(other: Any?): Boolean = other is Strictly && outcomes.isLike(other.outcomes) &&
        problem == other.problem && problem?.hexWindow() == other.problem?.hexWindow()

    override fun hashCode(): Int = problem.hashCode()

    override fun toString(): String = "${outcomes.size} outcomes, then ${problem ?: "the end"}"
}

private suspend fun strictly(input: Any, options: ReadOptions): Strictly =
    strictly(Readers.of(input, options).outcomes())

private suspend fun strictly(reading: Flow<Outcome>): Strictly {
    val outcomes = ArrayList<Outcome>()
    val failure = Failure.of { reading.collect(outcomes::add) }
    return Strictly(outcomes, failure?.shouldBeInstanceOf<MarcException>()?.problem)
}

/** Two records with fields of many kinds, each of about [size] bytes, in a text format. */
private fun large(format: MarcFormat, size: Int): ByteArray {
    val records = listOf("42", "43").map { number ->
        record {
            field("001", number)
            field("245", '1', '0') { 'a' to "Łódź, a \$ {title}" }
            repeat(size / 500) { field("500", ' ', ' ') { 'a' to "Note $it: ".padEnd(200, 'é') } }
            field("520", ' ', ' ') { 'a' to "A long abstract. ".repeat(size / 70) }
        }
    }
    if (format != MarcFormat.ALEPH_SEQUENTIAL) {
        return Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(format))
    }
    return records.joinToString("", transform = ::inAleph).toByteArray()
}

private fun inAleph(record: Record): String = buildString {
    val number = record.controlNumber?.padStart(9, '0')
    append(number).append(" LDR   L 00000nam^a2200000^i^4500\n")
    for (field in record.fields) {
        val text = (field as? DataField)?.subfields?.joinToString("") { "$$${it.code}${it.value}" } ?: field.value
        append(number).append(' ').append(field.tag).append("   L ").append(text).append('\n')
    }
}

class StrictInPiecesSpec : FreeSpec({
    suspend fun alike(bytes: ByteArray, options: ReadOptions, random: Random): Strictly {
        val whole = strictly(bytes, options)
        val inputs = listOf(
            ByteBuffer.allocateDirect(bytes.size).put(bytes).apply { flip() },
            bytes.inputStream(),
            PushedBytes.inPieces(bytes, 1_000 + random.nextInt(100_000)),
            PushedBytes.inPieces(bytes, 100 + random.nextInt(900)),
        )
        for (input in inputs) strictly(input, options) shouldBe whole
        // Where lenient reading sees no problem there is none, and all before the first one is delivered.
        val lenient = Readers.outcomes(bytes, options.toBuilder().strictness(Strictness.LENIENT).build())
        val sound = lenient.takeWhile { it.problems.isEmpty() }
        whole.outcomes.shouldBeLike(sound)
        (whole.problem == null) shouldBe (sound.size == lenient.size)
        return whole
    }

    "large records in order are read strictly, whatever pieces they come in" - {
        for (format in TEXT_FORMATS) {
            "$format" {
                val bytes = large(format, 700_000)
                bytes.size shouldBeGreaterThan 1_000_000
                val options = TestOptions.strict(format)
                alike(bytes, options, Random(1)).problem shouldBe null
                Readers.of(bytes, options).records().toList().map { it.controlNumber } shouldBe listOf("42", "43")
            }
        }

        "XML in other encodings, or read by the platform's parser" {
            val xml = String(large(MarcFormat.XML, 400_000)).replace('Ł', 'L').replace('ź', 'z')
            val options = TestOptions.strict(MarcFormat.XML)
            val encodings = mapOf("ISO-8859-1" to "ISO-8859-1", "UTF-16" to "UTF-16BE", "UTF-8" to "UTF-8")
            for ((name, charset) in encodings) {
                val mark = if (name == "UTF-16") "\uFEFF" else ""
                val bytes = (mark + xml.replaceFirst("UTF-8", name)).toByteArray(Charset.forName(charset))
                alike(bytes, options, Random(2)).problem shouldBe null
                alike(bytes, options.toBuilder().xmlParser(XmlParser.PLATFORM).build(), Random(3)).problem shouldBe null
            }
        }

        "lines of blanks and one long value" {
            val blanks = " ".repeat(400_000) + "\n"
            for (format in listOf(MarcFormat.MNEMONIC, MarcFormat.LINE)) {
                val bytes = blanks.toByteArray() + large(format, 2_000) + blanks.toByteArray() + large(format, 2_000)
                alike(bytes, TestOptions.strict(format), Random(4)).problem shouldBe null
            }
        }
    }

    "large damaged inputs fail with the same problem whatever pieces they come in" - {
        for (format in TEXT_FORMATS) {
            "$format" {
                val random = Random(format.ordinal + 5L)
                val bytes = large(format, 250_000)
                var failures = 0
                repeat(MUTATIONS) {
                    val damage = DamagedBytes.of(bytes, random, 1 + random.nextInt(3))
                    withClue(damage) {
                        val options = if (it % 3 == 0) smallLimits(format) else TestOptions.strict(format)
                        if (alike(damage.toByteArray(), options, random).problem != null) failures++
                    }
                }
                failures shouldBeGreaterThan MUTATIONS / 4
            }
        }

        "garbage of every kind" {
            for (garbage in EndlessGarbage.all) {
                withClue(garbage) {
                    val problem = alike(garbage.first(400_000), garbage.options, Random(6)).problem
                    problem?.code shouldBe garbage.code
                    problem?.position?.byteOffset shouldBe garbage.at
                }
            }
        }

        "garbage of every kind after a record, also in ranges and with several workers" {
            for (garbage in EndlessGarbage.all.filter { (it.format ?: MarcFormat.ISO_2709) == MarcFormat.ISO_2709 }) {
                val bytes = ProblemCases.sound() + garbage.first(1_000_000)
                withClue(garbage) {
                    val whole = alike(bytes, garbage.options, Random(7))
                    whole.outcomes.size shouldBe 1
                    whole.problem?.code shouldBe garbage.code
                    val reader = Readers.of(bytes, garbage.options)
                    strictly(reader.range(0, 1_000).outcomes()) shouldBe whole
                    strictly(reader.outcomesParallel(ParallelOptions { workers = 3 })) shouldBe whole
                    CutReading.outcomes(bytes, 50_000, garbage.options, ParallelOptions { workers = 2 })
                        .let { strictly(it) } shouldBe whole
                }
            }
        }
    }
})

private fun smallLimits(format: MarcFormat): ReadOptions = TestOptions.strict(format).toBuilder()
    .apply {
        limits {
            recordBytes = 50_000
            valueBytes = 3_000
            damageBytes = 1_000
            problemsPerRecord = 2
        }
    }.build()
