// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.mongodb.BulkReport
import dev.marcato.mongodb.Rejection
import dev.marcato.mongodb.internal.input.Place
import java.util.Collections
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/**
 * Keeps the account of a run. Settled records are only counted; what is open is kept by stretches of records that were
 * taken together, so the account is no larger than what is under way.
 *
 * [RecordSpan.offer] is for the coroutine that takes; all else may be called from anywhere.
 */
internal class Account(private val maxRejections: Int, private val firstOrdinal: Long = 0) {
    private val lock = ReentrantLock()
    private val open = ArrayDeque<RecordSpan>()
    private val counts = BulkReport.Counts()
    private val rejections = ArrayList<Rejection>()
    private var offeredBefore = 0L
    private var nextOrdinal = firstOrdinal
    private var settled: Watermark? = null

    /** Begins the next stretch; the one before has to be sealed. */
    fun newSpan(capacity: Int): RecordSpan = lock.withLock {
        RecordSpan(nextOrdinal, capacity).also(open::addLast)
    }

    /** Ends a span: no more records will be offered in it. From [place] on they could be read again. */
    fun seal(span: RecordSpan, place: Place): Unit = lock.withLock {
        span.isSealed = true
        span.place = place
        nextOrdinal = span.first + span.offered
        closeSettled()
    }

    /** Records that [writes] are on their way. */
    fun sent(writes: List<EncodedWrite>): Unit = lock.withLock {
        for (write in writes) {
            write.state =
                WriteState.UNDER_WAY
        }
    }

    /** Takes back [sent]: they did not reach the server. */
    fun notSent(writes: List<EncodedWrite>): Unit = lock.withLock {
        for (write in writes) {
            write.state =
                WriteState.WAITING
        }
    }

    /** Records what an answer of the server said. */
    fun settle(stored: List<EncodedWrite>, matched: List<EncodedWrite>, answer: BatchOutcome.Answered): Unit =
        lock.withLock {
            counts.stored += stored.size
            counts.matched += matched.size
            counts.documentsMatched += answer.matched
            counts.documentsModified += answer.modified
            counts.documentsDeleted += answer.deleted
            stored.forEach(::close)
            matched.forEach(::close)
            closeSettled()
        }

    /** Records that a write was rejected. Unless it [isDealtWith], the watermark never passes it. */
    fun reject(write: EncodedWrite, rejection: Rejection, isDealtWith: Boolean): Unit = lock.withLock {
        counts.rejected++
        if (rejections.size < maxRejections) rejections.add(rejection)
        close(write)
        if (!isDealtWith) write.span.open++
        closeSettled()
    }

    /** How far everything is settled; null as long as nothing is. */
    fun watermark(): Watermark? = lock.withLock { settled }

    fun report(): BulkReport = lock.withLock {
        val unknown = Ranges()
        val notAttempted = Ranges()
        var offered = offeredBefore
        for (span in open) {
            // Read once: the taker may offer another one meanwhile.
            val count = span.offered
            offered += count
            for (index in 0 until count) {
                when (span.states[index]) {
                    WriteState.UNDER_WAY -> unknown.add(span.first + index)
                    WriteState.WAITING -> notAttempted.add(span.first + index)
                }
            }
        }
        BulkReport.of(
            BulkReport.Counts().also {
                it.offered = offered
                it.stored = counts.stored
                it.matched = counts.matched
                it.rejected = counts.rejected
                it.unknown = unknown.size
                it.documentsMatched = counts.documentsMatched
                it.documentsModified = counts.documentsModified
                it.documentsDeleted = counts.documentsDeleted
                it.rejections = Collections.unmodifiableList(rejections.sortedBy { rejection -> rejection.ordinal })
                it.unknownOrdinals = unknown.list()
                it.notAttemptedOrdinals = notAttempted.list()
            },
        )
    }

    private fun close(write: EncodedWrite) {
        write.state = WriteState.SETTLED
        write.span.open--
    }

    private fun closeSettled() {
        while (true) {
            val span = open.firstOrNull() ?: return
            // What was offered and not settled has not been subtracted yet: open counts settled ones below zero.
            if (!span.isSealed || span.offered + span.open != 0) return
            open.removeFirst()
            offeredBefore += span.offered
            settled = Watermark(span.first + span.offered, span.place)
        }
    }
}

/** Up to where everything is settled: how many records from the beginning, and where to read on from. */
internal class Watermark(val records: Long, val place: Place)

private class Ranges {
    private val ranges = ArrayList<LongRange>()
    var size = 0L
        private set

    fun add(ordinal: Long) {
        size++
        val last = ranges.lastOrNull()
        if (last != null && last.last + 1 == ordinal) {
            ranges[ranges.size - 1] = last.first..ordinal
        } else {
            ranges.add(ordinal..ordinal)
        }
    }

    fun list(): List<LongRange> = Collections.unmodifiableList(ranges)
}
