// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.mongodb.BulkReport
import dev.marcato.mongodb.Rejection
import dev.marcato.mongodb.internal.input.Place
import java.util.Collections
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/**
 * Keeps the account of a run. Settled records are only counted, and open ones are kept in spans, so the account doesn't
 * outgrow the records under way.
 *
 * Only the coroutine that takes values may call [RecordSpan.offer]; everything else may be called from anywhere.
 */
internal class Account(private val maxRejections: Int, private val firstOrdinal: Long = 0) {
    private val lock = ReentrantLock()
    private val open = ArrayDeque<RecordSpan>()
    private val counts = BulkReport.Counts()
    private val rejections = ArrayList<Rejection>()
    private var offeredBefore = 0L
    private var nextOrdinal = firstOrdinal
    private var settled: Watermark? = null

    /** Begins the next span. The one before must be sealed. */
    fun newSpan(capacity: Int): RecordSpan = lock.withLock {
        RecordSpan(nextOrdinal, capacity).also(open::addLast)
    }

    /** Ends a span: no more records will be offered in it. Reading could resume after it at [place]. */
    fun seal(span: RecordSpan, place: Place): Unit = lock.withLock {
        span.isSealed = true
        span.place = place
        nextOrdinal = span.first + span.offered
        closeSettled()
    }

    /** Marks [writes] as on their way. */
    fun sent(writes: List<EncodedWrite>): Unit = lock.withLock {
        for (write in writes) {
            write.state =
                WriteState.UNDER_WAY
        }
    }

    /** Takes back [sent]: the writes didn't reach the server. */
    fun notSent(writes: List<EncodedWrite>): Unit = lock.withLock {
        for (write in writes) {
            write.state =
                WriteState.WAITING
        }
    }

    /** Settles writes as the server answered. */
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

    /** Counts a rejected write. Unless it [isDealtWith], the watermark never passes it. */
    fun reject(write: EncodedWrite, rejection: Rejection, isDealtWith: Boolean): Unit = lock.withLock {
        counts.rejected++
        if (rejections.size < maxRejections) rejections.add(rejection)
        close(write)
        if (!isDealtWith) write.span.open++
        closeSettled()
    }

    /** How far everything is settled; null if nothing is. */
    fun watermark(): Watermark? = lock.withLock { settled }

    fun report(): BulkReport = lock.withLock {
        val unknown = Ranges()
        val notAttempted = Ranges()
        var offered = offeredBefore
        for (span in open) {
            // Read once, because the taker may offer more meanwhile.
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
            // open is minus the number of settled records; see RecordSpan.open.
            if (!span.isSealed || span.offered + span.open != 0) return
            open.removeFirst()
            offeredBefore += span.offered
            settled = Watermark(span.first + span.offered, span.place)
        }
    }
}

/** Up to where everything is settled: the number of records from the beginning, and where to resume reading. */
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
