// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.internal.sessions.failureOf
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch

/**
 * Transforms values that are available without waiting, for one collection. It begins like a plain `map`, in the
 * collector's coroutine, so that a few values cost no more than that. After [INLINE_NANOS], or once the transform has
 * suspended, a [FlowTransform] continues.
 */
internal class DirectTransform<T : Any, R>(
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val transform: suspend (T) -> R,
) {
    // Written when the transform suspends, possibly while it continues in another thread.
    @Volatile
    private var hasSuspended = false

    /**
     * Transforms the values that [next] returns, until it returns null, and passes results to [deliver] in the caller's
     * context.
     */
    suspend fun run(next: () -> T?, deliver: suspend (List<R>) -> Unit) {
        val value = next() ?: return
        val begin = System.nanoTime()
        val first = FirstCall(value, transform)
        // If the first transform suspends, it continues here, and the others don't wait for it.
        val job = CoroutineScope(currentCoroutineContext()).launch(options.dispatcher, CoroutineStart.UNDISPATCHED) {
            first.run()
        }
        if (!first.isDone) return behind().runBehind(first, job, rest(next), deliver)
        first.failure?.let { throw it }
        // Delivers a few at a time, since each delivery may suspend; but the first at once, and none late.
        val results = arrayListOf(first.result)
        deliver(results)
        results.clear()
        var taken = 1L
        while (true) {
            var isOver = false
            val failure = failureOf {
                val next = next()
                if (next != null) results.add(transform.call(next) { hasSuspended = true }) else isOver = true
            }
            if (failure != null) {
                ensureWanted(failure)
                if (results.isNotEmpty()) deliver(results)
                throw failure
            }
            if (isOver) {
                // The receiver of results may wait for more, and an empty list isn't more.
                if (results.isNotEmpty()) deliver(results)
                return
            }
            taken++
            val isMoment = taken and EACH_EIGHTH == 0L || taken and (taken - 1) == 0L
            if (!isMoment && !hasSuspended) continue
            deliver(results)
            results.clear()
            if (hasSuspended) return behind().runRest(Long.MAX_VALUE, rest(next), deliver)
            val nanos = System.nanoTime() - begin
            if (nanos > INLINE_NANOS) return behind().runRest(nanos / taken, rest(next), deliver)
        }
    }

    private fun behind() = FlowTransform(options, isOrdered, transform)

    private fun rest(next: () -> T?): Flow<T> = flow {
        while (true) emit(next() ?: break)
    }

    private companion object {
        const val EACH_EIGHTH = 7L
    }
}

/** The time for transforms in the collector's context before workers start. */
internal const val INLINE_NANOS: Long = 1_000_000L

/** The transform of the first value, which may take long, and its result once it [isDone]. */
internal class FirstCall<T, R>(val value: T, private val transform: suspend (T) -> R) {
    private var made: R? = null

    var failure: Throwable? = null
        private set

    @Volatile
    var isDone: Boolean = false
        private set

    /** The result, unless there is a [failure]. */
    @Suppress("UNCHECKED_CAST")
    val result: R get() = made as R

    suspend fun run() {
        failure = failureOf { made = transform(value) }
        isDone = true
    }
}
