// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.longs.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import java.io.InputStream
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

private const val RECORDS = 12

/** Streams are cut as they arrive: nothing waits for bytes that haven't come, and nothing is taken without measure. */
@OptIn(ExperimentalCoroutinesApi::class)
class StreamsInPortionsSpec :
    FreeSpec({
        val catalogue = Catalogue.ordinary()
        val pieces = List(RECORDS) { catalogue.toByteArray(it + 1) }.let { files ->
            files.mapIndexed { index, file ->
                file.copyOfRange(
                    if (index ==
                        0
                    ) {
                        0
                    } else {
                        files[index - 1].size
                    },
                    file.size,
                )
            }
        }
        val numbers = BlockingMarcReader.open(pieces.reduce(ByteArray::plus)).use { reader ->
            reader.map { it.controlNumber.orEmpty() }
        }

        "what has come is delivered, while the read of more waits" - {
            "from a stream" {
                val stream = OneByOne(pieces)
                val results = withTimeout(20_000) {
                    MarcReader.open(stream).mapParallel(3) { it.controlNumber.orEmpty() }
                        .onEach { if (it == numbers.last()) stream.end.countDown() }.toList()
                }
                results shouldContainExactly numbers
            }

            "from a flow of bytes" {
                val end = CompletableDeferred<Unit>()
                val bytes: Flow<ByteArray> = flow {
                    pieces.forEach { emit(it) }
                    end.await()
                }
                val results = withTimeout(20_000) {
                    MarcReader.open(bytes).mapParallel(3) { it.controlNumber.orEmpty() }
                        .onEach { if (it == numbers.last()) end.complete(Unit) }.toList()
                }
                results shouldContainExactly numbers
            }
        }

        "records that come one by one are transformed at the same time, if that takes long" - {
            for (isOrdered in listOf(true, false)) {
                (if (isOrdered) "in order" else "in any order") {
                    val stream = OneByOne(pieces)
                    val begun = AtomicInteger()
                    val haveAllBegun = CompletableDeferred<Unit>()
                    val options = ParallelOptions { workers = RECORDS }
                    val transform: suspend (Record) -> String = {
                        if (begun.incrementAndGet() == RECORDS) haveAllBegun.complete(Unit)
                        haveAllBegun.await()
                        stream.end.countDown()
                        it.controlNumber.orEmpty()
                    }
                    val reader = MarcReader.open(stream)
                    val results = withTimeout(20_000) {
                        if (isOrdered) {
                            reader.mapParallel(options, transform).toList()
                        } else {
                            reader.mapParallelUnordered(options, transform).toList().sortedBy { it }
                        }
                    }
                    results shouldContainExactly if (isOrdered) numbers else numbers.sortedBy { it }
                }
            }
        }

        "a collector that stalls stops the taking" - {
            val options = ParallelOptions {
                workers = 3
                windowBytes = 1 shl 20
            }
            // Besides the window: the piece that is being filled, one that waits to be passed on, and the first bytes.
            val most = options.windowBytes + 2L * (options.windowBytes / 5) + 64 * 1024
            val records = catalogue.toByteArray(100)
            val taken = AtomicLong()

            suspend fun stallOf(reader: MarcReader): Long = withContext(Dispatchers.Default) {
                taken.set(0)
                val stalled = launch {
                    reader.mapParallel(options) { it.controlNumber }.collect { awaitCancellation() }
                }
                var before = -1L
                while (taken.get() != before) {
                    before = taken.get()
                    delay(300)
                }
                stalled.cancelAndJoin()
                before
            }

            "from a stream" {
                val endless = object : InputStream() {
                    override fun read(): Int = throw UnsupportedOperationException()

                    override fun read(into: ByteArray, start: Int, length: Int): Int {
                        val at = (taken.get() % records.size).toInt()
                        val count = minOf(length, records.size - at)
                        records.copyInto(into, start, at, at + count)
                        taken.addAndGet(count.toLong())
                        return count
                    }
                }
                stallOf(MarcReader.open(endless)) shouldBeLessThanOrEqual most
            }

            "from a file" {
                val input = object : SeekableInput {
                    override fun open() = object : SeekableInput.Session {
                        override fun size(): Long = 1L shl 40

                        override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int {
                            val at = (position % records.size).toInt()
                            val count = minOf(end - start, records.size - at)
                            records.copyInto(into, start, at, at + count)
                            taken.addAndGet(count.toLong())
                            return count
                        }

                        override fun close(): Unit = Unit
                    }
                }
                stallOf(MarcReader.open(input)) shouldBeLessThanOrEqual most
            }

            "from a flow of bytes" {
                val endless: Flow<ByteArray> = flow {
                    while (true) {
                        emit(records)
                        taken.addAndGet(records.size.toLong())
                    }
                }
                withClue("${records.size} bytes at a time") {
                    stallOf(MarcReader.open(endless)) shouldBeLessThanOrEqual most + records.size
                }
            }
        }

        "a transform that takes long keeps every worker busy, whichever portion is delivered" {
            val records = catalogue.toByteArray(2_000)
            for (reader in listOf(MarcReader.open(records), MarcReader.open(records.inputStream()))) {
                val busy = AtomicInteger()
                val most = AtomicInteger()
                val alone = AtomicInteger()
                val options = ParallelOptions {
                    workers = 4
                    dispatcher = Dispatchers.IO.limitedParallelism(4)
                }
                reader.mapParallel(options) {
                    most.accumulateAndGet(busy.incrementAndGet(), ::maxOf)
                    Thread.sleep(1)
                    if (busy.getAndDecrement() == 1) alone.incrementAndGet()
                }.collect {}
                most.get() shouldBe 4
                // At the beginning and the end there may be too few records for all.
                (alone.get() < 200) shouldBe true
            }
        }

        "one session of a file is enough for any number of workers" {
            val opened = AtomicInteger()
            val bytes = catalogue.toByteArray(2_000)
            val memory = SeekableInput.of(bytes)
            val input = SeekableInput {
                opened.incrementAndGet()
                memory.open()
            }
            MarcReader.open(input).mapParallel(4) { it.controlNumber }.toList().size shouldBe 2_000
            opened.get() shouldBe 1
        }
    })

/** A stream that gives one record a read, and after the last one waits for its [end]. */
private class OneByOne(private val pieces: List<ByteArray>) : InputStream() {
    val end = CountDownLatch(1)
    private var next = 0

    override fun read(): Int = throw UnsupportedOperationException()

    override fun read(into: ByteArray, start: Int, length: Int): Int {
        if (next == pieces.size) {
            end.await()
            return -1
        }
        val piece = pieces[next++]
        piece.copyInto(into, start)
        return piece.size
    }

    override fun available(): Int = 0
}
