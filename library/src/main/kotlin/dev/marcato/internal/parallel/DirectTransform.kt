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
 * Transforms values that are at hand, for one collection, at first as a plain `map` does: in the collector's coroutine,
 * one after the other. So a few cost no more than there. Once that has taken [INLINE_NANOS], or the transform has
 * suspended, a [FlowTransform] goes on.
 */
internal class DirectTransform<T : Any, R>(
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val transform: suspend (T) -> R,
) {
    // Written when the transform suspends, so perhaps at the same time as it goes on elsewhere.
    @Volatile
    private var hasSuspended = false

    /** Hands what the values that [next] returns become, until it returns null, to [deliver], in the caller's context. */
    suspend fun run(next: () -> T?, deliver: suspend (List<R>) -> Unit) {
        val value = next() ?: return
        val begin = System.nanoTime()
        val first = FirstCall(value, transform)
        // Where it goes on if it suspends, and the others need not wait for it.
        val job = CoroutineScope(currentCoroutineContext()).launch(options.dispatcher, CoroutineStart.UNDISPATCHED) {
            first.run()
        }
        if (!first.isDone) return behind().runBehind(first, job, rest(next), deliver)
        first.failure?.let { throw it }
        // A few at once, since each delivery is a call that may suspend; but the first at once, and none for long.
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
                // Whoever gets results may wait for more, which an empty list is not.
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

/** How long values are transformed in the collector's context before workers are started. */
internal const val INLINE_NANOS: Long = 1_000_000L

/** The transform of the first value, which may take its time, and what has come of it once it [isDone]. */
internal class FirstCall<T, R>(val value: T, private val transform: suspend (T) -> R) {
    private var made: R? = null

    var failure: Throwable? = null
        private set

    @Volatile
    var isDone: Boolean = false
        private set

    /** What the transform has returned, if it has not thrown a [failure]. */
    @Suppress("UNCHECKED_CAST")
    val result: R get() = made as R

    suspend fun run() {
        failure = failureOf { made = transform(value) }
        isDone = true
    }
}
