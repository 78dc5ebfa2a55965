// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext

private const val RECORDS = 40

/** A few records in memory, which are transformed by the collector itself until that takes long. */
@OptIn(ExperimentalCoroutinesApi::class)
class RecordsAtHandSpec :
    FreeSpec({
        val catalogue = Catalogue.ordinary()
        val bytes = catalogue.toByteArray(RECORDS)
        val numbers = BlockingMarcReader.open(bytes).use { reader -> reader.map { it.controlNumber } }

        "the results are those of a plain map" - {
            "in order, of no, of one and of more records" {
                for (count in 0..RECORDS) {
                    val reader = MarcReader.open(catalogue.toByteArray(count))
                    reader.mapParallel(2) { it.controlNumber }.toList() shouldBe numbers.take(count)
                    reader.mapParallelUnordered(ParallelOptions { workers = 2 }) { it.controlNumber }
                        .toList().sortedBy { numbers.indexOf(it) } shouldBe numbers.take(count)
                }
            }

            "whichever record is the first that takes its time" {
                for (slow in numbers.indices) {
                    runTest {
                        val results = MarcReader.open(bytes).mapParallel(inTime(4)) {
                            if (numbers.indexOf(it.controlNumber) >= slow) delay(50)
                            it.controlNumber
                        }.toList()
                        withClue("from $slow on") { results shouldBe numbers }
                    }
                }
            }
        }

        "all are waited for at the same time, the first included" {
            runTest {
                MarcReader.open(bytes).mapParallel(inTime(RECORDS)) { delay(1_000) }.collect()
                currentTime shouldBe 1_000
            }
        }

        "a failure at any position comes after the results before it, unchanged" {
            for (at in numbers.indices) {
                for (slow in listOf(0, 1, 5, RECORDS)) {
                    runTest {
                        val cause = IOException("record $at")
                        val results = ArrayList<String?>()
                        val failure = runCatching {
                            MarcReader.open(bytes).mapParallel(inTime(3)) {
                                val index = numbers.indexOf(it.controlNumber)
                                if (index >= slow) delay(5)
                                if (index == at) throw cause
                                it.controlNumber
                            }.collect(results::add)
                        }.exceptionOrNull()
                        withClue("at $at, slow from $slow on") {
                            failure shouldBeSameInstanceAs cause
                            results shouldBe numbers.take(at)
                        }
                    }
                }
            }
        }

        "an unrequested cancellation is a failure, too" {
            val cause = CancellationException("not wanted")
            val failure = runCatching { MarcReader.open(bytes).mapParallel(2) { throw cause }.collect() }
            failure.exceptionOrNull() shouldBeSameInstanceAs cause
        }

        "nothing runs any more when the collection has ended" - {
            "because a later record failed while the first was waiting" {
                runTest {
                    var isWaiting = false
                    val failure = runCatching {
                        MarcReader.open(bytes).mapParallelUnordered(inTime(3)) {
                            if (it.controlNumber != numbers[0]) throw IOException("later")
                            isWaiting = true
                            try {
                                awaitCancellation()
                            } finally {
                                isWaiting = false
                            }
                        }.collect()
                    }.exceptionOrNull()
                    failure?.message shouldBe "later"
                    isWaiting shouldBe false
                }
            }

            "because it was cancelled" {
                runTest {
                    var waiting = 0
                    val collector = launch {
                        MarcReader.open(bytes).mapParallel(inTime(3)) {
                            waiting++
                            try {
                                awaitCancellation()
                            } finally {
                                waiting--
                            }
                        }.collect()
                    }
                    testScheduler.advanceUntilIdle()
                    waiting shouldBe 3
                    collector.cancelAndJoin()
                    waiting shouldBe 0
                }
            }

            "even if the first one doesn't cooperate" {
                coroutineScope {
                    val begun = CompletableDeferred<Unit>()
                    val release = CompletableDeferred<Unit>()
                    var isDone = false
                    val collector = launch(Dispatchers.Default) {
                        MarcReader.open(bytes).mapParallel(2) {
                            begun.complete(Unit)
                            withContext(NonCancellable) { release.await() }
                            isDone = true
                        }.collect()
                    }
                    begun.await()
                    collector.cancel()
                    collector.isCompleted shouldBe false
                    release.complete(Unit)
                    collector.join()
                    isDone shouldBe true
                }
            }
        }

        "an error that the first throws while it is cancelled is not swallowed" {
            runTest {
                val error = AssertionError("while being cancelled")
                val failure = runCatching {
                    MarcReader.open(bytes).mapParallelUnordered(inTime(3)) {
                        if (it.controlNumber != numbers[0]) throw IOException("later")
                        try {
                            awaitCancellation()
                        } finally {
                            throw error
                        }
                    }.collect()
                }.exceptionOrNull()
                failure?.message shouldBe "later"
                failure?.suppressed?.toList() shouldBe listOf(error)
            }
        }

        "taking only the first result transforms no other record" {
            var count = 0
            MarcReader.open(bytes).mapParallel(2) { count++ }.first() shouldBe 0
            count shouldBe 1
        }
    })

private fun TestScope.inTime(workers: Int): ParallelOptions = ParallelOptions {
    this.workers = workers
    dispatcher = StandardTestDispatcher(testScheduler)
}
