// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Catalogue
import dev.marcato.testing.Failure
import dev.marcato.testing.Readers
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.ByteArrayOutputStream
import java.io.EOFException
import java.io.OutputStream
import java.nio.ByteBuffer
import java.nio.channels.WritableByteChannel
import java.util.zip.GZIPInputStream
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import kotlinx.io.Buffer
import kotlinx.io.RawSink
import kotlinx.io.readByteArray

/** Counts what arrives, and shows on [arrived] how many bytes were there at each flush. */
private class LiveStream : OutputStream() {
    val bytes = ByteArrayOutputStream()
    val writes = ArrayList<Int>()
    var flushes = 0
    val arrived = Channel<Int>(Channel.UNLIMITED)

    override fun write(byte: Int): Unit = throw UnsupportedOperationException()

    override fun write(bytes: ByteArray, offset: Int, count: Int) {
        this.bytes.write(bytes, offset, count)
        writes += count
    }

    override fun flush() {
        flushes++
        arrived.trySend(bytes.size())
    }
}

private class LiveSink(private val stream: LiveStream) : RawSink {
    override fun write(source: Buffer, byteCount: Long) = stream.write(source.readByteArray(byteCount.toInt()))
    override fun flush() = stream.flush()
    override fun close() = Unit
}

/** Can't be flushed, so what is written must have arrived. */
private class LiveChannel(private val stream: LiveStream) : WritableByteChannel {
    override fun write(bytes: ByteBuffer): Int {
        val count = bytes.remaining()
        stream.write(ByteArray(count).also(bytes::get))
        stream.arrived.trySend(stream.bytes.size())
        return count
    }

    override fun isOpen() = true
    override fun close() = Unit
}

@OptIn(ExperimentalCoroutinesApi::class)
class LiveFlowSpec : FreeSpec({
    val records = Readers.readAll(Catalogue.ordinary().toByteArray(250))

    /** Gives out the next record only when the one before has arrived. */
    fun waitingFor(arrived: Channel<Int>): Flow<Record> = flow {
        var expected = 0
        for (record in records) {
            emit(record)
            expected += record.byteCount
            while (arrived.receive() < expected) continue
        }
    }

    /** Everything runs on the virtual clock of the test. */
    fun TestScope.options(configure: WriteOptions.Builder.() -> Unit = {}) = WriteOptions {
        ioDispatcher = StandardTestDispatcher(testScheduler)
        encodingDispatcher = StandardTestDispatcher(testScheduler)
        configure()
    }

    fun slowly(some: List<Record>): Flow<Record> = some.asFlow().onEach { delay(400.milliseconds) }

    "no record waits for a later one" - {
        for (mode in listOf(Flush.WHEN_IDLE, Flush.EACH_RECORD)) {
            val targets: Map<String, suspend Flow<Record>.(LiveStream) -> WriteReport> = mapOf(
                "a stream" to { writeTo(it, flush = mode) },
                "a sink" to { writeTo(LiveSink(it), flush = mode) },
                "a channel" to { writeTo(LiveChannel(it), flush = mode) },
                "a writer" to { stream ->
                    val writer = MarcWriter.open(stream)
                    writer.use { it.writeAll(this, mode) }
                    writer.report
                },
            )
            for ((name, write) in targets) {
                "in $name, with $mode" {
                    val stream = LiveStream()
                    val report = withTimeout(1.minutes) { waitingFor(stream.arrived).write(stream) }
                    report.records shouldBe records.size
                    report.target shouldBe TargetState.COMPLETE
                    stream.bytes.toByteArray() shouldBe Writing.bytesOf(*records.toTypedArray())
                }
            }
        }

        "in encoded chunks" {
            val arrived = Channel<Int>(Channel.UNLIMITED)
            val bytes = ByteArrayOutputStream()
            withTimeout(1.minutes) {
                waitingFor(arrived).encoded(MarcFormat.ISO_2709).collect {
                    bytes.write(it)
                    arrived.send(bytes.size())
                }
            }
            bytes.toByteArray() shouldBe Writing.bytesOf(*records.toTypedArray())
        }
    }

    "records that come every 400 ms" - {
        val some = records.take(5)

        "are there at once if the flow is flushed when idle, and at the end if not" {
            for (mode in Flush.entries) {
                val stream = LiveStream()
                runTest {
                    val job = launch { slowly(some).writeTo(stream, options(), mode) }
                    for (count in 1..some.size) {
                        testScheduler.advanceTimeBy(400)
                        runCurrent()
                        val isAtOnce = mode != Flush.WHEN_FULL || count == some.size
                        stream.bytes.size() shouldBe if (isAtOnce) some.take(count).sumOf { it.byteCount } else 0
                    }
                    job.join()
                }
            }
        }

        "are a chunk each, inside the envelope" {
            val chunks = ArrayList<Pair<Long, String>>()
            runTest {
                slowly(some.take(3)).encoded(MarcFormat.JSON, options()).collect {
                    chunks += testScheduler.currentTime to it.decodeToString()
                }
            }
            chunks.map { it.first } shouldContainExactly listOf(400L, 800L, 1200L, 1200L)
            val lines = some.take(3).map { it.toText(MarcFormat.JSON).trim() }
            chunks.map { it.second } shouldContainExactly
                listOf("[\n${lines[0]}", ",\n${lines[1]}", ",\n${lines[2]}", "\n]\n")
        }
    }

    "records that come fast are handed over in batches, unless each is to be flushed" {
        for ((mode, expected) in listOf(Flush.WHEN_IDLE to 100, Flush.EACH_RECORD to 1)) {
            val stream = LiveStream()
            runTest { records.asFlow().writeTo(stream, options(), mode) }
            stream.writes.size shouldBe (records.size + expected - 1) / expected
            stream.writes.first() shouldBe records.take(expected).sumOf { it.byteCount }
            // And once more at the end.
            stream.flushes shouldBe stream.writes.size + 1
        }
        val chunks = ArrayList<ByteArray>()
        runTest { records.asFlow().encoded(MarcFormat.ISO_2709, options()).collect(chunks::add) }
        chunks.size shouldBe 3
    }

    "a failure" - {
        val before = records.take(7)
        val broken = IllegalStateException("broken")
        val failing = flow {
            before.forEach { emit(it) }
            throw broken
        }
        val refused = (before + WriteCases.ofField(10_000) + records.drop(7)).asFlow()
        val expected = Writing.bytesOf(*before.toTypedArray())

        "comes after all records before it" {
            val stream = LiveStream()
            val writer = MarcWriter.open(stream)
            Failure.of { writer.use { it.writeAll(failing, Flush.WHEN_IDLE) } } shouldBeSameInstanceAs broken
            stream.bytes.toByteArray() shouldBe expected
            "${writer.report}" shouldBe "7 records, ${expected.size} bytes; target PARTIAL"
            val chunks = ByteArrayOutputStream()
            Failure.of { failing.encoded(MarcFormat.ISO_2709).collect(chunks::write) } shouldBeSameInstanceAs broken
            chunks.toByteArray() shouldBe expected
        }

        "of a record that is refused does, too, compressed or not" {
            for (how in listOf(Compression.NONE, Compression.GZIP)) {
                val chunks = ByteArrayOutputStream()
                val failure = Failure.of {
                    refused.encoded(MarcFormat.ISO_2709) { compression = how }.collect(chunks::write)
                } as MarcException
                failure.problem.code shouldBe ProblemCode.FIELD_TOO_LONG
                failure.problem.position.recordIndex shouldBe 7
                if (how == Compression.NONE) {
                    chunks.toByteArray() shouldBe expected
                } else {
                    val plain = GZIPInputStream(chunks.toByteArray().inputStream())
                    plain.readNBytes(expected.size) shouldBe expected
                    shouldThrow<EOFException> { plain.read() }
                }
            }
        }

        "of the first record leaves no chunk, so that a service can still answer with an error" {
            val chunks = ArrayList<ByteArray>()
            for (format in listOf(MarcFormat.JSON, MarcFormat.XML)) {
                Failure.of { flow<Record> { throw broken }.encoded(format).collect(chunks::add) } shouldBeSameInstanceAs
                    broken
            }
            chunks.size shouldBe 0
        }

        "of a callback reaches the collector as it is" {
            Failure.of {
                records.asFlow().encoded(MarcFormat.XML) { onProgress { throw broken } }.collect { }
            } shouldBeSameInstanceAs broken
        }

        "of the collector ends the flow" {
            Failure.of { records.asFlow().encoded(MarcFormat.XML).collect { throw broken } } shouldBeSameInstanceAs
                broken
        }

        "that is skipped is reported" {
            val reported = ArrayList<Long?>()
            val bytes = ByteArrayOutputStream()
            refused.encoded(MarcFormat.ISO_2709) {
                refusal = Refusal.SKIP
                onRefused { _, problem -> reported += problem.position.recordIndex }
            }.collect(bytes::write)
            reported shouldContainExactly listOf(7L)
            Readers.readAll(bytes.toByteArray()).size shouldBe records.size
        }
    }
})
