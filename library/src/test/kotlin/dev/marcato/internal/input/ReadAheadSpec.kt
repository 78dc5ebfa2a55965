// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.testing.Catalogue
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.Readers
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainOnly
import io.kotest.matchers.shouldBe
import java.io.InputStream
import java.io.PipedInputStream
import java.io.PipedOutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext

private val records = Catalogue.ordinary().records(100).toList()
private val bytes = Iso2709Bytes.encodeAll(records)
private const val CHUNK = 1_024

// In chunks that are as large, each makes a batch of its own.
private val oneByOne = ByteArray(100 * CHUNK).also { all -> repeat(100) { recordOf(CHUNK).copyInto(all, it * CHUNK) } }
private const val WAITING_BATCHES = 2
private val one = Iso2709Bytes.encode(SampleCatalogue.records()[0])

class ReadAheadSpec :
    FreeSpec({
        "a collector that stalls keeps the input from being read further than readAhead and one chunk ahead of it" - {
            for (limit in listOf(1, 2, 5, 16)) {
                "for a readAhead of $limit" {
                    runTest {
                        val dispatcher = StandardTestDispatcher(testScheduler)
                        val options = ReadOptions {
                            chunkSize = CHUNK
                            readAhead = limit
                            ioDispatcher = dispatcher
                            decodeDispatcher = dispatcher
                        }
                        val source = FaultySource.of(oneByOne)
                        val stalled = launch {
                            MarcReader.open(source.asChannel(), options).records().collect { awaitCancellation() }
                        }
                        // Virtual time: when nothing can run any more, nothing will ever be read.
                        testScheduler.advanceUntilIdle()
                        // The chunks with the record that was collected before the collector stalled, with those that
                        // wait for it, and with the next one, for which there is no room.
                        source.readCount shouldBe 1 + WAITING_BATCHES + 1 + limit + 1
                        stalled.cancelAndJoin()
                    }
                }
            }

            "and a flow of bytes at no chunk ahead" {
                var emitted = 0
                val chunks = flow {
                    for (record in records) {
                        emitted++
                        emit(Iso2709Bytes.encode(record))
                    }
                }
                MarcReader.open(chunks).records().first().toPlain() shouldBe records[0]
                emitted shouldBe 1
            }
        }

        "a cursor reads nothing ahead of what was asked for but the rest of a chunk" {
            val source = FaultySource.of(bytes)
            val cursor = MarcReader.open(source.asChannel(), ReadOptions { chunkSize = 1_024 }).cursor()
            source.readCount shouldBe 0
            cursor.next()?.toPlain() shouldBe records[0]
            source.readCount shouldBe 1
            cursor.next()?.toPlain() shouldBe records[1]
            source.readCount shouldBe 2
        }

        "what a connection has brought is delivered though nothing more comes" - {
            suspend fun delivers(read: suspend (input: Any) -> List<Record>) {
                for (first in listOf(one, one + one.copyOf(1), one + one.copyOf(40), one + "\r\n".toByteArray())) {
                    ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
                        Socket(server.inetAddress, server.localPort).use { receiver ->
                            server.accept().use { sender ->
                                // Nobody closes or writes more before the record has been delivered.
                                sender.getOutputStream().write(first)
                                withContext(Dispatchers.IO) { read(receiver) }.map { it.toPlain() } shouldBe
                                    SampleCatalogue.records().take(1)
                            }
                        }
                    }
                    val sender = PipedOutputStream()
                    val receiver = PipedInputStream(sender, 10_000)
                    sender.write(first)
                    withContext(Dispatchers.IO) { read(receiver) }.map { it.toPlain() } shouldBe
                        SampleCatalogue.records().take(1)
                    sender.close()
                }
            }

            "by a cursor's next()" { delivers { listOfNotNull(Readers.of(it).cursor().next()) } }

            "by a cursor's readBatch()" { delivers { Readers.of(it).cursor().readBatch() } }

            "by the blocking read()" { delivers { listOfNotNull(Readers.blocking(it).read()) } }

            "by the blocking readBatch()" { delivers { Readers.blocking(it).readBatch() } }

            "by the iterator" { delivers { listOf(Readers.blocking(it).iterator().next()) } }

            "by the stream" { delivers { listOf(Readers.blocking(it).stream().findFirst().get()) } }

            "by the flow" {
                for (more in listOf(0, 1, 40)) {
                    val source = FaultySource.of(one + one).stallingAfter(one.size + more)
                    val delivered = CompletableDeferred<Record>()
                    val collection = launch(Dispatchers.Default) {
                        MarcReader.open(source.asInputStream()).records().collect { delivered.complete(it) }
                    }
                    delivered.await().toPlain() shouldBe SampleCatalogue.records()[0]
                    source.awaitStalled() shouldBe true
                    source.release()
                    collection.cancelAndJoin()
                }
            }

            "even if it is gzipped and the connection stalls within what comes next" {
                // Flushed after the record, as by a server that answers line by line.
                val compressed = java.io.ByteArrayOutputStream()
                val gzip = java.util.zip.GZIPOutputStream(compressed, 512, true)
                gzip.write(one)
                gzip.flush()
                val flushed = compressed.size()
                gzip.write(one)
                gzip.close()
                for (more in listOf(0, 1, 2)) {
                    for (blocking in listOf(true, false)) {
                        val input = StallingStream(compressed.toByteArray(), flushed, flushed + more)
                        val batch = if (blocking) {
                            Readers.blocking(
                                input,
                            ).readBatch()
                        } else {
                            Readers.of(input).cursor().readBatch()
                        }
                        withClue("$more bytes more, blocking: $blocking") {
                            batch.map { it.toPlain() } shouldBe SampleCatalogue.records().take(1)
                        }
                    }
                }
            }
        }

        "the option ioDispatcher says where blocking reads are made, and nothing else is" {
            val threads = ConcurrentLinkedQueue<String>()
            Executors.newSingleThreadExecutor {
                Thread(it, "marcato-reads")
            }.asCoroutineDispatcher().use { dispatcher ->
                for (content in listOf(bytes, Gzip.of(bytes))) {
                    val options = ReadOptions { ioDispatcher = dispatcher }
                    val stream = object : InputStream() {
                        private val bytes = content.inputStream()

                        override fun read(): Int = error("one byte at a time")

                        override fun read(target: ByteArray, offset: Int, length: Int): Int {
                            threads.add(Thread.currentThread().name.substringBefore(' '))
                            return bytes.read(target, offset, length)
                        }
                    }
                    val here = Thread.currentThread()
                    val reader = MarcReader.open(content, options = options)
                    reader.records().toList().size shouldBe records.size
                    kotlinx.coroutines.runBlocking {
                        val caller = Thread.currentThread()
                        MarcReader.open(stream, options).records().collect { Thread.currentThread() shouldBe caller }
                    }
                    Readers.of(content.inputStream(), options).cursor().use { cursor ->
                        while (cursor.next() != null) Unit
                    }
                    (here.name == "marcato-reads") shouldBe false
                }
            }
            threads.toSet().shouldContainOnly("marcato-reads")
        }
    })

/** Gives what came so far in two pieces, says how much can be read without waiting, and fails instead of waiting. */
private class StallingStream(
    private val content: ByteArray,
    private val firstEnd: Int,
    private val end: Int,
) : InputStream() {
    private var position = 0

    override fun read(): Int = error("one byte at a time")

    override fun available(): Int = (if (position < firstEnd) firstEnd else end) - position

    override fun read(target: ByteArray, offset: Int, length: Int): Int {
        val count = minOf(available(), length)
        check(count > 0) { "a read that would wait forever" }
        content.copyInto(target, offset, position, position + count)
        position += count
        return count
    }
}

private fun recordOf(size: Int): ByteArray {
    val bare = Iso2709Bytes.encode(PlainRecord.book(PlainField.data("500", "  ", "a", "")))
    val note = "x".repeat(size - bare.size)
    return Iso2709Bytes.encode(PlainRecord.book(PlainField.data("500", "  ", "a", note)))
}
