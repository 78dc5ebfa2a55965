// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcFiles
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Progress
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.testing.Catalogue
import dev.marcato.testing.CutReading
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.MixedFile
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Taken
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.toByteArray
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.Channels
import java.nio.file.Files
import java.util.Random
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.io.Buffer

private const val MUTATIONS = 150

class ParallelReadingSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val mixed = MixedFile.bytes
        val mixedFile = Files.write(folder.resolve("mixed.mrc"), mixed)

        // Large enough for the reader to cut it by itself: sound records with a few damaged ones between.
        val large = largeFile()
        val largePath = Files.write(folder.resolve("large.mrc"), large)

        "a file that is cut is read to the same outcomes" - {
            "by 1 to 8 workers, with ranges of every size, strictly or leniently, in memory and from a file" {
                for (options in listOf(LENIENT, ReadOptions.DEFAULT)) {
                    val expected = Taken.from(MarcReader.open(mixed, options = options).outcomes())
                    for (workers in 1..8) {
                        for (rangeSize in listOf(50, 1_000, 4_096, 33_333)) {
                            withClue("${options.strictness}, $workers workers, ranges of $rangeSize") {
                                val parallel = ParallelOptions { this.workers = workers }
                                Taken.from(CutReading.outcomes(mixed, rangeSize, options, parallel)) shouldBe expected
                                for (reads in listOf(emptyList(), listOf(7, 900, 3_000, -20_000))) {
                                    if (workers % 3 != 1) continue
                                    val calls = endless(reads)
                                    Taken.from(
                                        CutReading.outcomesOfPieces(mixed, calls, rangeSize, options, parallel),
                                    ) shouldBe expected
                                }
                            }
                        }
                    }
                }
            }

            "with a window for one record" {
                val narrow = ParallelOptions {
                    workers = 3
                    windowRecords = 1
                    windowBytes = 1
                }
                val expected = Taken.from(MarcReader.open(mixed, options = LENIENT).outcomes())
                Taken.from(CutReading.outcomes(mixed, 4_096, LENIENT, narrow)) shouldBe expected
                Taken.from(MarcReader.open(largePath, LENIENT).outcomesParallel(narrow)) shouldBe
                    Taken.from(MarcReader.open(largePath, LENIENT).outcomes())
            }

            "whichever damaged fixture it is, wherever it is cut" {
                for (case in ProblemCases.all()) {
                    for (options in listOf(case.lenientOptions(), case.strictOptions())) {
                        val bytes = case.input()
                        val expected = Taken.from(MarcReader.open(bytes, options = options).outcomes())
                        for (rangeSize in listOf(1, 7, 83, 90)) {
                            withClue("$case, ranges of $rangeSize") {
                                val parallel = ParallelOptions { workers = 3 }
                                Taken.from(CutReading.outcomes(bytes, rangeSize, options, parallel)) shouldBe expected
                                for (reads in listOf(emptyList(), listOf(1, 50, 200))) {
                                    val calls = endless(reads)
                                    Taken.from(
                                        CutReading.outcomesOfPieces(bytes, calls, rangeSize, options, parallel),
                                    ) shouldBe expected
                                }
                            }
                        }
                    }
                }
            }

            "damaged at random" {
                val random = Random(1605)
                val original = MixedFile.records.take(8).reduce(ByteArray::plus)
                repeat(MUTATIONS) {
                    val damage = DamagedBytes.of(original, random, 1 + random.nextInt(6))
                    val bytes = damage.toByteArray()
                    val rangeSize = 1 + random.nextInt(bytes.size + 1)
                    val options = if (random.nextBoolean()) LENIENT else ReadOptions.DEFAULT
                    withClue("$damage, ranges of $rangeSize, ${options.strictness}") {
                        val expected = Taken.from(MarcReader.open(bytes, options = options).outcomes())
                        val parallel = ParallelOptions { workers = 2 }
                        Taken.from(CutReading.outcomes(bytes, rangeSize, options, parallel)) shouldBe expected
                        val reads = endless(List(5) { random.nextInt(2_000) - 200 })
                        Taken.from(CutReading.outcomesOfPieces(bytes, reads, rangeSize, options, parallel)) shouldBe
                            expected
                    }
                }
            }

            "with limits for problems and damage that are reached" {
                val limits = LENIENT.toBuilder().apply {
                    limits {
                        problems = 7
                        problemsPerRecord = 1
                        damageBytes = 60
                    }
                }.build()
                val expected = Taken.from(MarcReader.open(mixed, options = limits).outcomes())
                for (rangeSize in listOf(300, 5_000)) {
                    val parallel = ParallelOptions { workers = 4 }
                    Taken.from(CutReading.outcomes(mixed, rangeSize, limits, parallel)) shouldBe expected
                    val reads = endless(listOf(700, 20))
                    Taken.from(CutReading.outcomesOfPieces(mixed, reads, rangeSize, limits, parallel)) shouldBe expected
                }
            }

            "by the reader itself, once it is large" {
                for (options in listOf(LENIENT, ReadOptions.DEFAULT)) {
                    for (workers in listOf(1, 2, 5)) {
                        val parallel = ParallelOptions { this.workers = workers }
                        val expected = Taken.from(MarcReader.open(largePath, options).outcomes())
                        for (reader in listOf(
                            MarcReader.open(largePath, options),
                            MarcReader.open(large, options = options),
                            MarcReader.open(large.inputStream(), options),
                            MarcReader.open(Buffer().apply { write(large) }, options),
                            MarcReader.open(Channels.newChannel(large.inputStream()), options),
                            MarcReader.open(Gzip.of(large).inputStream(), options),
                            MarcReader.open(large.asList().chunked(10_000).map { it.toByteArray() }.asFlow(), options),
                        )) {
                            withClue("$reader, $workers workers") {
                                val taken = Taken.from(reader.outcomesParallel(parallel))
                                (taken == expected) shouldBe true
                            }
                        }
                    }
                }
            }
        }

        "a transform gets the same records" - {
            val compressed = Gzip.of(large)
            val compressedPath = Files.write(folder.resolve("large.mrc.gz"), compressed)
            val inputs = mapOf<String, () -> MarcReader>(
                "a file" to { MarcReader.open(largePath, LENIENT) },
                "an array" to { MarcReader.open(large, options = LENIENT) },
                "a direct buffer" to {
                    val buffer = ByteBuffer.allocateDirect(large.size).apply { put(large).flip() }
                    MarcReader.open(buffer, LENIENT)
                },
                "a stream" to { MarcReader.open(large.inputStream(), LENIENT) },
                "a flow of bytes" to { MarcReader.open(flowOf(large), LENIENT) },
                "a compressed file" to { MarcReader.open(compressedPath, LENIENT) },
                "compressed memory" to { MarcReader.open(compressed, options = LENIENT) },
                "a small file" to { MarcReader.open(mixedFile, LENIENT) },
                "a small array" to { MarcReader.open(mixed, options = LENIENT) },
            )
            for ((kind, open) in inputs) {
                "of $kind" {
                    val expected = open().records().map(::wordsOf).toList()
                    for (workers in listOf(1, 2, 4)) {
                        (open().mapParallel(workers) { wordsOf(it) }.toList() == expected) shouldBe true
                    }
                    val unordered = open().mapParallelUnordered { wordsOf(it) }.toList()
                    (unordered.sorted() == expected.sorted()) shouldBe true
                }
            }

            "and none twice, nor after it was enough" {
                val titles = MarcReader.open(largePath, LENIENT).mapParallel(2) { it.title }
                titles.take(5).toList() shouldBe
                    MarcReader.open(largePath, LENIENT).records().take(5).map { it.title }.toList()
            }
        }

        "what the transform throws ends the reading after the results before it, unchanged" {
            for (reader in listOf(MarcReader.open(largePath, LENIENT), MarcReader.open(large, options = LENIENT))) {
                val records = reader.records().toList()
                for (at in listOf(0, 1, 99, 101, records.size / 2, records.size - 1)) {
                    val cause = IOException("record $at")
                    val wanted = records[at].rawBytes
                    val results = ArrayList<String>()
                    val failure = thrownBy {
                        reader.mapParallel(3) { record ->
                            if (record.rawBytes.contentEquals(wanted)) throw cause
                            wordsOf(record)
                        }.collect(results::add)
                    }
                    failure shouldBeSameInstanceAs cause
                    (results == records.take(at).map(::wordsOf)) shouldBe true
                }
            }
        }

        "what is not ISO 2709 is not cut, however large" - {
            val records = MarcReader.open(
                Catalogue.ordinary().records(900).map(Iso2709Bytes::encode).reduce(ByteArray::plus),
            )
                .records().toList()

            for (format in listOf(MarcFormat.XML, MarcFormat.JSON, MarcFormat.JSON_LINES, MarcFormat.MNEMONIC)) {
                "$format" {
                    val bytes = records.asFlow().toByteArray { this.format = format }
                    val path = Files.write(folder.resolve("large.$format"), bytes)
                    for (input in listOf<Any>(path, bytes)) {
                        val told = ArrayList<MarcFormat>()
                        val reader = readerOf(input) { onFormat { told.add(it) } }
                        val expected = Taken.from(reader.outcomes())
                        (Taken.from(reader.outcomesParallel()) == expected) shouldBe true
                        reader.mapParallel(2) { it.controlNumber }.toList() shouldBe records.map { it.controlNumber }
                        told shouldBe List(3) { format }
                    }
                    MarcFiles.open(listOf(path, largePath), LENIENT).mapParallel(2) {
                        it.source
                    }.toList().distinct() shouldBe listOf(path, largePath)
                }
            }

            "and ISO 2709 is reported as that, once" {
                for (input in listOf<Any>(largePath, large)) {
                    val told = ArrayList<MarcFormat>()
                    readerOf(input) { onFormat { told.add(it) } }.mapParallel(3) { it.title }.toList()
                    told shouldBe listOf(MarcFormat.ISO_2709)
                }
            }
        }

        "problems and progress are reported as in sequential reading" - {
            "in the same order, each before the result of its record, with the same indices" {
                for (input in listOf<Any>(largePath, large)) {
                    val expected = eventsOf(input) { it.records().map(::wordsOf) }
                    (eventsOf(input) { reader -> reader.mapParallel(4) { wordsOf(it) } } == expected) shouldBe true
                    expected.count { it is MarcProblem } shouldBe
                        expected.filterIsInstance<MarcProblem>().distinct().size
                }
            }

            "and the end of the input at last" {
                for (input in listOf<Any>(largePath, large)) {
                    val sequential = ArrayList<Progress>()
                    readerOf(input) { onProgress { sequential.add(it) } }.records().collect {}
                    val parallel = ArrayList<Progress>()
                    readerOf(input) { onProgress { parallel.add(it) } }.mapParallel(3) { it.title }.collect {}
                    parallel.last() shouldBe sequential.last()
                    (parallel.size > 1) shouldBe true
                    parallel shouldBe parallel.sortedBy { it.bytes }
                }
            }

            "and what the caller throws then ends the reading" {
                val cause = IllegalStateException("enough")
                val reader = readerOf(largePath) { onProblem { throw cause } }
                thrownBy { reader.mapParallel(2) { it.title }.collect {} } shouldBeSameInstanceAs cause
            }
        }
    })

/** The numbers again and again; none if there are none. */
private fun endless(numbers: List<Int>): Iterator<Int> =
    sequence { while (numbers.isNotEmpty()) yieldAll(numbers) }.iterator()

private fun largeFile(): ByteArray {
    val records = Catalogue.ordinary().records(2_000).map(Iso2709Bytes::encode).toList()
    val damaged = ProblemCases.all().filter { it.hasSoundRecordBehind }.map { it.damaged() }
    val file = ByteArrayOutputStream()
    records.forEachIndexed { index, record ->
        file.write(record)
        if (index % 50 == 49) file.write(damaged[index / 50 % damaged.size])
    }
    return file.toByteArray()
}

private fun wordsOf(record: Record): String = "$record${record.problems}"

private fun readerOf(input: Any, configure: ReadOptions.Builder.() -> Unit): MarcReader {
    val options = ReadOptions {
        strictness = Strictness.LENIENT
        configure()
    }
    return if (input is ByteArray) {
        MarcReader.open(
            input,
            options = options,
        )
    } else {
        MarcReader.open(input as java.nio.file.Path, options)
    }
}

/** The problems and the results, in the order in which the collector got them. */
private suspend fun eventsOf(input: Any, read: (MarcReader) -> kotlinx.coroutines.flow.Flow<String>): List<Any> {
    val events = ArrayList<Any>()
    read(readerOf(input) { onProblem { events.add(it) } }).collect(events::add)
    return events
}
