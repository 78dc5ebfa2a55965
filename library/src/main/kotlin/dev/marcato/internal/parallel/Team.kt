// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.channels.Channel

/** Makes a worker that waits look for work elsewhere. */
private object LookAround : Task

/**
 * What the workers of a transform have in common.
 *
 * @property size the number of workers
 * @param goesOn whether portions after a failure are wanted, since other inputs are read after it
 * @property transformOf returns the transform for a source
 */
internal class Team<I : Any, R>(
    val size: Int,
    val isOrdered: Boolean,
    private val goesOn: Boolean,
    val transformOf: (source: Int) -> suspend (I) -> R,
) {
    private val tasks = Channel<Task>(Channel.UNLIMITED)
    private val idle = AtomicInteger()
    private val failedAt = AtomicLong(Long.MAX_VALUE)

    /** Whether a worker has nothing to do. */
    val isIdle: Boolean get() = idle.get() > 0

    /** Whether transforms take long, so that no worker should wait for another one to come back for more. */
    @Volatile
    var isSlow: Boolean = false
        private set

    /** Where workers without work ask for more while transforms take long. */
    @Volatile
    var taking: Taking? = null

    /** Notes whether a transform has taken long. */
    fun learn(isSlow: Boolean) {
        if (this.isSlow == isSlow) return
        this.isSlow = isSlow
        if (isSlow) {
            val _ = tasks.trySend(LookAround)
        }
    }

    fun begin(portion: Portion<R>) {
        val _ = tasks.trySend(portion)
    }

    /** Asks the other workers for help with [items] items. */
    fun offer(share: Share<I, R>, items: Int) {
        repeat(minOf(size - 1, items)) {
            val _ = tasks.trySend(share)
        }
    }

    /** Does what there is to do, until it is cancelled. */
    suspend fun work(worker: PortionWorker<I, R>) {
        while (true) {
            val _ = idle.incrementAndGet()
            if (isSlow) taking?.help()
            val task = tasks.receive()
            val _ = idle.decrementAndGet()
            @Suppress("UNCHECKED_CAST")
            when (task) {
                is Portion<*> -> worker.run(task as Portion<R>)
                is Share<*, *> -> task.help()
                is LookAround -> Unit
            }
        }
    }

    /** Whether no earlier portion has failed. */
    fun wants(portion: Portion<R>): Boolean = failedAt.get() >= portion.number

    fun giveUpAfter(portion: Portion<R>) {
        if (goesOn) return
        val _ = failedAt.accumulateAndGet(portion.number, ::minOf)
    }
}
