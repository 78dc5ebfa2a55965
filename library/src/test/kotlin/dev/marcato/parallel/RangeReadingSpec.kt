// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.CutReading
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Gzip
import dev.marcato.testing.InWords
import dev.marcato.testing.MixedFile
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.Taken
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.file.Files
import java.util.Random
import kotlinx.coroutines.flow.toList

private const val MUTATIONS = 300

class RangeReadingSpec :
    FreeSpec({
        val bytes = MixedFile.bytes
        val folder = tempdir().toPath()
        val file = Files.write(folder.resolve("mixed.mrc"), bytes)
        val size = bytes.size.toLong()
        val whole = BlockingMarcReader.open(bytes, LENIENT).outcomes().toList()

        fun List<Outcome>.shouldBeWhole() = shouldBeLike(whole, isNumbered = false, ::unnumbered)

        "ranges that follow one another have everything once and in order" - {
            "wherever a small input of every kind of damage is cut in two" {
                val reader = MarcReader.open(bytes, options = LENIENT)
                // Every offset near the start and a prime step later: a cut is a matter of its surroundings alone.
                val cuts = (0L..1_000L) + (1_001L..size step 29L) + size
                for (cut in cuts) {
                    withClue("cut at $cut") { CutReading.between(reader, listOf(0, cut, size)).shouldBeWhole() }
                }
            }

            "in pieces of every size" {
                val reader = MarcReader.open(bytes, options = LENIENT)
                for (step in listOf(1L, 2L, 100L, 1_000L, 1_024L, 4_097L, 30_000L)) {
                    val cuts = (0L until size step step).toList() + Long.MAX_VALUE
                    if (cuts.size > 3_000) continue
                    withClue("pieces of $step") { CutReading.between(reader, cuts).shouldBeWhole() }
                }
            }

            "of a file, in chunks of every size" {
                for (chunk in listOf(1_024, 5_000, 512 * 1024)) {
                    val reader = MarcReader.open(file, LENIENT.toBuilder().chunkSize(chunk).build())
                    val cuts = (0L until size step 10_007L).toList() + size
                    withClue("chunks of $chunk") { CutReading.between(reader, cuts).shouldBeWhole() }
                }
            }

            "of a file and of an array, read blocking, and of a buffer" {
                val cuts = (0L until size step 20_011L).toList() + size
                cuts.zipWithNext().flatMap { (from, until) ->
                    BlockingMarcReader.openRange(file, from, until, LENIENT).use { it.outcomes().toList() }
                }.shouldBeWhole()
                cuts.zipWithNext().flatMap { (from, until) ->
                    BlockingMarcReader.openRange(bytes, from, until, LENIENT).outcomes().toList()
                }.shouldBeWhole()
                val buffer = MarcReader.open(ByteBuffer.wrap(bytes), LENIENT)
                CutReading.between(buffer, cuts).shouldBeWhole()
            }

            "of files damaged at random" {
                val random = Random(1450)
                val original = MixedFile.records.take(6).reduce(ByteArray::plus)
                repeat(MUTATIONS) {
                    val damage = DamagedBytes.of(original, random, 1 + random.nextInt(4))
                    val damaged = damage.toByteArray()
                    val reader = MarcReader.open(damaged, options = LENIENT)
                    val expected = reader.outcomes().toList()
                    val cuts = List(1 + random.nextInt(6)) { random.nextInt(damaged.size + 1).toLong() }.sorted()
                    withClue("$damage, cut at $cuts") {
                        val found = CutReading.between(reader, listOf(0L) + cuts + damaged.size.toLong())
                        found.shouldBeLike(expected, isNumbered = false, ::unnumbered)
                    }
                }
            }
        }

        "a range" - {
            "has positions in the whole input, and no index unless it begins there" {
                val reader = MarcReader.open(bytes, options = LENIENT)
                val all = reader.outcomes().toList()
                val middle = reader.range(size / 2, size).outcomes().toList()
                val first = middle.first()
                (first.byteOffset >= size / 2) shouldBe true
                all.first { it.byteOffset == first.byteOffset }.byteLength shouldBe first.byteLength
                middle.filterIsInstance<Outcome.Read>().map { it.recordIndex }.distinct() shouldBe listOf(null)
                middle.flatMap { it.problems }.map { it.position.recordIndex }.distinct() shouldBe listOf(null)
                val front = reader.range(0, size / 2).outcomes().toList()
                front.shouldBeLike(all.take(front.size))
            }

            "that holds no anchor has nothing" {
                val reader = MarcReader.open(bytes, options = LENIENT)
                reader.range(1, 2).outcomes().toList() shouldBe emptyList()
                reader.range(0, 0).outcomes().toList() shouldBe emptyList()
                reader.range(size, size + 1).outcomes().toList() shouldBe emptyList()
                reader.range(size + 100, Long.MAX_VALUE).outcomes().toList() shouldBe emptyList()
                MarcReader.open(file, LENIENT).range(size + 100, Long.MAX_VALUE).outcomes().toList() shouldBe
                    emptyList()
            }

            "can be read by a cursor, and in parallel" {
                val reader = MarcReader.open(file, LENIENT).range(size / 3, size)
                val expected = reader.records().toList().map { it.toString() }
                reader.cursor().use { cursor ->
                    generateSequence { 0 }.let {
                        val found = ArrayList<String>()
                        while (true) found += (cursor.next() ?: break).toString()
                        found shouldBe expected
                    }
                }
                reader.mapParallel(2) { it.toString() }.toList() shouldBe expected
                reader.outcomesParallel().toList().shouldBeLike(reader.outcomes().toList())
            }

            "knows the bytes of its outcomes" {
                val reader = MarcReader.open(file, LENIENT).range(size / 3, size)
                for (outcome in reader.outcomes().toList()) {
                    val from = outcome.byteOffset.toInt()
                    reader.bytesOf(outcome) shouldBe bytes.copyOfRange(from, from + outcome.byteLength.toInt())
                }
            }

            "says what it is" {
                MarcReader.open(bytes).range(10, 20).toString().substringBefore(", ReadOptions") shouldBe
                    "MarcReader(memory of $size bytes, bytes 10..<20"
            }
        }

        "no range" - {
            "begins before the input, or ends before it begins" {
                val reader = MarcReader.open(bytes)
                shouldThrow<IllegalArgumentException> { reader.range(-1, 5) }.message shouldBe
                    "from must be at least 0, not -1"
                shouldThrow<IllegalArgumentException> { reader.range(5, 4) }.message shouldBe
                    "until must be at least 5, where the range begins, not 4"
            }

            "has a range, and none is of a stream or of compressed memory" {
                shouldThrow<IllegalStateException> { MarcReader.open(bytes).range(1, 2).range(1, 2) }
                shouldThrow<IllegalStateException> { MarcReader.open(bytes.inputStream()).range(1, 2) }
                shouldThrow<IllegalStateException> { MarcReader.open(Gzip.of(bytes)).range(1, 2) }
            }

            "is of a compressed file, which shows when it is read" {
                val file = Files.write(folder.resolve("mixed.mrc.gz"), Gzip.of(bytes))
                val reader = MarcReader.open(file, LENIENT)
                val failure = shouldThrow<IOException> { reader.range(1, 2).outcomes().toList() }
                failure.message shouldBe "$file: The file is compressed, so no part of it can be read by itself"
            }
        }

        "strict reading of a range ends at the first problem in it" {
            val expected = MarcReader.open(bytes, options = LENIENT).outcomes().toList()
                .first { it.byteOffset > 2_000 && it.problems.isNotEmpty() }
            val taken = Taken.from(MarcReader.open(bytes).range(expected.byteOffset, size).outcomes())
            // Damage may begin before the next anchor; whatever came before that one is left out.
            taken.failure.orEmpty() shouldStartWith "MarcException"
            ReadOptions.DEFAULT.strictness shouldBe MarcReader.open(bytes).range(0, 1).options.strictness
        }
    })

/** An outcome in words, but for the number of records before it, which readers of ranges do not know. */
private fun unnumbered(outcome: Outcome): String = NUMBERED.replace(InWords.of(outcome), "record")

private val NUMBERED = Regex("record( (\\d+|null))?(?= in bytes|, byte| \\(001)")
