// SPDX-License-Identifier: Apache-2.0
package dev.marcato.concurrency

import dev.marcato.Flush
import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.encoded
import dev.marcato.mapParallel
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.writeTo
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.OutputStream
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.debug.CoroutinesBlockHoundIntegration
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import reactor.blockhound.BlockHound
import reactor.blockhound.BlockingOperationError
import reactor.blockhound.integration.BlockHoundIntegration

/** A thread that must not wait, such as the one of a user interface. */
private class MainLikeThread(task: Runnable) : Thread(task, "main-like")

/**
 * Nothing that readers and transforms do waits for a disk or for another thread, on `Dispatchers.Default` or on the
 * thread of a collector that must not wait. An agent throws where something does.
 */
class NothingBlocksSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val bytes = Fixtures.bytes(Fixture.RECORDS_1K)
        val large = folder.resolve("large.mrc").also { Files.write(it, bytes) }
        val small = folder.resolve("small.mrc").also { Files.write(it, bytes.copyOf(20_000)) }
        val pool = Executors.newSingleThreadExecutor(::MainLikeThread)
        val main = pool.asCoroutineDispatcher()
        val caught = AtomicInteger()

        beforeSpec {
            BlockHound.builder()
                .with(CoroutinesBlockHoundIntegration())
                .with(
                    BlockHoundIntegration {
                        it.nonBlockingThreadPredicate { other -> other.or { thread -> thread is MainLikeThread } }
                    },
                )
                // A pool of one thread waits for its next task, which isn't our waiting.
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "getTask")
                // The lock of the pool's queue, for an instant when a task comes while another one is taken.
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
                // A thread of the pool that is started for the first time.
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker")
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "processWorkerExit")
                // By itself the agent knows the streams of java.io alone.
                .markAsBlocking("sun.nio.ch.FileChannelImpl", "read", "(Ljava/nio/ByteBuffer;)I")
                .markAsBlocking(
                    "java.nio.file.Files",
                    "newByteChannel",
                    "(Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/nio/channels/SeekableByteChannel;",
                )
                .blockingMethodCallback { method ->
                    caught.incrementAndGet()
                    throw BlockingOperationError(method)
                }
                .install()
        }

        afterSpec { pool.shutdown() }

        "the agent sees what waits" {
            val opened = FileChannel.open(large)
            for (dispatcher in listOf(main, Dispatchers.Default)) {
                withContext(dispatcher) {
                    shouldThrow<BlockingOperationError> { Thread.sleep(1) }
                    shouldThrow<BlockingOperationError> { Files.newByteChannel(large).close() }
                    shouldThrow<BlockingOperationError> { opened.read(ByteBuffer.allocate(1)) }
                }
            }
            caught.get() shouldBe 6
            caught.set(0)
        }

        for ((name, dispatcher) in listOf<Pair<String, CoroutineDispatcher>>(
            "a main-like thread" to main,
            "Dispatchers.Default" to Dispatchers.Default,
        )) {
            "collected on $name" - {
                "nothing waits while records are read, from a file or from memory, by a cursor too" {
                    withContext(dispatcher) {
                        for (file in listOf(large, small)) {
                            val reader = MarcReader.open(file) { strictness = dev.marcato.Strictness.LENIENT }
                            reader.records().count() shouldBeGreaterThan 10
                            reader.outcomes().count() shouldBeGreaterThan 10
                            reader.range(5_000, 15_000).records().count() shouldBeGreaterThan 5
                            val splits = reader.splits(file.toFile().length() / 3)
                            reader.range(splits[1]).records().count() shouldBeGreaterThan 1
                            reader.cursor().use { cursor -> while (cursor.next() != null) Unit }
                        }
                        MarcReader.open(bytes).records().count() shouldBe 1_000
                    }
                    caught.get() shouldBe 0
                }

                "nothing waits while they are written to a live stream, or encoded" {
                    withContext(dispatcher) {
                        val records = MarcReader.open(bytes).records()
                        records.encoded(MarcFormat.JSON).count() shouldBeGreaterThan 1
                        for (mode in Flush.entries) {
                            records.writeTo(OutputStream.nullOutputStream(), flush = mode).records shouldBe 1_000
                        }
                    }
                    caught.get() shouldBe 0
                }

                "nothing waits while they are transformed, in order or not" {
                    withContext(dispatcher) {
                        for (file in listOf(large, small)) {
                            val reader = MarcReader.open(file) { strictness = dev.marcato.Strictness.LENIENT }
                            for (workers in 1..3) {
                                reader.mapParallel(workers) { it.title }.count() shouldBeGreaterThan 10
                                reader.records().mapParallel(workers) { it.title }.count() shouldBeGreaterThan 10
                            }
                            reader.mapParallelUnordered { it.title }.count() shouldBeGreaterThan 10
                            reader.outcomesParallel().count() shouldBeGreaterThan 10
                        }
                        MarcReader.open(bytes).mapParallel { it.title }.count() shouldBe 1_000
                    }
                    caught.get() shouldBe 0
                }

                "nothing waits when a collection ends early, fails or is cancelled" {
                    coroutineScope {
                        val reader = MarcReader.open(large)
                        withContext(dispatcher) {
                            reader.mapParallel(2) { it.title }.first()
                            shouldThrow<IllegalStateException> {
                                reader.mapParallel(2) { check(it.controlNumber == "none") }.collect()
                            }.shouldBeInstanceOf<IllegalStateException>()
                        }
                        val options = ParallelOptions { workers = 2 }
                        for (stalls in listOf(true, false)) {
                            val begun = CompletableDeferred<Unit>()
                            val collector = launch(dispatcher) {
                                reader.mapParallel(options) {
                                    if (!stalls) begun.complete(Unit).also { awaitCancellation() }
                                }.onEach { begun.complete(Unit) }.collect { awaitCancellation() }
                            }
                            begun.await()
                            collector.cancelAndJoin()
                        }
                    }
                    caught.get() shouldBe 0
                }
            }
        }
    })
