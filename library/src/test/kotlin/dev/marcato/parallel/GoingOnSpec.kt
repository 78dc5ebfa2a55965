// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcException
import dev.marcato.MarcFiles
import dev.marcato.MarcReader
import dev.marcato.MarcWriter
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Failure
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList

class GoingOnSpec : FreeSpec({
    val folder = tempdir().toPath()
    val records = Catalogue.ordinary().records(1_500).map(Iso2709Bytes::encode).toList()
    val damaged = ProblemCases.all().first { it.hasSoundRecordBehind }.damaged()

    fun file(name: String, vararg parts: ByteArray): Path {
        val bytes = ByteArrayOutputStream().also { target -> parts.forEach(target::write) }.toByteArray()
        return Files.write(folder.resolve(name), bytes)
    }

    val small = file("1-small.mrc", *records.take(3).toTypedArray())
    val large = file("2-large.mrc", *records.toTypedArray())
    // Damaged at the start, in the middle of a file that is read in parts, and at its end.
    val first = file("3-first.mrc", damaged, *records.take(5).toTypedArray())
    val middle = file("4-middle.mrc", *records.take(900).toTypedArray(), damaged, *records.toTypedArray())
    val last = file("5-last.mrc", *records.toTypedArray(), damaged)
    val packed = file("6-packed.mrc", Gzip.of(records.take(600).reduce(ByteArray::plus)).copyOf(20_000))
    val missing = folder.resolve("7-missing.mrc")
    val directory = Files.createDirectories(folder.resolve("8-folder.mrc"))
    val all = listOf(small, first, large, middle, missing, last, packed, directory, large, small)

    /** What is in the files before their failures, and those, in the order in which they are to be told. */
    suspend fun expected(files: List<Path>, options: ReadOptions): List<String> = files.flatMap { file ->
        val found = ArrayList<String>()
        val failure = Failure.of { MarcReader.open(file, options).records().collect { found += "$file $it" } }
        found + listOfNotNull(failure?.let { "$file failed: $it" })
    }

    suspend fun told(files: List<Path>, options: ReadOptions, read: (MarcFiles) -> Flow<String>): List<String> {
        val told = ArrayList<String>()
        read(MarcFiles.open(files, options, onFailure = { file, e -> told += "$file failed: $e" })).collect(told::add)
        return told
    }

    "with a function for failures, reading goes on with the next file" - {
        for (options in listOf(ReadOptions.DEFAULT, LENIENT)) {
            "by one thread, ${options.strictness}" {
                val expected = expected(all, options)
                (told(all, options) { it.records().map { (file, record) -> "$file $record" } } == expected) shouldBe
                    true
            }

            "by several, ${options.strictness}" {
                val expected = expected(all, options)
                for (workers in 1..4) {
                    val found = told(all, options) { files ->
                        files.mapParallel(workers) { (file, record) -> "$file $record" }
                    }
                    withClue("$workers workers") { (found == expected) shouldBe true }
                }
            }

            "in a loop, ${options.strictness}" {
                val told = ArrayList<String>()
                BlockingMarcFiles.open(all, options) { file, e -> told += "$file failed: $e" }.use { files ->
                    for ((file, record) in files) told += "$file $record"
                }
                (told == expected(all, options)) shouldBe true
            }

            "in a loop over results of several, ${options.strictness}" {
                val told = ArrayList<String>()
                BlockingMarcFiles.open(all, options) { file, e -> told += "$file failed: $e" }.use { files ->
                    files.mapParallel({ (file, record) -> "$file $record" }).forEach { told += it }
                }
                (told == expected(all, options)) shouldBe true
            }

            "for outcomes, ${options.strictness}" {
                val expected = told(all, options) { files -> files.outcomes().map { "$it" } }
                expected.count { " failed: " in it } shouldBe expected(all, options).count { " failed: " in it }
                (told(all, options) { files -> files.outcomesParallel().map { "$it" } } == expected) shouldBe true
                val told = ArrayList<String>()
                BlockingMarcFiles.open(all, options) { file, e -> told += "$file failed: $e" }.use { files ->
                    files.outcomes().forEach { told += "$it" }
                }
                (told == expected) shouldBe true
            }
        }

        "whatever the files are, and however they are mixed" {
            checkAll(40, Arb.list(Arb.element(all), 0..6), Arb.int(1..3)) { files, workers ->
                val expected = expected(files, ReadOptions.DEFAULT)
                val found = told(files, ReadOptions.DEFAULT) {
                    it.mapParallel(workers) { (file, record) -> "$file $record" }
                }
                (found == expected) shouldBe true
            }
        }

        "without order, every failure is reported once, and every record of the other files is delivered" {
            val failed = ArrayList<Path>()
            val files = MarcFiles.open(all, onFailure = { file, _ -> failed.add(file) })
            val found = files.mapParallelUnordered { "${it.source} ${it.value}" }.toList()
            failed.sorted() shouldBe listOf(first, middle, last, packed, missing, directory).sorted()
            found shouldContainAll expected(listOf(small, large, large, small), ReadOptions.DEFAULT)
        }

        "the failure is the file's own" {
            val failures = HashMap<Path, Exception>()
            MarcFiles.open(all, onFailure = { file, e -> failures[file] = e }).mapParallel(2) { 1 }.collect {}
            failures[middle].shouldBeInstanceOf<MarcException>().problem.source shouldBe "$middle"
            failures[missing].shouldBeInstanceOf<NoSuchFileException>().file shouldBe "$missing"
            failures[directory].shouldBeInstanceOf<FileSystemException>().file shouldBe "$directory"
            failures[packed].shouldBeInstanceOf<FileSystemException>().file shouldBe "$packed"
        }

        "as long as it is wanted" {
            val files = MarcFiles.open(all, onFailure = { _, _ -> })
            files.records().take(4).toList().map { it.source } shouldBe listOf(small, small, small, large)
            files.mapParallel(2) { it.source }.take(4).toList() shouldBe listOf(small, small, small, large)
        }
    }

    "what isn't a failure of a file ends the reading" - {
        val failed = ArrayList<Path>()
        val ways = mapOf<String, suspend (MarcFiles) -> Unit>(
            "records()" to { files -> files.records().collect {} },
            "outcomes()" to { files -> files.outcomes().collect {} },
            "mapParallel" to { files -> files.mapParallel(2) { 1 }.collect {} },
            "outcomesParallel" to { files -> files.outcomesParallel().collect {} },
        )

        for ((name, read) in ways) {
            "what callbacks throw, even if it looks like one: $name" {
                failed.clear()
                for (planted in listOf(PlantedFailure("no space"), IllegalStateException("planted"))) {
                    val throwing = mapOf<String, ReadOptions.Builder.() -> Unit>(
                        "onProblem" to { onProblem { throw planted } },
                        "onProgress" to { onProgress { throw planted } },
                        "onFormat" to { onFormat { throw planted } },
                    )
                    for ((callback, configure) in throwing) {
                        val options = LENIENT.toBuilder().apply(configure).build()
                        val files = MarcFiles.open(listOf(middle, small), options, onFailure = { file, _ ->
                            failed.add(file)
                        })
                        withClue(callback) { Failure.of { read(files) } shouldBeSameInstanceAs planted }
                    }
                }
                failed shouldBe emptyList()
            }

            "what the function for failures throws: $name" {
                val planted = PlantedFailure("planted")
                val files = MarcFiles.open(listOf(missing, small), onFailure = { _, _ -> throw planted })
                Failure.of { read(files) } shouldBeSameInstanceAs planted
            }
        }

        "what a transform or a collector throws, even if it looks like one" {
            val large = record { field("245", '1', '0') { 'a' to "x".repeat(100_000) } }
            val refused = shouldThrow<MarcException> {
                MarcWriter.open(ByteArrayOutputStream()).use { it.writeAll(flowOf(large)) }
            }
            for (planted in listOf(refused, PlantedFailure("planted"))) {
                val files = MarcFiles.open(all, onFailure = { file, _ -> failed.add(file) })
                failed.clear()
                Failure.of { files.records().collect { throw planted } } shouldBeSameInstanceAs planted
                Failure.of { files.records().onEach { throw planted }.collect {} } shouldBeSameInstanceAs planted
                for (workers in 1..3) {
                    val options = ParallelOptions { this.workers = workers }
                    Failure.of { files.mapParallel(options) { throw planted }.collect {} } shouldBeSameInstanceAs
                        planted
                    Failure.of {
                        files.mapParallelUnordered(options) { throw planted }.collect {}
                    } shouldBeSameInstanceAs planted
                }
                failed.filterNot { it == first } shouldBe emptyList()
            }
        }

        "but a transform of what follows a failure in a file ends nothing, since it isn't delivered" {
            // Its number shows that the record comes after the damage.
            val behind = record { field("001", "behind") }
            val bytes = bytesOf(behind)
            val file = file("behind.mrc", *records.toTypedArray(), damaged, *List(3_000) { bytes }.toTypedArray())
            repeat(5) {
                val told = ArrayList<Path>()
                val count = MarcFiles.open(listOf(file, small), onFailure = { found, _ -> told.add(found) })
                    .mapParallel(3) { check(it.value.controlNumber != "behind") }.toList().size
                count shouldBe records.size + 3
                told shouldBe listOf(file)
            }
        }

        "in a loop, too, for ever" {
            val planted = IllegalStateException("planted")
            val options = LENIENT.toBuilder().onProblem { throw planted }.build()
            BlockingMarcFiles.open(listOf(small, middle), options) { file, _ -> failed.add(file) }.use { files ->
                val found = files.iterator()
                shouldThrow<IllegalStateException> { while (found.hasNext()) found.next() }
                shouldThrow<IllegalStateException> { found.hasNext() } shouldBeSameInstanceAs planted
            }
            failed.filterNot { it == first } shouldBe emptyList()
        }
    }

    "without that function, the first failure ends the reading, as before" {
        val found = ArrayList<Path>()
        shouldThrow<MarcException> { MarcFiles.open(all).records().collect { found.add(it.source) } }
        found shouldBe listOf(small, small, small)
        MarcFiles.open(all).list() shouldContain missing
    }

    "a large record after a small file is read to its end by the same worker" {
        // Longer than what a worker reads beyond the end of a part.
        val whale = bytesOf(
            record {
                field("245", '1', '0') { 'a' to "Whale" }
                repeat(9) { field("500") { 'a' to "y".repeat(9_000) } }
            },
        )
        val whales = file("whales.mrc", *List(40) { whale }.toTypedArray())
        val files = MarcFiles.open(listOf(small, whales, small, whales))
        val expected = files.records().toList()
        expected.size shouldBe 86
        for (workers in 1..2) files.mapParallel(workers) { it }.toList() shouldBe expected
    }
})

// Its constructor keeps coroutines from replacing it by a copy with another stack trace.
private class PlantedFailure(message: String, val number: Int = 1) : IOException("$message $number")

private fun bytesOf(record: Record): ByteArray = BlockingMarcWriter.toByteArray(listOf(record))
