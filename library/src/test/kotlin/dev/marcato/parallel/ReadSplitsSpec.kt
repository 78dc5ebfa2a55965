// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ReadSplit
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.MixedFile
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.ScatteredInput
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.unnumbered
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardOpenOption
import java.util.Random
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withTimeout

private const val MUTATIONS = 150

/** Splits of every size together give the outcomes of the whole input. */
class ReadSplitsSpec : FreeSpec({
    val folder = tempdir().toPath()
    // Sound records, filler, and damage of several kinds, small enough for splits of one byte.
    val small = listOf(
        Iso2709Bytes.encode(Catalogue.ordinary().record(1)),
        "\r\n  ".toByteArray(),
        MixedFile.records[0].also { it[3] = 'x'.code.toByte() },
        ByteArray(40) { '7'.code.toByte() },
        byteArrayOf(0x1D, 0x1D),
        MixedFile.records[1],
        MixedFile.records[2].copyOf(100),
    ).reduce(ByteArray::plus)
    val file = Files.write(folder.resolve("small.mrc"), small)

    suspend fun SeekableInput.shouldBeWhole(expected: List<Outcome>, bytesPerSplit: Long) {
        val reader = MarcReader.open(this, LENIENT)
        val splits = reader.splits(bytesPerSplit)
        withClue("$this in ${splits.size} splits of $bytesPerSplit") {
            val found = splits.flatMap { reader.range(ReadSplit.parse(it.toText())).outcomes().toList() }
            found.shouldBeLike(expected, isNumbered = false, ::unnumbered)
        }
    }

    "together they are the whole" - {
        val expected = BlockingMarcReader.open(small, LENIENT).outcomes().toList()

        "in splits of every size, of an array" {
            val input = SeekableInput.of(small)
            for (size in 1L..small.size + 1L) input.shouldBeWhole(expected, size)
        }

        "in splits of many sizes, of a file, an open channel, channels, and an input with short reads" {
            FileChannel.open(file).use { channel ->
                val scattered = ScatteredInput(small, mostAtOnce = 37)
                for (input in listOf(
                    SeekableInput.of(file),
                    SeekableInput.of(channel),
                    SeekableInput.of("channels") { FileChannel.open(file) },
                    scattered,
                )) {
                    for (size in listOf(1L, 2L, 3L) + (5L..small.size step 23L) + listOf(small.size.toLong())) {
                        input.shouldBeWhole(expected, size)
                    }
                }
                scattered.shouldBeClosed()
            }
        }

        "of files damaged at random" {
            val random = Random(2025)
            val original = MixedFile.records.take(5).reduce(ByteArray::plus)
            repeat(MUTATIONS) {
                val damage = DamagedBytes.of(original, random, 1 + random.nextInt(4))
                val input = ScatteredInput(damage.toByteArray(), mostAtOnce = 5_000)
                val whole = MarcReader.open(input, LENIENT).outcomes().toList()
                withClue(damage) { input.shouldBeWhole(whole, 1L + random.nextInt(2_000)) }
            }
        }

        "read by blocking readers, with the records and problems of the whole" {
            for (size in listOf(100L, 1_000L, small.size.toLong())) {
                val input = ScatteredInput(small)
                val splits = BlockingMarcReader.splits(input, size, LENIENT)
                splits.flatMap { split ->
                    BlockingMarcReader.openRange(input, split, LENIENT).use { it.outcomes().toList() }
                }.shouldBeLike(expected, isNumbered = false, ::unnumbered)
                input.shouldBeClosed()
            }
        }
    }

    "a large input is divided without being read" {
        val input = ScatteredInput(Catalogue.ordinary().toByteArray(300))
        val size = input.open().use { it.size() }
        MarcReader.open(input).splits(size).single().isWhole shouldBe true
        input.bytesRead shouldBe 0
        MarcReader.open(input).splits(size / 3 - 1).size shouldBe 4
        input.bytesRead shouldBe 4_096
        input.shouldBeClosed()
    }

    "the only split of an input is like the input: it has indices, and several workers read it" {
        val bytes = Catalogue.ordinary().toByteArray(1_500)
        val input = ScatteredInput(bytes, mostAtOnce = 100_000)
        val reader = MarcReader.open(input)
        val whole = reader.range(reader.splits(bytes.size.toLong()).single())
        whole.outcomes().toList().map { (it as Outcome.Read).recordIndex } shouldBe List(1_500) { it.toLong() }
        val begun = AtomicInteger()
        val haveTwoBegun = CompletableDeferred<Unit>()
        val results = whole.mapParallel(3) {
            if (begun.incrementAndGet() == 2) haveTwoBegun.complete(Unit)
            haveTwoBegun.await()
            it.toString()
        }
        withTimeout(20_000) { results.toList() } shouldBe reader.records().toList().map { it.toString() }
        input.shouldBeClosed()
    }

    "an input that isn't as it was when it was divided" - {
        "has become smaller, and fails when it is read" {
            val shrinking = Files.write(folder.resolve("shrinking.mrc"), small)
            val splits = MarcReader.open(shrinking).splits(500)
            FileChannel.open(shrinking, StandardOpenOption.WRITE).use { it.truncate(small.size - 1L) }
            val left = Files.readAllBytes(shrinking)
            for ((name, input) in mapOf(
                "$shrinking" to SeekableInput.of(shrinking),
                "memory of ${left.size} bytes" to SeekableInput.of(left),
                "scattered" to ScatteredInput(left),
            )) {
                val reader = MarcReader.open(input)
                for (split in splits + ReadSplit.divide(small.size.toLong(), small.size.toLong())) {
                    val message =
                        "$name has ${left.size} bytes, but had ${small.size} when it was divided: it has changed"
                    shouldThrow<IOException> { reader.range(split).records().toList() }.message shouldBe message
                    shouldThrow<IOException> { reader.range(split).mapParallel(2) { it }.toList() }
                    shouldThrow<IOException> { reader.range(split).cursor().use { it.next() } }
                    shouldThrow<IOException> { BlockingMarcReader.openRange(input, split) }.message shouldBe message
                }
                (input as? ScatteredInput)?.shouldBeClosed()
            }
        }

        "has grown, and the last split has the rest" {
            val growing = Files.write(folder.resolve("growing.mrc"), MixedFile.records[1])
            val reader = MarcReader.open(growing)
            val splits = reader.splits(100)
            Files.write(growing, MixedFile.records[2], StandardOpenOption.APPEND)
            splits.dropLast(1).sumOf { reader.range(it).records().toList().size } shouldBe 1
            reader.range(splits.last()).records().toList().size shouldBe 1
        }
    }

    "an empty input is one empty split" {
        for (input in listOf(SeekableInput.of(ByteArray(0)), ScatteredInput(ByteArray(0)))) {
            val reader = MarcReader.open(input)
            val split = reader.splits(1).single()
            split.toText() shouldBe "marcato-split-1:from=0,until=0,size=0"
            reader.range(split).outcomes().toList() shouldBe emptyList()
        }
    }

    "an input that doesn't know its size is one split" {
        val input = ScatteredInput(small, size = 0)
        val reader = MarcReader.open(input, LENIENT)
        val split = reader.splits(10).single()
        reader.range(split).outcomes().toList().sumOf { it.byteLength } shouldBe small.size.toLong()
        reader.mapParallel(2) { it }.toList().size shouldBe reader.records().toList().size
        input.shouldBeClosed()
    }

    "no splits are" - {
        "smaller than a byte" {
            for (size in listOf(0L, -1L, Long.MIN_VALUE)) {
                shouldThrow<IllegalArgumentException> { MarcReader.open(small).splits(size) }.message shouldBe
                    "bytesPerSplit must be at least 1, not $size"
            }
        }

        "of a range" {
            val reader = MarcReader.open(small).range(1, 5)
            shouldThrow<IllegalStateException> { reader.splits(1) }.message shouldBe
                "This reader has a range already: bytes 1..<5"
            shouldThrow<IllegalStateException> { reader.range(ReadSplit.divide(10, 5).first()) }
        }

        "of an input that fails, and the failure arrives as it is" {
            val cause = IOException("no size")
            val input = ScatteredInput(small, sizeFailure = cause)
            thrownBy { MarcReader.open(input).splits(1) } shouldBeSameInstanceAs cause
            thrownBy { BlockingMarcReader.splits(input, 1) } shouldBeSameInstanceAs cause
            input.shouldBeClosed()
            thrownBy {
                MarcReader.open(ScatteredInput(small, failAt = 9, failure = cause)).splits(1)
            } shouldBeSameInstanceAs
                cause
        }
    }

    "the bytes of an outcome are read from where they are" {
        val input = ScatteredInput(Catalogue.ordinary().toByteArray(1_000))
        val reader = MarcReader.open(input)
        val last = reader.outcomes().toList().last()
        val before = input.bytesRead
        reader.bytesOf(last) shouldBe (last as Outcome.Read).record.rawBytes
        input.bytesRead - before shouldBeLessThan last.byteLength + 10
        input.shouldBeClosed()
    }
})
