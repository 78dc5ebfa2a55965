// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.sessions.failureOf
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReferenceArray
import kotlinx.coroutines.CompletableDeferred

/**
 * The rest of a round of a portion, whose transform has turned out to take long: every worker without other work helps.
 *
 * Whoever completes the next result delivers it, and those that wait for it. So a result waits for those before it, or
 * for none if [isOrdered] is false.
 *
 * @param items the rest of the round
 * @param notices the problems to report before the results
 * @param isWanted says whether no earlier portion has failed
 */
internal class Share<I, R>(
    private val items: List<I>,
    private val notices: List<Delivery.Notice>,
    private val isOrdered: Boolean,
    private val newDelivery: () -> Delivery<R>,
    private val isWanted: () -> Boolean,
    private val transform: suspend (I) -> R,
) : Task {
    private class Result<R>(val value: R)

    private val begun = AtomicInteger()
    private val done = AtomicInteger()

    // The results in the order of their delivery; for one that failed, the exception.
    private val slots = AtomicReferenceArray<Any?>(items.size)
    private val calls = AtomicInteger()
    private val end = CompletableDeferred<Unit>()

    @Volatile
    private var isOpen = !isOrdered

    // For whoever delivers.
    private var delivered = 0
    private var told = 0

    /** What the transform has thrown; there are no results after that. */
    @Volatile
    var failure: Throwable? = null
        private set

    /** Transforms items as long as there are some that nobody has begun. */
    suspend fun help() {
        while (failure == null && isWanted()) {
            val index = begun.getAndIncrement()
            if (index >= items.size) return
            val failed = failureOf { keep(index, Result(transform(items[index]))) }
            if (failed != null) {
                ensureWanted(failed)
                keep(index, failed)
            }
            deliver()
        }
        val _ = end.complete(Unit)
    }

    /** Says that all results before these were delivered, and waits until these are, too. Helps as well. */
    suspend fun finish() {
        isOpen = true
        deliver()
        help()
        end.await()
    }

    private fun keep(index: Int, result: Any) {
        slots.set(if (isOrdered) index else done.getAndIncrement(), result)
    }

    private suspend fun deliver() {
        // Who is at it already looks again.
        if (calls.getAndIncrement() != 0) return
        var seen = 1
        while (seen != 0) {
            if (isOpen && failure == null) deliverNext()
            seen = calls.addAndGet(-seen)
        }
    }

    private suspend fun deliverNext() {
        val delivery = newDelivery()
        while (delivered < items.size) {
            while (told < notices.size && (!isOrdered || notices[told].at <= delivered)) {
                delivery.note(notices[told++].problem)
            }
            val slot = slots.getAndSet(delivered, null) ?: break
            if (slot is Throwable) {
                failure = slot
                delivery.failure = slot
                break
            }
            @Suppress("UNCHECKED_CAST")
            val _ = delivery.results.add((slot as Result<R>).value)
            delivered++
        }
        if (!delivery.isEmpty) delivery.portion.send(delivery)
        if (failure != null || delivered == items.size) {
            val _ = end.complete(Unit)
        }
    }
}
