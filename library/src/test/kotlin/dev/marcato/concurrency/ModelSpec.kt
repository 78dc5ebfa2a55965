// SPDX-License-Identifier: Apache-2.0
package dev.marcato.concurrency

import dev.marcato.internal.input.BufferInput
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.parallel.BatchSize
import dev.marcato.internal.parallel.Delivery
import dev.marcato.internal.parallel.MemoryContent
import dev.marcato.internal.parallel.Portion
import dev.marcato.internal.parallel.Share
import dev.marcato.internal.parallel.Window
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference
import kotlin.concurrent.thread
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.startCoroutine
import kotlinx.coroutines.channels.Channel
import org.jetbrains.lincheck.Lincheck

/** Our own pieces of shared state, in every order of steps that two or three threads can take. */
class ModelSpec :
    FreeSpec({
        "a window" - {
            "never holds more than it may, and lets waiting ones in when there is room" {
                Lincheck.runConcurrentTest(ITERATIONS) {
                    val window = Window(mostItems = 2, mostBytes = 100)
                    val inside = AtomicInteger()
                    val entered = AtomicInteger()
                    val failure = AtomicReference<Throwable?>()
                    // Room for two: the third has to wait until one of the first two has left.
                    val entering = started(failure) {
                        repeat(3) {
                            window.enter(1, 10)
                            inside.incrementAndGet() shouldBeLessThanOrEqual 2
                            entered.incrementAndGet()
                        }
                    }
                    check(entered.get() == 2 && !entering.get())
                    val leaving = List(2) {
                        thread {
                            inside.decrementAndGet()
                            window.leave(1, 10)
                        }
                    }
                    leaving.forEach { it.join() }
                    failure.get()?.let { throw it }
                    check(entering.get() && entered.get() == 3) { "The third was forgotten: ${entered.get()} entered" }
                }
            }
        }

        "what is shared is delivered once and in order, whoever completes it" {
            Lincheck.runConcurrentTest(ITERATIONS) {
                val memory = ByteInput.Memory(BufferInput(ByteBuffer.allocate(0)))
                val portion = Portion<Int>(0, 0, MemoryContent(memory, 0, 0), null, Channel(Channel.UNLIMITED), 1_000)
                val failure = AtomicReference<Throwable?>()
                val share =
                    Share<Int, Int>(listOf(1, 2, 3), emptyList(), true, { Delivery(portion, true) }, { true }) { it }
                val helper = thread { started(failure) { share.help() } }
                val owner = started(failure) { share.finish() }
                helper.join()
                failure.get()?.let { throw it }
                check(owner.get()) { "Nobody told the owner that all were delivered" }
                val delivered = generateSequence { portion.output.tryReceive().getOrNull() }.flatMap { it.results }
                delivered.toList() shouldBe listOf(1, 2, 3)
            }
        }

        "the size of a batch stays in its range with several threads teaching it" {
            Lincheck.runConcurrentTest(ITERATIONS) {
                val size = BatchSize(most = 100)
                val teachers = List(2) { number ->
                    thread {
                        size.learn(64, nanos = 1, hasSuspended = false)
                        size.learn(1, nanos = 1, hasSuspended = number == 0)
                    }
                }
                teachers.forEach { it.join() }
                size.now shouldBeInRange 1..100
            }
        }
    }) {
    private companion object {
        const val ITERATIONS = 100
    }
}

/** Starts [action] here; it goes on in whichever thread resumes it. Returns whether it has ended. */
private fun started(failure: AtomicReference<Throwable?>, action: suspend () -> Unit): AtomicReference<Boolean> {
    val isOver = AtomicReference(false)
    action.startCoroutine(
        Continuation(EmptyCoroutineContext) { outcome ->
            failure.set(outcome.exceptionOrNull())
            isOver.set(true)
        },
    )
    return isOver
}
