// SPDX-License-Identifier: Apache-2.0
@file:OptIn(ExperimentalCoroutinesApi::class)

package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Gzip
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.ScatteredInput
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CopyableThrowable
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch

private const val RECORDS = 1_500

/** Every reader reads an input as users make them, closes what it opened, and passes on failures as they are. */
class SeekableInputSpec : FreeSpec({
    val folder = tempdir().toPath()
    val bytes = Catalogue.ordinary().toByteArray(RECORDS)
    val size = bytes.size.toLong()
    val expected = BlockingMarcReader.open(bytes).outcomes().toList()

    fun readings(): Map<String, suspend (MarcReader) -> List<Any>> = mapOf(
        "records" to { it.records().toList() },
        "outcomes" to { it.outcomes().toList() },
        "cursor" to { reader ->
            reader.cursor().use { cursor -> ArrayList<Any>().apply { while (true) add(cursor.next() ?: break) } }
        },
        "batches" to { reader ->
            reader.cursor().use { cursor ->
                ArrayList<Any>().apply {
                    do {
                        val batch = cursor.readBatch()
                        addAll(batch)
                    } while (batch.isNotEmpty())
                }
            }
        },
        "one worker" to { it.mapParallel(1) { record -> record }.toList() },
        "three workers" to { it.mapParallel(3) { record -> record }.toList() },
        "three workers without order" to { it.mapParallelUnordered { record -> record }.toList() },
        "outcomes by workers" to { it.outcomesParallel().toList() },
    )

    fun blockingReadings(): Map<String, (BlockingMarcReader) -> List<Any>> = mapOf(
        "read" to { generateSequence(it::read).toList() },
        "readOutcome" to { generateSequence(it::readOutcome).toList() },
        "readBatch" to { reader -> generateSequence { reader.readBatch().ifEmpty { null } }.flatten().toList() },
        "mapParallel" to { reader -> reader.mapParallel({ it }).use { it.stream().toList() } },
    )

    "an input of one's own is read like a file" - {
        for ((name, read) in readings()) {
            "by $name, also if it is compressed" {
                for (input in listOf(ScatteredInput(bytes, 100_000), ScatteredInput(Gzip.of(bytes)))) {
                    val reader = MarcReader.open(input, LENIENT)
                    read(reader).size shouldBe RECORDS
                    read(reader).size shouldBe RECORDS
                    input.shouldBeClosed()
                }
            }
        }

        for ((name, read) in blockingReadings()) {
            "by blocking $name, also if it is compressed" {
                for (input in listOf(ScatteredInput(bytes, 100_000), ScatteredInput(Gzip.of(bytes)))) {
                    BlockingMarcReader.open(input).use { read(it).size } shouldBe RECORDS
                    input.shouldBeClosed()
                }
            }
        }

        "by several workers, in one session, with the outcomes of one" {
            val input = ScatteredInput(bytes, 3_000)
            val options = ParallelOptions { workers = 3 }
            MarcReader.open(input, LENIENT).outcomesParallel(options).toList().shouldBeLike(expected)
            input.sessions shouldBe 1
            input.shouldBeClosed()
        }
    }

    "a failure arrives unwrapped, after the records before it, and everything is closed" - {
        val places = listOf(0, 1, 30, 100_000, 600_000, bytes.size - 1)

        fun failing(place: Int, cause: Planted) = ScatteredInput(bytes, 100_000, failAt = place, failure = cause)

        for ((name, read) in readings()) {
            "of a read, by $name" {
                for (place in places) {
                    withClue("failure at $place") {
                        val cause = Planted()
                        val input = failing(place, cause)
                        thrownBy { read(MarcReader.open(input, LENIENT)) } shouldBeSameInstanceAs cause
                        input.shouldBeClosed()
                    }
                }
            }

            "of a read in a range, by $name" {
                val cause = Planted()
                val input = failing(700_000, cause)
                thrownBy { read(MarcReader.open(input, LENIENT).range(500_000, size)) } shouldBeSameInstanceAs cause
                input.shouldBeClosed()
            }

            "of asking for the size, and of closing, by $name" {
                val cause = Planted()
                for (input in listOf(
                    ScatteredInput(bytes, 100_000, sizeFailure = cause),
                    ScatteredInput(bytes, 100_000, closeFailure = cause),
                )) {
                    thrownBy { read(MarcReader.open(input, LENIENT)) } shouldBeSameInstanceAs cause
                    input.shouldBeClosed()
                }
            }

            "of opening, by $name" {
                val cause = Planted()
                thrownBy { read(MarcReader.open(SeekableInput { throw cause }, LENIENT)) } shouldBeSameInstanceAs cause
            }
        }

        for ((name, read) in blockingReadings()) {
            "by blocking $name" {
                for (place in places) {
                    withClue("failure at $place") {
                        val cause = Planted()
                        val input = failing(place, cause)
                        val failure = thrownBy { BlockingMarcReader.open(input, LENIENT).use(read) }
                        (if (failure is IOException) failure else failure?.cause) shouldBeSameInstanceAs cause
                        input.shouldBeClosed()
                    }
                }
            }
        }

        "with every record before it" {
            val cause = Planted()
            for (parallel in listOf(false, true)) {
                val reader = MarcReader.open(failing(900_000, cause), LENIENT)
                val found = ArrayList<Outcome>()
                val outcomes: Flow<Outcome> = if (parallel) reader.outcomesParallel() else reader.outcomes()
                thrownBy { outcomes.collect(found::add) } shouldBeSameInstanceAs cause
                found.shouldBeLike(expected.take(found.size))
                (found.last().byteOffset > 500_000) shouldBe true
            }
        }
    }

    "sessions are closed" - {
        "if the collector stops early" {
            val input = ScatteredInput(bytes, 100_000)
            val reader = MarcReader.open(input)
            reader.records().first()
            reader.outcomes().take(700).toList()
            reader.mapParallel(3) { it }.first()
            reader.outcomesParallel().take(700).toList()
            reader.range(5_000, 90_000).records().first()
            reader.cursor().use { it.next() }
            BlockingMarcReader.open(input).use { it.read() }
            BlockingMarcReader.openRange(input, 5_000, 90_000).use { it.read() }
            BlockingMarcReader.open(input).use { reader -> reader.mapParallel({ it }).use { it.iterator().next() } }
            input.shouldBeClosed()
        }

        "if the collection is cancelled" {
            for (gzip in listOf(false, true)) {
                val input = ScatteredInput(if (gzip) Gzip.of(bytes) else bytes, 100_000)
                for (workers in listOf(0, 1, 3)) {
                    val begun = CountDownLatch(1)
                    coroutineScope {
                        val collector = launch(Dispatchers.Default) {
                            val reader = MarcReader.open(input)
                            val wait: suspend (Any) -> Unit = {
                                begun.countDown()
                                awaitCancellation()
                            }
                            if (workers ==
                                0
                            ) {
                                reader.records().collect(wait)
                            } else {
                                reader.mapParallel(workers, wait).collect()
                            }
                        }
                        begun.await(1, TimeUnit.MINUTES) shouldBe true
                        collector.cancelAndJoin()
                    }
                    input.shouldBeClosed()
                }
            }
        }

        "if it is cancelled while the input is looked at" {
            val input = ScatteredInput(Gzip.of(bytes))
            val opening = CountDownLatch(1)
            val cancelled = CountDownLatch(1)
            val slow = SeekableInput {
                opening.countDown()
                cancelled.await(1, TimeUnit.MINUTES)
                input.open()
            }
            coroutineScope {
                val collector = launch(Dispatchers.Default) { MarcReader.open(slow).mapParallel(2) { it }.collect() }
                opening.await(1, TimeUnit.MINUTES) shouldBe true
                collector.cancel()
                cancelled.countDown()
                collector.join()
            }
            input.shouldBeClosed()
        }
    }

    "an input that reads nothing, or more than there is room for, is found out" {
        for (count in listOf(0, -2, 1_000_000)) {
            val input = SeekableInput {
                object : SeekableInput.Session {
                    override fun size(): Long = size

                    override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int = count

                    override fun close() = Unit
                }
            }
            val failure = thrownBy { MarcReader.open(input).records().collect() }
            failure.shouldBeInstanceOf<IOException>()
            failure.message.orEmpty() shouldContain "returned $count: "
            failure.message.orEmpty() shouldContain "breaks the contract of Session.read"
        }
    }

    "the ready ones" - {
        val file = Files.write(folder.resolve("records.mrc"), bytes)

        "are named in messages" {
            fun named(input: SeekableInput) = MarcReader.open(input).toString()
            named(SeekableInput.of(file)) shouldStartWith "MarcReader($file, "
            named(SeekableInput.of("s3://bucket/key") { FileChannel.open(file) }) shouldStartWith
                "MarcReader(s3://bucket/key, "
            named(SeekableInput.of(bytes)) shouldStartWith "MarcReader(memory of $size bytes, "
            named(SeekableInput.of(Gzip.of(bytes))) shouldStartWith "MarcReader(memory of "
            FileChannel.open(file).use { named(SeekableInput.of(it)) shouldStartWith "MarcReader(file channel, " }
        }

        "open a channel for each session, from its start" {
            val counted = CountedFile(file)
            val input = SeekableInput.of("counted") { counted.open().position(77) }
            MarcReader.open(input).outcomes().toList().shouldBeLike(expected)
            MarcReader.open(input).mapParallel(3) { it }.toList().size shouldBe RECORDS
            counted.shouldBeClosed()
        }

        "share an open channel, and leave it as it was" {
            FileChannel.open(file).use { channel ->
                channel.position(123)
                val reader = MarcReader.open(SeekableInput.of(channel), LENIENT)
                reader.outcomesParallel().toList().shouldBeLike(expected)
                coroutineScope {
                    repeat(4) { launch(Dispatchers.Default) { reader.outcomes().toList().shouldBeLike(expected) } }
                }
                reader.range(size / 2, size).records().first()
                channel.isOpen shouldBe true
                channel.position() shouldBe 123
                // As a channel it is read from where it is.
                val rest = MarcReader.open(channel.position(expected[1].byteOffset)).records().toList()
                rest.size shouldBe RECORDS - 1
            }
        }

        "look at a buffer from its position to its limit" {
            val buffer = ByteBuffer.wrap(ByteArray(9) + bytes + ByteArray(9), 9, bytes.size)
            val input = SeekableInput.of(buffer)
            buffer.position(20)
            MarcReader.open(input).outcomes().toList().shouldBeLike(expected)
            input.open().use { session ->
                session.size() shouldBe size
                val read = ByteArray(10)
                session.read(size - 4, read, 3, 10) shouldBe 4
                read.copyOfRange(3, 7) shouldBe bytes.copyOfRange(bytes.size - 4, bytes.size)
                session.read(size, read, 0, 10) shouldBe -1
                session.read(Long.MAX_VALUE - 5, read, 0, 10) shouldBe -1
            }
        }
    }
})

/** Coroutines copy exceptions while they are debugged, if they can; this one they can't. */
private class Planted :
    IOException("planted"),
    CopyableThrowable<Planted> {
    override fun createCopy(): Planted? = null
}
