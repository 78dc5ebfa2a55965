// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Catalogue
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.WatchedFile
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.checkAll
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.yield

private val catalogue = Catalogue.ordinary().records(300).toList()
private val encoded = catalogue.map(Iso2709Bytes::encode)

private fun bytesOf(count: Int): ByteArray = Iso2709Bytes.encodeAll(catalogue.take(count))

/** Reads batches by [pull] until an empty one comes. */
private inline fun batches(pull: () -> List<Record>): List<List<PlainRecord>> {
    val batches = ArrayList<List<PlainRecord>>()
    while (true) batches.add(pull().ifEmpty { return batches }.map { it.toPlain() })
}

@OptIn(ExperimentalCoroutinesApi::class)
class MarcCursorSpec :
    FreeSpec({
        "readBatch" - {
            "cuts the records of memory and of files in full batches and a rest" {
                checkAll(25, Arb.int(0..300), Arb.int(1..320)) { count, max ->
                    val expected = catalogue.take(count).chunked(max)
                    val bytes = bytesOf(count)
                    val file = WatchedFile(FaultySource.of(bytes).inChunksOf(10_000)).path
                    for (input in listOf(bytes, Gzip.of(bytes), file)) {
                        val cursor = Readers.of(input).cursor()
                        batches { cursor.readBatch(max, Int.MAX_VALUE) } shouldBe expected
                        val reader = Readers.blocking(input)
                        batches { reader.readBatch(max, Int.MAX_VALUE) } shouldBe expected
                    }
                }
            }

            "gives 217 records as 100, 100 and 17" {
                val cursor = Readers.of(bytesOf(217)).cursor()
                List(4) { cursor.readBatch().size } shouldBe listOf(100, 100, 17, 0)
                val reader = Readers.blocking(bytesOf(217))
                List(4) { reader.readBatch().size } shouldBe listOf(100, 100, 17, 0)
            }

            "gives all records of a connection or flow too, though in batches that depend on how they come" {
                checkAll(25, Arb.int(0..120), Arb.int(1..130), Arb.int(1..5_000)) { count, max, size ->
                    val bytes = bytesOf(count)
                    val channel = FaultySource.of(bytes).inChunksOf(size)
                    for (input in listOf(
                        channel.asChannel(),
                        channel.asSource(),
                        channel.asInputStream(),
                        PushedBytes.inPieces(bytes, size),
                    )) {
                        val cursor = Readers.of(input).cursor()
                        val batches = batches { cursor.readBatch(max) }
                        batches.flatten() shouldBe catalogue.take(count)
                        batches.all { it.size <= max } shouldBe true
                    }
                }
            }

            "keeps to the cap in bytes, and gives a record above it alone" {
                checkAll(30, Arb.int(1..100), Arb.int(1..6_000)) { count, cap ->
                    val expected = ArrayList<ArrayList<PlainRecord>>()
                    var room = 0
                    for (index in 0 until count) {
                        room -= encoded[index].size
                        if (room < 0) {
                            expected.add(ArrayList())
                            room = cap - encoded[index].size
                        }
                        expected.last().add(catalogue[index])
                    }
                    val cursor = Readers.of(bytesOf(count)).cursor()
                    batches { cursor.readBatch(maxItems = 1_000, maxBytes = cap) } shouldBe expected
                    val reader = Readers.blocking(bytesOf(count))
                    batches { reader.readBatch(maxRecords = 1_000, maxBytes = cap) } shouldBe expected
                }
            }

            "fills the cap to the last byte" {
                for (count in 1..4) {
                    val cap = bytesOf(count).size
                    Readers.of(bytesOf(5)).cursor().readBatch(maxBytes = cap) shouldHaveSize count
                    Readers.blocking(bytesOf(5)).readBatch(5, cap) shouldHaveSize count
                    Readers.of(bytesOf(5)).cursor().readBatch(maxBytes = cap - 1) shouldHaveSize maxOf(count - 1, 1)
                    Readers.blocking(bytesOf(5)).readBatch(5, cap - 1) shouldHaveSize maxOf(count - 1, 1)
                }
            }

            "takes turns with next() without losing or repeating a record" {
                checkAll(40, Arb.int(1..5), Arb.int(500..5_000)) { max, cap ->
                    val cursor = Readers.of(WatchedFile(FaultySource.of(bytesOf(100)).inChunksOf(3_000)).path).cursor()
                    val records = ArrayList<Record>()
                    while (true) {
                        records.add(cursor.next() ?: break)
                        records.addAll(cursor.readBatch(max, cap))
                    }
                    records.map { it.toPlain() } shouldBe catalogue.take(100)
                }
            }

            "delivers what stands before a broken record first" {
                val broken = RawRecord.of(catalogue[5]).withRecordEnd("?".toByteArray()).toByteArray()
                val cursor = Readers.of(bytesOf(5) + broken).cursor()
                cursor.readBatch(3) shouldHaveSize 3
                cursor.readBatch(3) shouldHaveSize 2
                val failure = shouldThrow<MarcException> { cursor.readBatch(3) }
                shouldThrow<MarcException> { cursor.next() } shouldBeSameInstanceAs failure
                val reader = Readers.blocking(bytesOf(5) + broken)
                reader.readBatch(3) shouldHaveSize 3
                reader.readBatch(3) shouldHaveSize 2
                shouldThrow<MarcException> { reader.readBatch(3) }.problem shouldBe failure.problem
            }

            "refuses a batch of nothing" {
                val cursor = Readers.of(ByteArray(0)).cursor()
                val reader = Readers.blocking(ByteArray(0))
                shouldThrow<IllegalArgumentException> { cursor.readBatch(maxItems = 0) }
                shouldThrow<IllegalArgumentException> { cursor.readBatch(maxBytes = 0) }
                shouldThrow<IllegalArgumentException> { reader.readBatch(0) }
                shouldThrow<IllegalArgumentException> { reader.readBatch(1, 0) }
            }

            "gives Java a list that it cannot change" {
                shouldThrow<UnsupportedOperationException> {
                    (Readers.blocking(bytesOf(2)).readBatch() as MutableList<Record>).clear()
                }
            }
        }

        "a call that comes while another one is under way" - {
            "fails clearly, and does not disturb the other one, for bytes that are pulled" {
                val source = FaultySource.of(bytesOf(3)).stallingAfter(500)
                val cursor = Readers.of(source.asInputStream()).cursor()
                var first: Record? = null
                val waiting = launch(Dispatchers.Default) { first = cursor.next() }
                source.awaitStalled() shouldBe true
                shouldThrow<IllegalStateException> { cursor.next() }.message shouldBe
                    "A cursor is for one consumer: another call is in progress"
                shouldThrow<IllegalStateException> { cursor.readBatch() }
                source.release()
                waiting.join()
                first?.toPlain() shouldBe catalogue[0]
                cursor.next()?.toPlain() shouldBe catalogue[1]
            }

            "fails clearly, and does not disturb the other one, for bytes that are pushed" {
                val chunks = Channel<ByteArray>()
                val cursor = Readers.of(PushedBytes(chunks.consumeAsFlow())).cursor()
                var first: Record? = null
                val waiting = launch(start = CoroutineStart.UNDISPATCHED) { first = cursor.next() }
                shouldThrow<IllegalStateException> { cursor.next() }
                chunks.send(bytesOf(2))
                waiting.join()
                first?.toPlain() shouldBe catalogue[0]
                cursor.next()?.toPlain() shouldBe catalogue[1]
                cursor.close()
            }
        }

        "a cancelled call loses nothing" - {
            "when it waits for a read" {
                val source = FaultySource.of(bytesOf(20)).stallingAfter(5_000)
                val cursor = Readers.of(source.asInputStream()).cursor()
                val records = ArrayList<Record>(cursor.readBatch())
                val waiting = launch(Dispatchers.Default) { records.addAll(cursor.readBatch()) }
                source.awaitStalled() shouldBe true
                waiting.cancel()
                source.release()
                waiting.join()
                while (true) records.add(cursor.next() ?: break)
                records.map { it.toPlain() } shouldBe catalogue.take(20)
            }

            "at whatever step of a pulled input it comes" {
                for (steps in 0..12) {
                    runTest(timeout = 10.seconds) {
                        val scheduler = StandardTestDispatcher(testScheduler)
                        val options = ReadOptions {
                            ioDispatcher = scheduler
                            chunkSize = 1_024
                        }
                        val cursor = Readers.of(WatchedFile(FaultySource.of(bytesOf(12))).path, options).cursor()
                        val records = ArrayList<Record>()
                        while (records.size < 12) {
                            val call = launch { records.addAll(cursor.readBatch(maxItems = 4)) }
                            // Yielding lets the scheduler run what is due, one task after the other.
                            repeat(steps) { yield() }
                            call.cancelAndJoin()
                            cursor.next()?.let(records::add)
                        }
                        cursor.next() shouldBe null
                        withClue("cancelled after $steps steps") {
                            records.map { it.toPlain() } shouldBe catalogue.take(12)
                        }
                    }
                }
            }

            "while it waits for a flow of bytes" {
                runTest(timeout = 10.seconds) {
                    val chunks = Channel<ByteArray>(Channel.UNLIMITED)
                    val cursor = Readers.of(PushedBytes(chunks.consumeAsFlow())).cursor()
                    val waiting = launch { cursor.next() }
                    runCurrent()
                    waiting.cancelAndJoin()
                    encoded.take(3).forEach { chunks.send(it) }
                    chunks.close()
                    List(4) { cursor.next()?.toPlain() } shouldBe catalogue.take(3) + null
                }
            }

            "in the moment in which a flow of bytes brings something" {
                runTest(timeout = 10.seconds) {
                    val chunks = Channel<ByteArray>(Channel.UNLIMITED)
                    val cursor = Readers.of(PushedBytes(chunks.consumeAsFlow())).cursor()
                    val waiting = launch { cursor.next() }
                    runCurrent()
                    // The bytes are there at once, the waiting call is resumed later: the cancellation comes between.
                    chunks.send(encoded[0])
                    waiting.cancelAndJoin()
                    chunks.send(encoded[1])
                    chunks.close()
                    List(3) { cursor.next()?.toPlain() } shouldBe catalogue.take(2) + null
                }
            }

            "in any moment, of flows that take their time" {
                for (moment in 0..40) {
                    runTest(timeout = 10.seconds) {
                        val stream = bytesOf(6).inputStream()
                        val pieces = generateSequence { stream.readNBytes(700).takeIf { it.isNotEmpty() } }.toList()
                        val chunks = Channel<ByteArray>(Channel.UNLIMITED)
                        val sender: Job = launch {
                            for (piece in pieces) {
                                delay(10)
                                chunks.send(piece)
                            }
                            chunks.close()
                        }
                        val cursor = Readers.of(PushedBytes(chunks.consumeAsFlow())).cursor()
                        val records = ArrayList<Record>()
                        val call =
                            launch { while (true) records.addAll(cursor.readBatch(maxItems = 3).ifEmpty { break }) }
                        delay(moment * 2L)
                        call.cancelAndJoin()
                        while (true) records.add(cursor.next() ?: break)
                        sender.join()
                        advanceUntilIdle()
                        withClue("cancelled after $moment") { records.map { it.toPlain() } shouldBe catalogue.take(6) }
                    }
                }
            }
        }

        "a cancelled coroutine gets no record, but cancellation" {
            for (input in listOf(
                bytesOf(3),
                WatchedFile(FaultySource.of(bytesOf(3))).path,
                PushedBytes(flowOf(bytesOf(3))),
            )) {
                val cursor = Readers.of(input).cursor()
                var isDelivered = false
                launch(start = CoroutineStart.UNDISPATCHED) {
                    coroutineContext.cancel()
                    cursor.next()
                    isDelivered = true
                }.join()
                isDelivered shouldBe false
                cursor.next()?.toPlain() shouldBe catalogue[0]
                cursor.close()
            }
        }
    })
