// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import java.util.concurrent.LinkedBlockingQueue
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Runnable

/** Runs coroutines in the thread that calls [runUntil], during that call. */
internal class CallerThread : CoroutineDispatcher() {
    private val tasks = LinkedBlockingQueue<Runnable>()

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        tasks.put(block)
    }

    /**
     * Runs tasks, and waits for more, until one of them makes [isEnough] true.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    inline fun runUntil(isEnough: () -> Boolean) {
        while (!isEnough()) next().run()
    }

    fun next(): Runnable = tasks.take()

    override fun toString(): String = "the calling thread"
}
