// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.reading.Counts
import dev.marcato.internal.sessions.failureOf
import dev.marcato.internal.sessions.isOfInput
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.yield

/**
 * Reads and transforms one [Portion] after another. It first reads a round, then transforms it, so that the number of
 * records in a portion is known early: later portions need it for the positions of problems, which transforms may see.
 *
 * @param mostResults the maximum of results to hand over at once
 */
internal class PortionWorker<I : Any, R>(
    private val reading: PortionReading<I, R>,
    private val mostResults: Int,
    private val team: Team<I, R>,
) {
    private lateinit var portion: Portion<R>
    private lateinit var transform: suspend (I) -> R
    private lateinit var delivery: Delivery<R>
    private var since = 0L
    private var told = 0

    private var index = 0
    private var share: Share<I, R>? = null

    // What is done when a transform suspends may happen while it continues in another thread already. So it is done
    // only if this is still the number of the call. No call that doesn't suspend waits for other threads.
    private val turn = AtomicLong()
    private var calls = 0L
    private var direct = 0L

    @Volatile
    private var hasSuspended = false

    suspend fun run(portion: Portion<R>) {
        this.portion = portion
        transform = team.transformOf(portion.source)
        beginDelivery(isCounted = false)
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
        sendLast(failure, isOfInput(failure))
    }

    private suspend fun runRounds() {
        try {
            do {
                reading.readRound(isShort = !team.isSlow)
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
        if (delivery.isCounted != reading.isCounted) send()
        reading.takeFormat()?.let { delivery.format = it }
        // Waiting for bytes isn't slowness of the transform.
        if (delivery.isEmpty) since = System.nanoTime()
        index = 0
        while (index < items.size) {
            if (!team.wants(portion)) return false
            note(before = index)
            if (hasSuspended) hasSuspended = false
            val number = ++calls
            turn.lazySet(number)
            val failure = failureOf {
                val _ = delivery.results.add(
                    transform.call(items[index]) { if (it) suspended(number) else direct = number },
                )
            }
            if (direct != number) endTurn(number)
            if (failure != null) {
                ensureWanted(failure)
                team.giveUpAfter(portion)
                sendLast(failure, isOfInput = false)
                return false
            }
            index++
            // Results of a slow transform are delivered before there are many.
            val isSlow = hasSuspended || (index and EACH_EIGHTH == 0 && System.nanoTime() - since > LINGER_NANOS)
            if (isSlow && share == null && team.isIdle) share = share(from = index)
            if (isSlow || delivery.results.size >= mostResults) {
                team.learn(isSlow)
                send()
            }
            share?.let {
                if (!finish(it)) return false
                index = items.size
            }
        }
        note(before = items.size)
        if (reading.isOver) {
            sendLast(reading.failure, isOfInput = true)
        } else if (!reading.isAtHand) {
            send()
        }
        return true
    }

    private fun suspended(number: Long) {
        hasSuspended = true
        team.learn(isSlow = true)
        if (!turn.compareAndSet(number, SHARING)) return
        if (share == null) share = share(index + 1)
        turn.set(OVER)
    }

    /** Ends the turn of a call that has suspended, or has failed. */
    private suspend fun endTurn(number: Long) {
        if (turn.compareAndSet(number, OVER)) return
        while (turn.get() == SHARING) yield()
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
    private fun note(before: Int) {
        while (told < reading.notices.size && reading.notices[told].at <= before) {
            delivery.note(reading.notices[told++].problem)
        }
    }

    private fun beginDelivery(isCounted: Boolean) {
        delivery = Delivery(portion, isCounted)
        since = System.nanoTime()
    }

    private suspend fun send() {
        if (!delivery.isEmpty) portion.send(delivery)
        beginDelivery(reading.isCounted)
    }

    private suspend fun sendLast(failure: Throwable?, isOfInput: Boolean) {
        delivery.failure = failure
        delivery.isOfInput = isOfInput && failure != null && isOfInput(failure)
        delivery.isLast = true
        delivery.isEnd = failure == null && reading.isEnd
        delivery.progress = reading.takeProgress()
        portion.send(delivery)
    }

    private companion object {
        const val EACH_EIGHTH = 7
        const val SHARING = -1L
        const val OVER = 0L
        const val LINGER_NANOS = 1_000_000L
    }
}
