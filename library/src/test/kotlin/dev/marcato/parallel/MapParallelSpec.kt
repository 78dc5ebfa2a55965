// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.ParallelOptions
import dev.marcato.mapParallel
import dev.marcato.mapParallelUnordered
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout

private const val VALUES = 300

@OptIn(ExperimentalCoroutinesApi::class)
class MapParallelSpec :
    FreeSpec({
        "results come in the order of the values" - {
            "however long each takes, by any number of workers" {
                for (workers in 1..8) {
                    runTest {
                        val results = (0 until VALUES).asFlow().mapParallel(inTime(workers)) {
                            delay(it * 7_919L % 53)
                            it
                        }
                        withClue("$workers workers") { results.toList() shouldBe (0 until VALUES).toList() }
                    }
                }
            }

            "also null, and of none and of one value" {
                runTest {
                    (0 until VALUES).asFlow().mapParallel(inTime(2)) { null }.toList() shouldBe List(VALUES) { null }
                    emptyList<Int>().asFlow().mapParallel(inTime(2)) { it }.toList().shouldBeEmpty()
                    listOf(7).asFlow().mapParallel(inTime(2)) { it + 1 }.toList() shouldBe listOf(8)
                }
            }

            "when nothing suspends, on real threads, and also for a slow collector" {
                val expected = (0 until 20_000).map { it.toString() }
                (0 until 20_000).asFlow().mapParallel(4) { it.toString() }.toList() shouldBe expected
                val slowly = ArrayList<String>()
                (0 until 2_000).asFlow().mapParallel(4) { it.toString() }.collect {
                    if (it.endsWith("99")) delay(1)
                    slowly += it
                }
                slowly shouldBe expected.take(2_000)
            }

            "again at each collection" {
                val results = (0 until VALUES).asFlow().mapParallel(3) { it * 2 }
                results.toList() shouldBe results.toList()
            }
        }

        "the workers" - {
            "wait for slow things at the same time, the first included" {
                runTest {
                    (0 until 8).asFlow().mapParallel(inTime(8)) { delay(1_000) }.collect()
                    currentTime shouldBe 1_000
                }
            }

            "are as many as requested" {
                for (workers in 1..4) {
                    runTest {
                        var now = 0
                        var most = 0
                        (0 until 40).asFlow().mapParallel(inTime(workers)) {
                            most = maxOf(most, ++now)
                            delay(10)
                            now--
                        }.collect()
                        withClue("$workers workers") { most shouldBe workers }
                    }
                }
            }
        }

        "a collector that stalls" - {
            "stalls the flow at the window" {
                for (window in listOf(1, 10, 50, 500)) {
                    runTest {
                        val taken = AtomicInteger()
                        val options = inTime(3).toBuilder().apply { windowRecords = window }.build()
                        val stalled = launch {
                            (0..Int.MAX_VALUE).asFlow().onEach { taken.incrementAndGet() }
                                .mapParallel(options) { delay(1) }.collect { awaitCancellation() }
                        }
                        testScheduler.advanceUntilIdle()
                        // The window, the batch that waits for room in it, and the value that waits for that.
                        withClue("a window of $window") { taken.get() shouldBeLessThanOrEqual 2 * window + 2 }
                        stalled.cancelAndJoin()
                    }
                }
            }

            "or takes only the first result leaves the others untaken" {
                val taken = AtomicInteger()
                val first = (0..Int.MAX_VALUE).asFlow().onEach { taken.incrementAndGet() }.mapParallel(4) { it }.first()
                first shouldBe 0
                taken.get() shouldBeLessThanOrEqual 10_000
                (0..Int.MAX_VALUE).asFlow().mapParallel(4) { it }.take(700).toList() shouldBe (0 until 700).toList()
            }
        }

        "an input that idles" - {
            "doesn't delay the results of what has come" {
                for (count in listOf(1, 2, 3, 17, 40, 250)) {
                    for (takes in listOf(0L, 5L)) {
                        runTest {
                            val values = Channel<Int>(Channel.UNLIMITED)
                            val results = ArrayList<Int>()
                            val collector = launch {
                                values.consumeAsFlow().mapParallel(inTime(2)) {
                                    if (takes > 0) delay(takes)
                                    it
                                }.collect(results::add)
                            }
                            repeat(2) { round ->
                                for (value in 0 until count) values.send(round * count + value)
                                testScheduler.advanceUntilIdle()
                                withClue("$count values, $takes ms each") {
                                    results shouldBe (0 until count * (round + 1)).toList()
                                }
                            }
                            collector.cancelAndJoin()
                        }
                    }
                }
            }

            "while another value takes long gets what has come since worked at" {
                runTest {
                    val values = Channel<Int>(Channel.UNLIMITED)
                    val begun = ArrayList<Int>()
                    val collector = launch {
                        values.consumeAsFlow().mapParallel(inTime(2)) {
                            begun += it
                            if (it == 0) delay(1_000)
                        }.collect()
                    }
                    values.send(0)
                    testScheduler.advanceTimeBy(10)
                    values.send(1)
                    testScheduler.advanceTimeBy(100)
                    begun shouldBe listOf(0, 1)
                    collector.cancelAndJoin()
                }
            }
        }

        "a failure of the transform" - {
            "at any position comes after the results before it, unchanged" {
                for (at in 0 until 130) {
                    for (takes in listOf(0L, 3L)) {
                        runTest {
                            val cause = IOException("value $at")
                            val results = ArrayList<Int>()
                            val failure = thrownBy {
                                (0..Int.MAX_VALUE).asFlow().mapParallel(inTime(4)) {
                                    if (takes > 0) delay(takes + it % 3)
                                    if (it == at) throw cause
                                    it
                                }.collect(results::add)
                            }
                            withClue("at $at, $takes ms each") {
                                failure shouldBeSameInstanceAs cause
                                results shouldBe (0 until at).toList()
                            }
                        }
                    }
                }
            }

            "on real threads comes unchanged, too, the first of several" {
                for (at in listOf(0, 1, 5, 99, 100, 5_000)) {
                    val cause = IllegalStateException("value $at")
                    val results = ArrayList<Int>()
                    val failure = thrownBy {
                        (0..20_000).asFlow().mapParallel(4) {
                            if (it == at) throw cause
                            if (it > at && it % 7 == 0) throw IOException("a later one")
                            it
                        }.collect(results::add)
                    }
                    failure shouldBeSameInstanceAs cause
                    results shouldBe (0 until at).toList()
                }
            }

            "may be an Error or an unrequested cancellation" {
                val causes =
                    listOf(OutOfMemoryError("planted"), AssertionError("planted"), CancellationException("planted"))
                for (cause in causes) {
                    for (at in listOf(0, 3, 2_000)) {
                        val results = ArrayList<Int>()
                        val failure = thrownBy {
                            (0..20_000).asFlow().mapParallel(2) { if (it == at) throw cause else it }
                                .collect(results::add)
                        }
                        failure shouldBeSameInstanceAs cause
                        results.size shouldBe at
                    }
                }
            }

            "may be a timeout in it" {
                runTest {
                    val failure = thrownBy {
                        (0..9).asFlow().mapParallel(inTime(2)) { withTimeout(10) { delay(it * 3L) } }.collect()
                    }
                    (failure is kotlinx.coroutines.TimeoutCancellationException) shouldBe true
                }
            }

            "cancels the rest" {
                runTest {
                    var cancelled = 0
                    val failure = thrownBy {
                        (0..9).asFlow().mapParallel(inTime(4)) {
                            if (it == 0) {
                                delay(100)
                                throw IOException("the first")
                            }
                            try {
                                awaitCancellation()
                            } finally {
                                cancelled++
                            }
                        }.collect()
                    }
                    failure?.message shouldBe "the first"
                    (cancelled >= 3) shouldBe true
                    currentTime shouldBe 100
                }
            }

            "can be kept as a value" {
                val results = (0..9).asFlow().mapParallel(2) { runCatching { check(it != 4) { "four" } } }.toList()
                results.map { it.exceptionOrNull()?.message } shouldBe List(10) { if (it == 4) "four" else null }
            }
        }

        "what the values fail with comes after all results, unchanged" {
            for (count in listOf(0, 1, 2, 16, 17, 18, 500)) {
                val cause = IOException("after $count")
                val values = flow {
                    repeat(count) { emit(it) }
                    throw cause
                }
                val results = ArrayList<Int>()
                thrownBy { values.mapParallel(3) { it }.collect(results::add) } shouldBeSameInstanceAs cause
                results shouldBe (0 until count).toList()
                val unordered = ArrayList<Int>()
                thrownBy { values.mapParallelUnordered { it }.collect(unordered::add) } shouldBeSameInstanceAs cause
                unordered.sorted() shouldBe (0 until count).toList()
            }
        }

        "what the collector throws comes out unchanged, and ends everything" {
            for (at in listOf(0, 1, 20, 1_500)) {
                val cause = IOException("collected $at")
                val failure = thrownBy {
                    (0..Int.MAX_VALUE).asFlow().mapParallel(4) { it }.collect { if (it == at) throw cause }
                }
                failure shouldBeSameInstanceAs cause
            }
        }

        "cancellation" - {
            "reaches transforms that are suspended, and the values" {
                runTest {
                    var running = 0
                    var isTaking = false
                    val collector = launch {
                        flow {
                            isTaking = true
                            try {
                                repeat(3) { emit(it) }
                                awaitCancellation()
                            } finally {
                                isTaking = false
                            }
                        }.mapParallel(inTime(4)) {
                            running++
                            try {
                                awaitCancellation()
                            } finally {
                                running--
                            }
                        }.collect()
                    }
                    testScheduler.advanceUntilIdle()
                    running shouldBe 3
                    isTaking shouldBe true
                    collector.cancelAndJoin()
                    running shouldBe 0
                    isTaking shouldBe false
                }
            }

            "waits for a transform that never suspends" {
                coroutineScope {
                    val begun = CompletableDeferred<Unit>()
                    val release = CountDownLatch(1)
                    val collector = launch(kotlinx.coroutines.Dispatchers.IO) {
                        (0..9).asFlow().mapParallel(2) {
                            begun.complete(Unit)
                            check(release.await(1, TimeUnit.MINUTES)) { "The transform was never released" }
                        }.collect()
                    }
                    begun.await()
                    collector.cancel()
                    collector.isCompleted shouldBe false
                    release.countDown()
                    collector.join()
                }
            }
        }

        "a thousand collections at once give each its own" {
            coroutineScope {
                repeat(1_000) { number ->
                    launch(kotlinx.coroutines.Dispatchers.Default) {
                        val results = (0 until 200).asFlow().mapParallel(2) { number * 1_000 + it }.toList()
                        results shouldBe List(200) { number * 1_000 + it }
                    }
                }
            }
        }

        "without order" - {
            "all results come, none waits for one that takes long" {
                runTest {
                    val values: Flow<Int> = (0 until 40).asFlow()
                    val results = values.mapParallelUnordered(inTime(4)) {
                        delay(if (it == 0) 10_000 else 10)
                        it
                    }.toList()
                    results.last() shouldBe 0
                    results.sorted() shouldBe (0 until 40).toList()
                }
                (0 until 20_000).asFlow().mapParallelUnordered { it }.toList().sorted() shouldBe
                    (0 until 20_000).toList()
            }

            "a failure ends the flow at once, unchanged" {
                runTest {
                    val cause = IOException("planted")
                    val failure = thrownBy {
                        (0..Int.MAX_VALUE).asFlow().mapParallelUnordered(inTime(4)) {
                            delay(if (it == 0) Long.MAX_VALUE else 10)
                            if (it == 30) throw cause
                        }.collect()
                    }
                    failure shouldBeSameInstanceAs cause
                }
            }
        }
    })

/** Options for virtual time. */
private fun TestScope.inTime(workers: Int): ParallelOptions = ParallelOptions {
    this.workers = workers
    dispatcher = StandardTestDispatcher(testScheduler)
}

internal inline fun thrownBy(action: () -> Unit): Throwable? = try {
    action()
    null
} catch (e: Throwable) {
    e
}
