// SPDX-License-Identifier: Apache-2.0
package dev.marcato.concurrency

import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Readers
import dev.marcato.testing.WaysIn
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.withContext
import reactor.blockhound.BlockHound
import reactor.blockhound.BlockingOperationError
import reactor.blockhound.integration.BlockHoundIntegration

/** The one thread of a user interface. */
private class CollectingThread(task: Runnable) : Thread(task, "collecting")

/**
 * A collector with one thread, such as that of a user interface, neither reads nor decodes, whatever the input. An agent
 * counts where it does.
 */
class DecodedElsewhereSpec :
    FreeSpec({
        val pool = Executors.newSingleThreadExecutor(::CollectingThread)
        val collecting = pool.asCoroutineDispatcher()
        val ways = WaysIn()
        val caught = AtomicInteger()
        val bytes = Catalogue.ordinary().toByteArray(2_000)

        beforeSpec {
            val decoder = "dev.marcato.internal.reading.StretchDecoder"
            BlockHound.builder()
                .with(
                    BlockHoundIntegration {
                        it.nonBlockingThreadPredicate { other -> other.or { thread -> thread is CollectingThread } }
                    },
                )
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "getTask")
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker")
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "processWorkerExit")
                .markAsBlocking("sun.nio.ch.FileChannelImpl", "read", "(Ljava/nio/ByteBuffer;)I")
                .markAsBlocking(decoder, "next", "()Ldev/marcato/Record;")
                .markAsBlocking(decoder, "nextOutcome", "()Ldev/marcato/Outcome;")
                .blockingMethodCallback { method ->
                    caught.incrementAndGet()
                    throw BlockingOperationError(method)
                }
                .install()
        }

        afterSpec {
            ways.close()
            pool.shutdown()
        }

        "the agent sees who decodes" {
            withContext(collecting) {
                shouldThrow<BlockingOperationError> { MarcReader.open(bytes.copyOf(2_000)).records().count() }
                shouldThrow<BlockingOperationError> {
                    MarcReader.open(bytes) { decodeDispatcher = Dispatchers.Unconfined }.outcomes().count()
                }
            }
            caught.get() shouldBe 2
            caught.set(0)
        }

        "nothing is read or decoded by the collector, by every way in" {
            for (way in ways.all) {
                withClue(way) {
                    val inputs = List(2) { way.open(bytes) }
                    withContext(collecting) {
                        Readers.of(inputs[0]).records().count() shouldBe 2_000
                        Readers.of(inputs[1]).outcomes().count() shouldBe 2_000
                    }
                }
            }
            caught.get() shouldBe 0
        }

        "nor of a small file or stream, which is less than a chunk" {
            for (way in ways.all.filter { "Byte" !in it.name || "Flow" in it.name }) {
                if (way.name == "SeekableInput of bytes") continue
                withClue(way) {
                    val input = way.open(bytes.copyOf(2_000))
                    withContext(collecting) {
                        Readers.of(input, ReadOptions { strictness = dev.marcato.Strictness.LENIENT }).records().count()
                    }
                }
            }
            caught.get() shouldBe 0
        }
    })
