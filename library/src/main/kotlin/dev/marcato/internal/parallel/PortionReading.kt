// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Progress
import dev.marcato.ReadOptions
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.StretchDecoder
import java.io.IOException

/**
 * Reads one [Portion] after another, in rounds: a portion with very many records takes several, to hold no more than
 * [mostItems], and so does one whose bytes have not all come. For one worker.
 *
 * @param next takes a record or an outcome from a decoder
 */
internal class PortionReading<I : Any, R>(
    options: ReadOptions,
    private val mostItems: Int,
    private val next: StretchDecoder.() -> I?,
) {
    /** The records or outcomes of the round. */
    val items: ArrayList<I> = ArrayList()

    /** The problems of the round, each before an item. */
    val notices: ArrayList<Delivery.Notice> = ArrayList()

    /** What has ended the reading after the items. */
    var failure: Exception? = null
        private set

    /** Whether there are no more rounds. */
    var isOver: Boolean = false
        private set

    /** Whether problems and outcomes have the counts of a sequential reading, and not those of the portion. */
    var isCounted: Boolean = false
        private set

    // What the decoder has reported and no delivery has yet.
    private var progress: Progress? = null
    private var format: MarcFormat? = null
    private val ownOptions: ReadOptions = options.toBuilder().apply {
        problemAction = { notices.add(Delivery.Notice(items.size, it)) }
        if (formatAction != null) formatAction = { format = it }
        if (progressAction != null) progressAction = { progress = it }
    }.build()
    private var given = 0L
    private var hasProblems = false
    private lateinit var portion: Portion<R>
    private lateinit var content: PortionContent
    private lateinit var feed: PortionFeed

    /** Whether the next round needn't wait for the input. */
    val isAtHand: Boolean get() = feed.isAtHand

    /** Whether nothing of the input comes after the portion; known when it is over. */
    val isEnd: Boolean get() = content.isEnd

    suspend fun begin(portion: Portion<R>) {
        this.portion = portion
        given = 0
        hasProblems = false
        items.clear()
        progress = null
        content = portion.content
        // Only ISO 2709 is cut.
        format = if (content.isPart && portion.isFirst) MarcFormat.ISO_2709 else null
        isCounted = portion.isFirst
        feed = content.begin(ownOptions, Counts.NONE)
        if (isCounted) content.forget()
    }

    suspend fun close() {
        feed.close()
    }

    /**
     * Reads the next round. A short one stays in the processor's cache until it is transformed; but others wait for the
     * counts of a portion with problems, so that is read to its end.
     */
    suspend fun readRound(isShort: Boolean) {
        given += items.size
        if (feed.isLong && !isCounted) beginCounted()
        tryRound(isShort)
        if (!isCounted && (notices.isNotEmpty() || failure is MarcException)) {
            beginCounted()
            tryRound(isShort)
        }
        if (notices.isNotEmpty()) hasProblems = true
        if (isOver) portion.count(own())
    }

    /** Returns what was reported so far, for the first delivery of the round. */
    fun takeFormat(): MarcFormat? = format.also { format = null }

    fun takeProgress(): Progress? = progress.also { progress = null }

    private suspend fun tryRound(isShort: Boolean) {
        val most = if (isShort && !hasProblems) minOf(SHORT, mostItems) else mostItems
        items.clear()
        notices.clear()
        failure = null
        isOver = false
        try {
            while (items.size < most) items.add(nextItem() ?: break)
        } catch (e: Exception) {
            ensureWanted(e)
            failure = e
            isOver = true
        }
    }

    /** Begins again with the counts of a sequential reading, after the items given so far. */
    private suspend fun beginCounted() {
        isCounted = true
        feed = content.begin(ownOptions, portion.countsBefore())
        content.forget()
        items.clear()
        for (skipped in 0 until given) {
            if (nextItem() == null) throw IOException("The input has changed while it was read")
        }
    }

    /** Returns null if there is none before more bytes come, or at the end. */
    private suspend fun nextItem(): I? {
        while (true) {
            next(feed.decoder)?.let { return it }
            val isAll = feed.decoder.isAtEnd
            // Here, since a long damage is no item.
            if (!isAll) tellProgress()
            // What has come is transformed before anything is waited for.
            val hasSome = items.isNotEmpty() || notices.isNotEmpty()
            val isRound = (hasSome && !feed.isAtHand) || (feed.isLong && !isCounted)
            if (!isAll && isRound) return null
            if (isAll || !feed.more()) {
                isOver = true
                return null
            }
        }
    }

    private suspend fun tellProgress() {
        val told = takeProgress() ?: return
        portion.send(Delivery(portion, isCounted).also { it.progress = told })
    }

    private suspend fun own(): Counts {
        val counts = feed.decoder.counts
        if (!isCounted || portion.isFirst) return counts
        val before = portion.countsBefore()
        return Counts(counts.records - before.records, counts.problems - before.problems)
    }

    private companion object {
        const val SHORT = 64
    }
}
