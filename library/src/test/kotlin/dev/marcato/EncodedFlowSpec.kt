// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Catalogue
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.util.concurrent.atomic.AtomicInteger
import java.util.zip.GZIPInputStream
import kotlin.random.Random
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.yield

private suspend fun Flow<ByteArray>.joined(): ByteArray {
    val bytes = ByteArrayOutputStream()
    collect { chunk ->
        chunk.isEmpty() shouldBe false
        bytes.write(chunk)
    }
    return bytes.toByteArray()
}

@OptIn(ExperimentalCoroutinesApi::class)
class EncodedFlowSpec : FreeSpec({
    val records = Readers.readAll(Catalogue.ordinary().toByteArray(1_000))
    val writable = MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL

    "the chunks together are the file, in every format, however the records come" - {
        for (format in writable) {
            "$format" {
                checkAll(30, Arb.list(ArbRecords.record(maxFields = 8), 0..12), Arb.int()) { plain, seed ->
                    val some = plain.map { it.build() }
                    val random = Random(seed)
                    val jerky = some.asFlow().onEach { if (random.nextBoolean()) yield() }
                    val expected = some.asFlow().toByteArray { this.format = format }
                    jerky.encoded(format).joined() shouldBe expected
                    jerky.flowOn(Dispatchers.Default).encoded(format).joined() shouldBe expected
                }
            }
        }
    }

    "they are the same in each collection, and with each options" {
        val options = WriteOptions {
            xml {
                lines = XmlLayout.Lines.PER_ELEMENT
                prefix = "marc"
            }
        }
        val flow = records.asFlow().encoded(MarcFormat.XML, options)
        val expected = records.asFlow().toByteArray(options) { format = MarcFormat.XML }
        repeat(2) { flow.joined() shouldBe expected }
        emptyFlow<Record>().encoded(MarcFormat.XML).joined() shouldBe
            emptyFlow<Record>().toByteArray { format = MarcFormat.XML }
        emptyFlow<Record>().encoded(MarcFormat.ISO_2709).joined().size shouldBe 0
    }

    "they can be compressed, and each of them can be decompressed when it comes" {
        val chunks = ArrayList<ByteArray>()
        var records1 = 0
        val arrived = ByteArrayOutputStream()
        records.take(3).asFlow().onEach {
            yield()
            records1++
        }.encoded(MarcFormat.JSON_LINES) { compression = Compression.GZIP }.collect {
            arrived.write(it)
            chunks += it
        }
        records1 shouldBe 3
        val text = GZIPInputStream(arrived.toByteArray().inputStream()).readBytes()
        text shouldBe records.take(3).asFlow().toByteArray { format = MarcFormat.JSON_LINES }
        val first = GZIPInputStream(chunks[0].inputStream())
        val line = records[0].toText(MarcFormat.JSON_LINES).toByteArray()
        first.readNBytes(line.size) shouldBe line
    }

    "a format that can't be written is refused at once" {
        shouldThrow<IllegalArgumentException> { records.asFlow().encoded(MarcFormat.ALEPH_SEQUENTIAL) }
    }

    "a collector that stalls stalls the records" {
        val taken = AtomicInteger()
        runTest {
            val options = WriteOptions {
                ioDispatcher = StandardTestDispatcher(testScheduler)
                encodingDispatcher = StandardTestDispatcher(testScheduler)
            }
            val job = launch {
                records.asFlow().onEach { taken.incrementAndGet() }.encoded(MarcFormat.XML, options).collect {
                    awaitCancellation()
                }
            }
            runCurrent()
            // A batch with the collector, 100 records that are ready, and one that waits.
            taken.get() shouldBeInRange 200..202
            job.cancelAndJoin()
        }
    }

    "the records end with the collection" - {
        val endless = flow { while (true) for (record in records) emit(record) }

        "if it takes enough" {
            val ended = CompletableDeferred<Throwable?>()
            endless.onCompletion { ended.complete(it) }.encoded(MarcFormat.JSON).first().isEmpty() shouldBe false
            withClue("how the records ended") { (ended.await() != null) shouldBe true }
        }

        "if it is cancelled" {
            val begun = CompletableDeferred<Unit>()
            val ended = CompletableDeferred<Throwable?>()
            val job = launch(Dispatchers.Default) {
                endless.onCompletion { ended.complete(it) }.encoded(MarcFormat.JSON) { compression = Compression.GZIP }
                    .onEach { begun.complete(Unit) }.collect()
            }
            begun.await()
            job.cancelAndJoin()
            (ended.await() != null) shouldBe true
        }
    }
})
