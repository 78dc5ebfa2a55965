// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.reading.Counts
import dev.marcato.internal.sessions.failureOf
import dev.marcato.internal.sessions.isOfInput
import java.util.concurrent.atomic.AtomicReference
import kotlinx.coroutines.yield

/**
 * Reads and transforms one [Portion] after another. It first reads a round, then transforms it, so that the number of
 * records in a portion is known early: later portions need it for the positions of problems, which transforms may see.
 */
internal class PortionWorker<I : Any, R>(private val reading: PortionReading<I, R>, private val team: Team<I, R>) {
    private lateinit var portion: Portion<R>
    private lateinit var transform: suspend (I) -> R
    private var told = 0

    private var index = 0
    private var share: Share<I, R>? = null

    // What is done when a transform suspends may happen while it continues in another thread already.
    private val call = AtomicReference(Call.OVER)

    @Volatile
    private var hasSuspended = false

    private enum class Call { RUNNING, BEING_SHARED, OVER }

    suspend fun run(portion: Portion<R>) {
        this.portion = portion
        transform = team.transformOf(portion.source)
        val failure = failureOf {
            try {
                reading.begin(portion)
                runRounds()
            } finally {
                // In any case, later portions must not wait for it.
                portion.count(Counts.NONE)
            }
        }
        if (failure == null) return
        ensureWanted(failure)
        team.giveUpAfter(portion)
        sendLast(newDelivery(), failure, isOfInput(failure))
    }

    private suspend fun runRounds() {
        try {
            do {
                reading.readRound()
                told = 0
                val isDone = transformRound()
            } while (isDone && !reading.isOver)
        } finally {
            reading.close()
        }
    }

    /** Returns false if the transform has failed, or nobody wants the results. */
    private suspend fun transformRound(): Boolean {
        val items = reading.items
        var delivery = newDelivery()
        delivery.format = reading.takeFormat()
        var since = System.nanoTime()
        index = 0
        while (index < items.size) {
            if (!team.wants(portion)) return false
            note(delivery, before = index)
            hasSuspended = false
            call.set(Call.RUNNING)
            val failure = failureOf { delivery.results.add(transform.call(items[index]) { suspended() }) }
            awaitEndOfCall()
            if (failure != null) {
                ensureWanted(failure)
                team.giveUpAfter(portion)
                sendLast(delivery, failure, isOfInput = false)
                return false
            }
            index++
            // Results of a slow transform are delivered before there are many.
            val isSlow = hasSuspended || (index and EACH_EIGHTH == 0 && System.nanoTime() - since > LINGER_NANOS)
            if (isSlow && share == null && team.isIdle) share = share(from = index)
            if (isSlow || delivery.results.size >= MOST_PER_DELIVERY) {
                team.learn(isSlow)
                portion.output.send(delivery)
                delivery = newDelivery()
                since = System.nanoTime()
            }
            share?.let {
                if (!finish(it)) return false
                index = items.size
            }
        }
        note(delivery, before = items.size)
        if (reading.isOver) {
            sendLast(delivery, reading.failure, isOfInput = true)
        } else if (!delivery.isEmpty) {
            portion.output.send(delivery)
        }
        return true
    }

    private fun suspended() {
        hasSuspended = true
        team.learn(isSlow = true)
        if (!call.compareAndSet(Call.RUNNING, Call.BEING_SHARED)) return
        if (share == null) share = share(index + 1)
        call.set(Call.OVER)
    }

    private suspend fun awaitEndOfCall() {
        if (call.compareAndSet(Call.RUNNING, Call.OVER)) return
        while (call.get() != Call.OVER) yield()
    }

    /** Shares the items from [from] on; null if there are none. */
    private fun share(from: Int): Share<I, R>? {
        val items = reading.items
        if (from == items.size || team.size == 1) return null
        val notices = ArrayList<Delivery.Notice>(0)
        while (told < reading.notices.size && reading.notices[told].at < items.size) {
            val notice = reading.notices[told++]
            val _ = notices.add(Delivery.Notice(notice.at - from, notice.problem))
        }
        val own = portion
        val isCounted = reading.isCounted
        val rest = ArrayList(items.subList(from, items.size))
        return Share(rest, notices, team.isOrdered, { Delivery(own, isCounted) }, { team.wants(own) }, transform)
            .also { team.offer(it, rest.size) }
    }

    /** Waits for what is shared; returns false if it has failed. */
    private suspend fun finish(shared: Share<I, R>): Boolean {
        share = null
        shared.finish()
        if (shared.failure == null) return true
        team.giveUpAfter(portion)
        return false
    }

    /** Adds the problems up to those of the item at [before]. */
    private fun note(delivery: Delivery<R>, before: Int) {
        while (told < reading.notices.size && reading.notices[told].at <= before) {
            delivery.note(reading.notices[told++].problem)
        }
    }

    private fun newDelivery(): Delivery<R> = Delivery(portion, reading.isCounted)

    private suspend fun sendLast(last: Delivery<R>, failure: Throwable?, isOfInput: Boolean) {
        last.failure = failure
        last.isOfInput = isOfInput && failure != null && isOfInput(failure)
        last.isLast = true
        last.isEnd = failure == null && reading.isEnd
        last.progress = reading.takeProgress()
        portion.output.send(last)
    }

    private companion object {
        const val MOST_PER_DELIVERY = 100
        const val EACH_EIGHTH = 7
        const val LINGER_NANOS = 1_000_000L
    }
}
