// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Progress
import dev.marcato.ReadOptions
import dev.marcato.internal.input.of
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.failureOf
import dev.marcato.internal.sessions.isOfInput
import java.io.IOException
import java.util.concurrent.atomic.AtomicLong

/**
 * Reads and transforms one [Portion] after another.
 *
 * It first reads a portion, then transforms it, so that the number of its records is known early: later portions need
 * it for the positions of problems, which transforms may see. A portion with very many records takes several rounds, to
 * hold no more than [mostItems].
 *
 * @param mayBlock whether its thread may block to read a file
 * @param next takes a record or an outcome from a decoder
 * @param failedAt the first portion with a failure, for all workers, which give up those after it
 * @param goesOn whether portions after a failure are wanted, since other inputs are read after it
 * @param transformOf returns the transform for a source
 */
internal class PortionWorker<I : Any, R>(
    options: ReadOptions,
    mayBlock: Boolean,
    private val mostItems: Int,
    private val next: StretchDecoder.() -> I?,
    private val failedAt: AtomicLong,
    private val goesOn: Boolean,
    private val transformOf: (source: Int) -> suspend (I) -> R,
) {
    private val items = ArrayList<I>()
    private val notices = ArrayList<Delivery.Notice>()

    // What the decoder has reported and no delivery has yet.
    private var progress: Progress? = null
    private var format: MarcFormat? = null
    private val ownOptions: ReadOptions = options.toBuilder().apply {
        problemAction = { notices.add(Delivery.Notice(items.size, it)) }
        if (formatAction != null) formatAction = { format = it }
        if (progressAction != null) progressAction = { progress = it }
    }.build()
    private val bytes = PortionBytes(ownOptions, mayBlock)
    private var readFailure: Exception? = null
    private var isOver = false
    private var isCounted = false
    private var given = 0L
    private lateinit var decoder: StretchDecoder

    // Written when the transform suspends, possibly while it continues in another thread.
    @Volatile
    private var hasSuspended = false

    suspend fun run(portion: Portion<R>) {
        val failure = failureOf {
            try {
                read(portion)
            } finally {
                // In any case, later portions must not wait for it.
                portion.count(Counts.NONE)
            }
        }
        if (failure == null) return
        ensureWanted(failure)
        giveUpAfter(portion)
        send(Delivery(portion, isCounted), failure, isOfInput = true)
    }

    private fun giveUpAfter(portion: Portion<R>) {
        if (goesOn) return
        val _ = failedAt.accumulateAndGet(portion.number, ::minOf)
    }

    suspend fun close() {
        bytes.close()
    }

    private suspend fun read(portion: Portion<R>) {
        given = 0
        progress = null
        // Only ISO 2709 is divided.
        format = if (portion.range != null && portion.isFirst) MarcFormat.ISO_2709 else null
        isCounted = portion.isFirst
        decoder = bytes.begin(portion.input, portion.range)
        do {
            readRound(portion)
            if (!isCounted && (notices.isNotEmpty() || readFailure is MarcException)) readRoundAgain(portion)
            if (isOver) portion.count(own(portion))
            transformRound(portion)
        } while (!isOver && failedAt.get() >= portion.number)
    }

    private suspend fun readRound(portion: Portion<R>) {
        items.clear()
        notices.clear()
        readFailure = null
        isOver = false
        try {
            while (items.size < mostItems) {
                val item = nextItem(portion)
                if (item == null) {
                    isOver = true
                    break
                }
                val _ = items.add(item)
            }
        } catch (e: Exception) {
            ensureWanted(e)
            readFailure = e
            isOver = true
        }
    }

    /** The same again, but with the counts of a sequential reading. */
    private suspend fun readRoundAgain(portion: Portion<R>) {
        val range = checkNotNull(portion.range).behind(portion.countsBefore())
        isCounted = true
        decoder = bytes.begin(portion.input, range)
        for (skipped in 0 until given) {
            if (nextItem(portion) == null) {
                throw IOException("The file has changed while it was read").of(portion.input.source)
            }
        }
        readRound(portion)
    }

    private suspend fun nextItem(portion: Portion<R>): I? {
        while (true) {
            next(decoder)?.let { return it }
            // Here, since a long damage is no item.
            progress?.let { if (!decoder.isAtEnd) tell(portion, it) }
            if (decoder.isAtEnd || !bytes.feedMore(decoder)) return null
        }
    }

    private suspend fun tell(portion: Portion<R>, told: Progress) {
        progress = null
        portion.output.send(Delivery(portion, isCounted).also { it.progress = told })
    }

    private suspend fun own(portion: Portion<R>): Counts {
        val counts = decoder.counts
        if (!isCounted || portion.isFirst) return counts
        val before = portion.countsBefore()
        return Counts(counts.records - before.records, counts.problems - before.problems)
    }

    private suspend fun transformRound(portion: Portion<R>) {
        val transform = transformOf(portion.source)
        var delivery = Delivery(portion, isCounted)
        delivery.format = format
        format = null
        var told = 0
        var since = System.nanoTime()
        for (index in items.indices) {
            if (failedAt.get() < portion.number) return
            while (told < notices.size && notices[told].at <= index) note(delivery, notices[told++].problem)
            hasSuspended = false
            try {
                val _ = delivery.results.add(transform.call(items[index]) { hasSuspended = true })
            } catch (e: Throwable) {
                ensureWanted(e)
                giveUpAfter(portion)
                isOver = true
                return send(delivery, e, isOfInput = false)
            }
            // Results of a slow transform are delivered before there are many.
            val isSlow =
                hasSuspended || (index and EACH_EIGHTH == EACH_EIGHTH && System.nanoTime() - since > LINGER_NANOS)
            if (isSlow || delivery.results.size >= MOST_PER_DELIVERY) {
                portion.output.send(delivery)
                delivery = Delivery(portion, isCounted)
                since = System.nanoTime()
            }
        }
        while (told < notices.size) note(delivery, notices[told++].problem)
        given += items.size
        items.clear()
        if (isOver) {
            send(delivery, readFailure, isOfInput = true)
        } else if (delivery.results.isNotEmpty() || delivery.notices.isNotEmpty()) {
            portion.output.send(delivery)
        }
    }

    private fun note(delivery: Delivery<R>, problem: MarcProblem) {
        val _ = delivery.notices.add(Delivery.Notice(delivery.results.size, problem))
    }

    private suspend fun send(last: Delivery<R>, failure: Throwable?, isOfInput: Boolean) {
        last.failure = failure
        last.isOfInput = isOfInput && failure != null && isOfInput(failure)
        last.isLast = true
        last.progress = progress
        last.portion.output.send(last)
    }

    private companion object {
        const val MOST_PER_DELIVERY = 100
        const val EACH_EIGHTH = 7
        const val LINGER_NANOS = 1_000_000L
    }
}
