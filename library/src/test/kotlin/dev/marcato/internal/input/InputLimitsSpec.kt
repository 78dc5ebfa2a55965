// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.Compression
import dev.marcato.MarcFiles
import dev.marcato.MarcFormat
import dev.marcato.ParallelOptions
import dev.marcato.Progress
import dev.marcato.ReadLimitException
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.mapParallel
import dev.marcato.testing.Catalogue
import dev.marcato.testing.EndlessBytes
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.WaysIn
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.comparables.shouldBeLessThanOrEqualTo
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipException
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.toList

private const val MIB = 1L shl 20
private const val CHUNK = 512L * 1024

private val records = Catalogue.ordinary().records(40).toList()
private val bytes = Iso2709Bytes.encodeAll(records)

// Of each record.
private val ends = records.runningFold(0L) { end, record -> end + Iso2709Bytes.encode(record).size }.drop(1)

/** Endless inputs of which reading makes nothing, or little. */
private val fillers = listOf(
    Triple("blanks", null, EndlessBytes(ByteArray(0), " ".toByteArray())),
    Triple("NULs", null, EndlessBytes(bytes, ByteArray(1))),
    Triple("comments", null, EndlessBytes("<collection>".toByteArray(), "<!-- a comment -->".toByteArray())),
    Triple("one comment", null, EndlessBytes("<collection><!--".toByteArray(), "a comment ".toByteArray())),
    Triple("blanks in JSON", MarcFormat.JSON, EndlessBytes("[".toByteArray(), " \n".toByteArray())),
    Triple("line ends", MarcFormat.MNEMONIC, EndlessBytes(ByteArray(0), "\n".toByteArray())),
    Triple("words", null, EndlessBytes(ByteArray(0), "garbage and more of it, ".toByteArray())),
    Triple("records", null, EndlessBytes(ByteArray(0), bytes)),
    Triple("gzip", null, EndlessBytes(ByteArray(0), Gzip.of(ByteArray(1 shl 20) { 0x20 }))),
)

private fun lenient(more: ReadOptions.Builder.() -> Unit): ReadOptions = ReadOptions {
    strictness = Strictness.LENIENT
    more()
}

class InputLimitsSpec :
    FreeSpec({
        val ways = WaysIn()
        afterSpec { ways.close() }

        /** Reads until something fails, or to the end. */
        suspend fun read(input: Any, options: ReadOptions): Pair<List<Record>, ReadLimitException?> {
            val found = ArrayList<Record>()
            return try {
                Readers.of(input, options).records().collect { found.add(it) }
                found to null
            } catch (e: ReadLimitException) {
                found to e
            }
        }

        fun readBlocking(input: Any, options: ReadOptions): Pair<List<Record>, ReadLimitException?> {
            val found = ArrayList<Record>()
            return try {
                Readers.blocking(input, options).use { reader -> for (record in reader) found.add(record) }
                found to null
            } catch (e: ReadLimitException) {
                found to e
            }
        }

        "a limit of bytes" - {
            "may be reached exactly, by every way in" {
                val options = ReadOptions { limits { inputBytes = bytes.size.toLong() } }
                for (way in ways.all) {
                    withClue(way) {
                        read(way.open(bytes), options).let { it.first.size to it.second } shouldBe
                            (40 to null)
                    }
                }
            }

            "gives the records before it and fails, by every way in" {
                for (most in listOf(1L, 100L, ends[2] - 1, ends[2], ends[2] + 1, ends[30] + 7, bytes.size - 1L)) {
                    val options = ReadOptions { limits { inputBytes = most } }
                    val before = ends.count { it <= most }
                    for (way in ways.all) {
                        withClue("$most bytes of $way") {
                            val (found, failure) = read(way.open(bytes), options)
                            found.size shouldBe before
                            failure?.limit shouldBe "inputBytes"
                            failure?.most shouldBe most
                            failure?.read shouldBe Progress.of(before.toLong(), most)
                            if (way.canBlock) {
                                val blocking = readBlocking(way.open(bytes), options)
                                blocking.first.size shouldBe before
                                blocking.second?.message?.substringAfter(" has ") shouldBe
                                    failure?.message?.substringAfter(" has ")
                            }
                        }
                    }
                }
            }

            "names the file, and says what was read" {
                val path = ways.file(bytes)
                val options = ReadOptions { limits { inputBytes = ends[1] + 5 } }
                val failure = shouldThrow<ReadLimitException> { Readers.records(path, options) }
                failure.source shouldBe path.toString()
                failure.message shouldBe "$path has more than ${ends[1] + 5} bytes, the limit of " +
                    "ReadLimits.inputBytes. 2 records, ${ends[1] + 5} bytes were read before"
                shouldThrow<ReadLimitException> { Readers.records(bytes, options) }.message.orEmpty() shouldContain
                    "The input has more than"
            }

            "fails again at every later call" {
                val options = ReadOptions { limits { inputBytes = ends[0] + 1 } }
                Readers.of(bytes.inputStream(), options).cursor().use { cursor ->
                    cursor.next()
                    repeat(2) { shouldThrow<ReadLimitException> { cursor.next() } }
                }
            }

            "takes at most a byte more from a stream, and a chunk from a flow, whatever comes" {
                val limit = 3 * MIB + 17
                for ((name, format, _) in fillers) {
                    for (isStrict in listOf(true, false)) {
                        // Strict reading gives up on garbage before.
                        if (isStrict && name == "words") continue
                        val options = ReadOptions {
                            this.format = format
                            strictness = if (isStrict) Strictness.STRICT else Strictness.LENIENT
                            limits { inputBytes = limit }
                        }
                        val kinds = listOf<(EndlessBytes) -> Any>(
                            { it.asInputStream() },
                            { it.asChannel() },
                            { it.asSource() },
                            { it.asFlow(100_000) },
                        )
                        for (kind in kinds) {
                            val endless = fillers.first { it.first == name }.third.again()
                            val input = kind(endless)
                            withClue("$name, strict: $isStrict, $input") {
                                val failure = read(input, options).second
                                failure?.read?.bytes shouldBe limit
                                val most = when {
                                    name == "gzip" -> 200_000L
                                    input is PushedBytes -> limit + 100_000
                                    else -> limit + 1
                                }
                                endless.taken shouldBeLessThanOrEqualTo most
                            }
                        }
                    }
                }
            }

            "holds for many workers, which deliver the same records before they fail" {
                val large = Catalogue.ordinary().toByteArray(2_000)
                val path = ways.file(large)
                val several = ParallelOptions { workers = 3 }
                for (most in listOf(large.size / 2L, large.size - 1L)) {
                    val options = ReadOptions { limits { inputBytes = most } }
                    val expected = read(path, options).first.map { it.controlNumber }
                    for (input in listOf<Any>(path, large)) {
                        val found = ArrayList<String?>()
                        shouldThrow<ReadLimitException> {
                            Readers.of(input, options).mapParallel(several) {
                                it.controlNumber
                            }.collect { found.add(it) }
                        }
                        (found == expected) shouldBe true
                    }
                }
                val exact = ReadOptions { limits { inputBytes = large.size.toLong() } }
                Readers.of(path, exact).mapParallel(several) { 1 }.toList().size shouldBe 2_000
            }

            "counts the bytes that are read for a range" {
                val path = ways.file(bytes)
                val options = ReadOptions { limits { inputBytes = ends[9] } }
                val found = ArrayList<Record>()
                Readers.of(path, options).range(ends[19], ends[24]).records().collect { found.add(it) }
                found.size shouldBe 5
                shouldThrow<ReadLimitException> {
                    Readers.of(path, options).range(ends[9], ends[29]).records().collect()
                }
            }
        }

        "a limit of records" - {
            "may be reached exactly, and gives as many before it fails, by every way in" {
                for (way in ways.all) {
                    withClue(way) {
                        read(way.open(bytes), ReadOptions { limits { records = 40 } }).second shouldBe null
                        val (found, failure) = read(way.open(bytes), ReadOptions { limits { records = 39 } })
                        found.size shouldBe 39
                        failure?.limit shouldBe "records"
                        failure?.most shouldBe 39L
                        failure?.read shouldBe Progress.of(39, ends[38])
                    }
                }
            }

            "doesn't count damage" {
                val input = "garbage".toByteArray() + bytes
                Readers.outcomes(input, lenient { limits { records = 40 } }).size shouldBe 41
            }

            "holds for many workers" {
                val path = ways.file(Catalogue.ordinary().toByteArray(2_000))
                val found = ArrayList<String?>()
                shouldThrow<ReadLimitException> {
                    Readers.of(path, ReadOptions { limits { records = 1_234 } })
                        .mapParallel(ParallelOptions { workers = 3 }) { it.controlNumber }
                        .collect { found.add(it) }
                }.message.orEmpty() shouldContain "$path has more than 1234 records"
                found.size shouldBe 1_234
            }
        }

        "limits hold for each of many files, and the others are read" {
            val folder = Files.createTempDirectory("marcato-limits")
            try {
                Files.write(folder.resolve("a.mrc"), bytes)
                Files.write(folder.resolve("b.mrc"), bytes.copyOf(ends[4].toInt()))
                Files.write(folder.resolve("c.mrc.gz"), Gzip.of(bytes))
                for (limit in listOf<ReadOptions.Builder.() -> Unit>(
                    { limits { records = 5 } },
                    { limits { inputBytes = ends[4] } },
                )) {
                    val failed = ArrayList<Path>()
                    val files = MarcFiles.open(
                        folder,
                        "*",
                        ReadOptions { limit() },
                        onFailure = { file, failure ->
                            failed.add(file)
                            (failure is ReadLimitException) shouldBe true
                        },
                    )
                    files.records().toList().size shouldBe 15
                    failed.map { it.fileName.toString() } shouldBe listOf("a.mrc", "c.mrc.gz")
                    failed.clear()
                    files.mapParallel(ParallelOptions { workers = 2 }) { 1 }.toList().size shouldBe 15
                    failed.map { it.fileName.toString() } shouldBe listOf("a.mrc", "c.mrc.gz")
                }
            } finally {
                folder.toFile().deleteRecursively()
            }
        }

        "compression" - {
            "that is refused fails by every way in, and nothing else does" {
                val options = ReadOptions { compression = Compression.NONE }
                for (way in ways.plain) {
                    withClue(way) {
                        read(way.open(bytes), options).first.size shouldBe 40
                        zipFailure { Readers.records(way.compressed().open(bytes), options) } shouldBe
                            "The input is gzip, which the option compression refuses: it is NONE"
                    }
                }
            }

            "that is required fails where it is missing, by every way in" {
                val options = ReadOptions { compression = Compression.GZIP }
                for (way in ways.plain) {
                    withClue(way) {
                        read(way.compressed().open(bytes), options).first.size shouldBe 40
                        for (plain in listOf(bytes, bytes.copyOf(1), ByteArray(0))) {
                            zipFailure { Readers.records(way.open(plain), options) } shouldBe
                                "The input isn't gzip, which the option compression requires: it is GZIP"
                        }
                    }
                }
            }

            "holds for several workers, too" {
                val large = Catalogue.ordinary().toByteArray(1_000)
                for (input in listOf<Any>(large, ways.file(large))) {
                    zipFailure {
                        Readers.of(input, ReadOptions { compression = Compression.GZIP })
                            .mapParallel(ParallelOptions { workers = 2 }) { 1 }
                            .toList()
                    }
                }
                for (input in listOf<Any>(Gzip.of(large), ways.file(Gzip.of(large)))) {
                    zipFailure {
                        Readers.of(input, ReadOptions { compression = Compression.NONE })
                            .mapParallel(ParallelOptions { workers = 2 }) { 1 }
                            .toList()
                    }
                }
            }
        }

        "progress" - {
            "comes at least after every MiB and a chunk, whatever is read" {
                for ((name, format, endless) in fillers) {
                    val told = ArrayList<Progress>()
                    val options = lenient {
                        this.format = format
                        limits { inputBytes = 6 * MIB }
                        onProgress { told.add(it) }
                    }
                    withClue(name) {
                        read(endless.again().asInputStream(), options)
                        shouldComeOften(told, 6 * MIB)
                        if (name == "gzip") return@withClue
                        told.clear()
                        val memory = endless.again().asInputStream().readNBytes((6 * MIB).toInt())
                        read(memory, options)
                        shouldComeOften(told, 6 * MIB)
                        told.last().bytes shouldBe 6 * MIB
                    }
                }
            }

            "comes as often from several workers" {
                for ((name, _, endless) in fillers.filter { it.first in listOf("words", "NULs", "records") }) {
                    val path = ways.file(endless.again().asInputStream().readNBytes((6 * MIB).toInt()))
                    val told = ArrayList<Progress>()
                    val options = lenient { onProgress { told.add(it) } }
                    withClue(name) {
                        Readers.of(path, options).mapParallel(ParallelOptions { workers = 3 }) { 1 }.collect {}
                        shouldComeOften(told, 6 * MIB)
                        told.last().bytes shouldBe 6 * MIB
                        told shouldBe told.sortedBy { it.bytes }
                        told.clear()
                        MarcFiles.open(listOf(ways.file(Gzip.of(Files.readAllBytes(path)))), options)
                            .mapParallel(ParallelOptions { workers = 3 }) { 1 }
                            .collect {}
                        shouldComeOften(told, 6 * MIB)
                        told.last().bytes shouldBe 6 * MIB
                    }
                }
            }

            "comes as often in a portion that can't be cut" {
                fun filler(name: String) = fillers.first { it.first == name }.third.again().asInputStream()
                // The last anchor is shortly before the second MiB.
                val before = filler("records").readNBytes((1.9 * MIB).toInt())
                val input = before + filler("words").readNBytes((3 * MIB).toInt())
                val told = ArrayList<Progress>()
                val options = lenient { onProgress { told.add(it) } }
                Readers.of(ways.file(input), options).mapParallel(ParallelOptions { workers = 3 }) { 1 }.collect {}
                shouldComeOften(told, input.size.toLong())
            }

            "can end a reading of nothing" {
                val endless = fillers.first().third.again()
                val options = ReadOptions { onProgress { check(it.bytes < 2 * MIB) { "enough" } } }
                shouldThrow<IllegalStateException> {
                    Readers.records(endless.asInputStream(), options)
                }.message shouldBe
                    "enough"
                endless.taken shouldBeLessThanOrEqualTo 2 * MIB + 4 * CHUNK
            }
        }
    })

private fun shouldComeOften(told: List<Progress>, size: Long) {
    val places = listOf(0L) + told.map { it.bytes }
    places.zipWithNext { before, after -> after - before }.max() shouldBeLessThanOrEqualTo MIB + CHUNK
    (size - places.last()) shouldBeLessThanOrEqualTo MIB + CHUNK
}

/** The message of the gzip failure that this or its cause is; of a file, the cause. */
private suspend fun zipFailure(read: suspend () -> Unit): String? {
    try {
        read()
    } catch (e: Exception) {
        return generateSequence<Throwable>(e) { it.cause }.filterIsInstance<ZipException>().first().message
    }
    throw AssertionError("It didn't fail")
}
