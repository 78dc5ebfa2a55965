// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Failure
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.OutputStream
import java.nio.channels.Channels
import java.nio.channels.IllegalBlockingModeException
import java.nio.channels.Pipe
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.io.Buffer
import kotlinx.io.RawSink
import kotlinx.io.asSink
import kotlinx.io.buffered
import kotlinx.io.readByteArray

/** Returns how many of [records] a flow has handed over after each batch of 300 kB, and at the end. */
private fun handOvers(records: List<Record>): List<Int> {
    var size = 0
    return records.indices.filter { index ->
        size += records[index].byteCount
        (size >= 300_000 || index == records.lastIndex).also { if (it) size = 0 }
    }.map { it + 1 }
}

@OptIn(ExperimentalCoroutinesApi::class)
class MarcWriterSpec : FreeSpec({
    val bytes = Catalogue.ordinary().toByteArray(700)
    val records = Readers.readAll(bytes)
    val small = record { field("001", "1") }

    "every way out gets the same bytes" - {
        val ways: Map<String, suspend (WriteOptions) -> ByteArray> = mapOf(
            "a flow to a stream" to { options ->
                ByteArrayOutputStream().also { records.asFlow().writeTo(it, options) }.toByteArray()
            },
            "a flow to a channel" to { options ->
                val stream = ByteArrayOutputStream()
                records.asFlow().writeTo(Channels.newChannel(stream), options)
                stream.toByteArray()
            },
            "a flow to a raw sink" to { options ->
                val stream = ByteArrayOutputStream()
                records.asFlow().writeTo(stream.asSink(), options)
                stream.toByteArray()
            },
            "a flow to a buffered sink" to { options ->
                val stream = ByteArrayOutputStream()
                records.asFlow().writeTo(stream.asSink().buffered(), options)
                stream.toByteArray()
            },
            "a flow to a buffer" to
                { options -> Buffer().also { records.asFlow().writeTo(it, options) }.readByteArray() },
            "a flow to memory" to { options -> records.asFlow().toByteArray(options) },
            "one by one" to { options ->
                val stream = ByteArrayOutputStream()
                MarcWriter.open(stream, options).use { writer -> records.forEach { writer.write(it) } }
                stream.toByteArray()
            },
            "blocking, one by one" to { options ->
                val stream = ByteArrayOutputStream()
                BlockingMarcWriter.open(stream, options).use { writer -> records.forEach(writer::write) }
                stream.toByteArray()
            },
            "blocking, all at once" to { options ->
                val stream = ByteArrayOutputStream()
                BlockingMarcWriter.open(stream, options).use { it.writeAll(records.stream()) }
                stream.toByteArray()
            },
            "blocking to memory" to { options -> BlockingMarcWriter.toByteArray(records, options) },
            "one by one, and then a flow" to { options ->
                val stream = ByteArrayOutputStream()
                MarcWriter.open(stream, options).use { writer ->
                    records.take(50).forEach { writer.write(it) }
                    writer.writeAll(records.drop(50).asFlow())
                }
                stream.toByteArray()
            },
        )
        for ((name, way) in ways) {
            name { for (workers in listOf(1, 2, 5)) way(WriteOptions { parallelism = workers }) shouldBe bytes }
        }
    }

    "a target of the caller" - {
        class Watched : OutputStream() {
            var flushes = 0
            var isClosed = false
            override fun write(byte: Int) = Unit
            override fun flush() {
                flushes++
            }

            override fun close() {
                isClosed = true
            }
        }

        "is flushed at the end, and stays open" {
            val stream = Watched()
            records.asFlow().writeTo(stream)
            stream.flushes shouldBe 1
            stream.isClosed shouldBe false
        }

        "stays open also after a failure" {
            val stream = Watched()
            Failure.of {
                listOf(WriteCases.ofField(10_000)).asFlow().writeTo(stream)
            }.shouldBeInstanceOf<MarcException>()
            stream.isClosed shouldBe false
        }

        "gets what was written so far on flush" {
            val stream = ByteArrayOutputStream()
            val writer = MarcWriter.open(stream)
            writer.write(small)
            stream.size() shouldBe 0
            writer.flush()
            Readers.readAll(stream.toByteArray()) shouldBe listOf(small)
            writer.commit()
        }

        "must be in blocking mode if it is a channel" {
            val pipe = Pipe.open()
            pipe.sink().configureBlocking(false)
            shouldThrow<IllegalBlockingModeException> { listOf(small).asFlow().writeTo(pipe.sink()) }
            pipe.sink().close()
            pipe.source().close()
        }

        "may take less than it is given if it is a channel" {
            val pipe = Pipe.open()
            var read = ByteArray(0)
            val reader = thread { read = Channels.newInputStream(pipe.source()).use { it.readBytes() } }
            pipe.sink().use { records.asFlow().writeTo(it) }
            reader.join()
            read shouldBe bytes
        }

        "that fails is reported, with what it had received before" {
            val broken = IOException("unplugged")
            val failing = object : OutputStream() {
                var left = 500_000
                override fun write(byte: Int): Unit = throw UnsupportedOperationException()
                override fun write(bytes: ByteArray, offset: Int, count: Int) {
                    left -= count
                    if (left < 0) throw broken
                }
            }
            val writer = MarcWriter.open(failing)
            shouldThrow<IOException> { writer.writeAll(records.asFlow()) } shouldBe broken
            writer.report.records shouldBe handOvers(records).first()
            writer.report.bytes shouldBe records.take(handOvers(records).first()).sumOf { it.byteCount }
            writer.report.target shouldBe TargetState.PARTIAL
            shouldThrow<IOException> { writer.write(small) } shouldBe broken
            shouldThrow<IOException> { writer.commit() }.cause shouldBe broken
            writer.close()
        }

        "that fails to flush is reported at the end" {
            val unflushable = object : RawSink {
                override fun write(source: Buffer, byteCount: Long) = source.skip(byteCount)
                override fun flush(): Unit = throw IOException("cannot")
                override fun close() = Unit
            }
            shouldThrow<IOException> { listOf(small).asFlow().writeTo(unflushable) }.message shouldBe "cannot"
        }
    }

    "a writer that has ended" - {
        "can be ended again, and refuses everything else" {
            val stream = ByteArrayOutputStream()
            val writer = MarcWriter.open(stream)
            writer.write(small)
            writer.commit()
            writer.commit()
            writer.discard()
            writer.close()
            writer.report.target shouldBe TargetState.COMPLETE
            for (call in listOf<suspend () -> Unit>({ writer.write(small) }, { writer.flush() }, {
                writer.writeAll(records.asFlow())
            })) {
                shouldThrow<IllegalStateException> { call() }.message shouldBe
                    "Nothing can be written any more: commit(), discard() or close() was called"
            }
            Readers.readAll(stream.toByteArray()) shouldBe listOf(small)
        }

        "by an exception in its block leaves the file as it was" {
            val path = tempdir().toPath().resolve("out.mrc").also { it.writeText("old") }
            shouldThrow<IllegalArgumentException> {
                MarcWriter.open(path).use { writer ->
                    writer.write(small)
                    writer.flush()
                    throw IllegalArgumentException("not now")
                }
            }.message shouldBe "not now"
            path.readText() shouldBe "old"
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
        }
    }

    "cancellation" - {
        "leaves the file as it was, and nothing beside it" {
            val path = tempdir().toPath().resolve("out.mrc").also { it.writeText("old") }
            val isWriting = CompletableDeferred<Unit>()
            val endless = flow {
                var count = 0
                while (true) {
                    emit(small)
                    if (count++ == 100_000) isWriting.complete(Unit)
                }
            }
            val writer = MarcWriter.open(path)
            coroutineScope {
                val job = launch(Dispatchers.Default) { writer.use { it.writeAll(endless) } }
                isWriting.await()
                job.cancelAndJoin()
            }
            path.readText() shouldBe "old"
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
            writer.report.records shouldBeGreaterThan 0
            writer.report.target shouldBe TargetState.UNTOUCHED
            shouldThrow<IllegalStateException> { writer.write(small) }
        }
    }

    "a target that stalls stalls the flow" {
        val isWriting = CompletableDeferred<Unit>()
        val isReleased = CountDownLatch(1)
        val stalling = object : OutputStream() {
            override fun write(byte: Int) = Unit
            override fun write(bytes: ByteArray, offset: Int, count: Int) {
                isWriting.complete(Unit)
                check(isReleased.await(1, TimeUnit.MINUTES)) { "The target was never released" }
            }
        }
        val taken = AtomicInteger()
        // More than four batches.
        val many = records + records + records
        val counted = many.asFlow().onEach { taken.incrementAndGet() }
        runTest {
            val options = WriteOptions { encodingDispatcher = StandardTestDispatcher(testScheduler) }
            val job = launch { counted.writeTo(stalling, options) }
            try {
                isWriting.await()
                // Everything but the target runs on this scheduler, and goes as far as it can.
                runCurrent()
                // One batch is being written, two wait, and one waits for room.
                taken.get() shouldBe handOvers(many)[3]
            } finally {
                isReleased.countDown()
            }
            job.join()
        }
        taken.get() shouldBe many.size
    }

    "many at once" - {
        for (count in listOf(2, 4, 16)) {
            "$count writers write $count files" {
                val folder = tempdir().toPath()
                coroutineScope {
                    (1..count).map { async(Dispatchers.Default) { records.asFlow().writeTo(folder.resolve("$it")) } }
                        .awaitAll()
                }
                folder.listDirectoryEntries().size shouldBe count
                for (file in folder.listDirectoryEntries()) withClue(file) { file.readBytes() shouldBe bytes }
            }
        }

        "coroutines that share a writer are served one after the other" {
            val stream = ByteArrayOutputStream()
            MarcWriter.open(stream).use { writer ->
                coroutineScope {
                    for (worker in 0 until 16) {
                        launch(Dispatchers.Default) {
                            for (record in records.filterIndexed { index, _ -> index % 16 == worker }) {
                                writer.write(record)
                            }
                        }
                    }
                }
            }
            Readers.readAll(stream.toByteArray()).map { it.controlNumber } shouldContainExactlyInAnyOrder
                records.map { it.controlNumber }
        }

        "threads that share a blocking writer are refused" {
            val isWriting = CountDownLatch(1)
            val isReleased = CountDownLatch(1)
            val stalling = object : OutputStream() {
                override fun write(byte: Int) = Unit
                override fun write(bytes: ByteArray, offset: Int, count: Int) {
                    isWriting.countDown()
                    check(isReleased.await(1, TimeUnit.MINUTES)) { "The target was never released" }
                }
            }
            val writer = BlockingMarcWriter.open(stalling)
            val other = thread { writer.writeAll(records) }
            isWriting.await(1, TimeUnit.MINUTES) shouldBe true
            shouldThrow<IllegalStateException> { writer.write(small) }
            isReleased.countDown()
            other.join()
            writer.commit()
            writer.report.records shouldBe records.size
        }
    }

    "progress" - {
        "is reported while writing, in records and bytes, and ends with the numbers of the report" {
            val told = ArrayList<Progress>()
            val report = records.asFlow().writeTo(ByteArrayOutputStream()) { onProgress(told::add) }
            told.map { it.records.toInt() } shouldBe handOvers(records) + 700
            told.last().bytes shouldBe report.bytes
            told.last().toString() shouldBe "700 records, ${bytes.size} bytes"
        }

        "ends the writing if it fails" {
            shouldThrow<IllegalStateException> {
                records.asFlow().writeTo(ByteArrayOutputStream()) { onProgress { error("enough") } }
            }.message shouldBe "enough"
        }

        "is reported while reading, and once at the end" {
            val long = Catalogue.ordinary().toByteArray(4_000)
            for (input in listOf<Any>(long, long.inputStream())) {
                val told = ArrayList<Progress>()
                Readers.blocking(input, ReadOptions { onProgress(told::add) }).use { reader ->
                    reader.forEach { }
                    reader.read() shouldBe null
                }
                told.size shouldBe (long.size shr 20) + 1
                told.last() shouldBe Progress.of(4_000, long.size.toLong())
                told.distinct().size shouldBe told.size
                told.last().hashCode() shouldBe Progress.of(4_000, long.size.toLong()).hashCode()
            }
        }

        "ends the reading if it fails, for good" {
            Readers.blocking(bytes, ReadOptions { onProgress { error("enough") } }).use { reader ->
                val failure = Failure.of { while (reader.read() != null) continue }
                failure?.message shouldBe "enough"
                Failure.of { reader.read() } shouldBe failure
            }
        }
    }

    "the report shows how long each phase took" {
        val phases = records.asFlow().writeTo(ByteArrayOutputStream()).phases
        phases.serialiseNanos shouldBeGreaterThan 0
        phases.writeNanos shouldBeGreaterThan 0
        phases.takeNanos shouldBeGreaterThan 0
        phases.toString().replace(Regex("\\d+"), "9") shouldBe "take 9 ms, serialise 9 ms, write 9 ms"
    }

    "a writer says where and how it writes" {
        val path = tempdir().toPath().resolve("out.mrc.gz")
        "${MarcWriter.open(path)}" shouldBe "MarcWriter(gzip in $path, ${WriteOptions.DEFAULT})"
        "${MarcWriter.open(ByteArrayOutputStream())}" shouldBe "MarcWriter(output stream, ${WriteOptions.DEFAULT})"
        "${BlockingMarcWriter.open(Buffer())}" shouldBe "BlockingMarcWriter(sink, ${WriteOptions.DEFAULT})"
        val channel = Channels.newChannel(ByteArrayOutputStream())
        "${MarcWriter.open(channel)}" shouldBe "MarcWriter(channel, ${WriteOptions.DEFAULT})"
    }

    "a conversion to UTF-8" - {
        val options = WriteOptions { convertTo = Conversion.UTF_8 }
        val marc8 = Leader.BOOK.with(9, ' ')

        "sets leader/09 of records in ASCII, and nothing else" {
            val built = Record.builder().leader(marc8).field("001", "1").build()
            val read = Readers.readAll(Writing.bytesOf(built)).single()
            for (record in listOf(built, read)) {
                val converted = Readers.readAll(Writing.bytesOf(record, options = options)).single()
                converted.leader[9] shouldBe 'a'
                converted shouldBe record
                record.leader[9] shouldBe ' '
            }
            Writing.bytesOf(small, options = options) shouldBe Writing.bytesOf(small)
        }

        "is refused for what cannot be decoded, which names the field" {
            val case = dev.marcato.testing.ProblemCases.all()
                .first { it.code == ProblemCode.TEXT_UNDECODABLE }.damaged()
            val problem = checkNotNull(Writing.refusalOf(Readers.readAll(case, LENIENT).single(), options))
            problem.code shouldBe ProblemCode.TEXT_UNDECODABLE
            problem.position.tag shouldBe "245"
            problem.position.subfieldCode shouldBe 'a'
        }
    }

    "a conversion by several workers refuses what one refuses, and nothing else" {
        val mixed = (1..3_000).map { number ->
            record {
                field("001", "$number")
                field("245", '1', '0') { 'a' to if (number % 3 == 0) "\uD83D\uDE00" else "Caf\u00E9" }
            }
        }
        val options = WriteOptions {
            convertTo = Conversion.marc8(Unencodable.REFUSE)
            refusal = Refusal.SKIP
        }
        val alone = ByteArrayOutputStream()
        val many = ByteArrayOutputStream()
        val report = mixed.asFlow().writeTo(alone, options)
        mixed.asFlow().writeTo(many, options) { parallelism = 4 }.refusedRecords shouldBe report.refusedRecords
        report.refusedRecords shouldBe 1_000
        many.toByteArray() shouldBe alone.toByteArray()
    }

    "a conversion to MARC-8 and back gives the same record" {
        val record = Record.builder().field("001", "1")
            .field(
                "245",
                '1',
                '0',
                Subfield.of('a', "Cafe\u0301 \u043C\u0438\u0440"),
                Subfield.of('c', "&#x41; \u4E2D"),
            )
            .field("500", ' ', ' ', Subfield.of('a', "\uD83D\uDE00"))
            .build()
        val marc8 = Readers.readAll(
            Writing.bytesOf(
                record,
                options = WriteOptions {
                    convertTo = Conversion.MARC_8
                },
            ),
        ).single()
        marc8.characterSet shouldBe CharacterSet.MARC_8
        marc8.leader[9] shouldBe ' '
        marc8 shouldBe record
        val back = Readers.readAll(
            Writing.bytesOf(
                marc8,
                options = WriteOptions {
                    convertTo = Conversion.UTF_8
                },
            ),
        ).single()
        back.characterSet shouldBe CharacterSet.UTF_8
        back.leader[9] shouldBe 'a'
        back shouldBe record
        val refusing = WriteOptions {
            convertTo = Conversion.marc8(Unencodable.REFUSE)
        }
        val problem = checkNotNull(Writing.refusalOf(record, refusing))
        problem.code shouldBe ProblemCode.CHARACTER_NOT_ENCODABLE
        problem.position.tag shouldBe "500"
        problem.found shouldBe "U+1F600 (at index 0) has no code in MARC-8"
        Writing.bytesOf(marc8) shouldBe marc8.rawBytes
    }

    "options out of their range are refused" {
        shouldThrow<IllegalArgumentException> { WriteOptions { parallelism = 0 } }
        shouldThrow<IllegalArgumentException> { WriteOptions { reportedProblems = -1 } }
    }
})
