// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.util.concurrent.atomic.LongAdder
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Runnable

/**
 * Leaves the work to [threads], counts how often coroutines are put on a thread, and adds up how long they stay there.
 * While a coroutine is suspended it is on none.
 */
internal class MeteredDispatcher(private val threads: CoroutineDispatcher) : CoroutineDispatcher() {
    private val nanoseconds = LongAdder()
    private val dispatches = LongAdder()

    val busySeconds: Double get() = nanoseconds.sum() / NANOSECONDS_PER_SECOND
    val wakeUps: Long get() = dispatches.sum()

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        dispatches.increment()
        threads.dispatch(
            context,
            Runnable {
                val begin = System.nanoTime()
                try {
                    block.run()
                } finally {
                    nanoseconds.add(System.nanoTime() - begin)
                }
            },
        )
    }

    override fun toString(): String = "metered $threads"

    private companion object {
        const val NANOSECONDS_PER_SECOND = 1e9
    }
}
