// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Progress
import dev.marcato.ReadLimitException
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import java.nio.Buffer
import java.nio.ByteBuffer

/**
 * Reads a format stretch by stretch, and handles each as the options say. Synchronous code without I/O: every reader
 * drives it, so all of them behave the same. For one thread at a time.
 *
 * A caller takes either records or outcomes, until there are no more, before it feeds the next chunk.
 *
 * @param window the bytes that the format looks at
 * @param source the name of the file, which every problem gets; null for other inputs
 * @param choose returns the [Stretches] of the format, or null if more bytes must come to detect it
 */
internal class StretchDecoder(
    private val window: ByteWindow,
    private val options: ReadOptions,
    private val source: String?,
    private val choose: (ByteWindow) -> Stretches?,
) {
    private var stretches: Stretches? = null
    private var failure: Exception? = null
    private var nextProgress = PROGRESS_STEP
    private var left = options.limits.inputBytes
    private var isEndTold = false

    // Those of the current stretch, with the source.
    private var problems = emptyList<MarcProblem>()

    /** Whether everything was read, so that no more has to be fed; may stay false. */
    var isAtEnd: Boolean = false
        private set

    /** The counts so far, those before the range included. */
    val counts: Counts
        get() = stretches?.let { Counts(it.recordIndex ?: it.recordCount, it.problemCount) } ?: Counts.NONE

    /** Whether there are more bytes than the limit allows; those beyond it are never looked at. */
    private val isOverLimit: Boolean get() = left < 0

    /** Adds [chunk] to what there is to read. */
    fun feed(chunk: Chunk) {
        val within = minOf(maxOf(0, left), chunk.size.toLong()).toInt()
        left -= chunk.size
        if (within == chunk.size) {
            window.feed(chunk)
        } else if (within > 0) {
            window.feed(Chunk(chunk.bytes, chunk.start, chunk.start + within, chunk.isOurs))
        }
    }

    /** Makes [memory], from its position to its limit, the whole input. */
    fun feedAll(memory: ByteBuffer) {
        left -= memory.remaining()
        val within = memory.duplicate()
        // Cast to Buffer, because ByteBuffer returns another type from Java 9 on.
        if (isOverLimit) (within as Buffer).limit(memory.limit() + left.toInt())
        // Piece by piece, so that strict reading fails before it has looked at all of a large array, and so that
        // progress is reported meanwhile.
        window.feedAll(within, SHOWN_AT_ONCE, isWhole = !isOverLimit)
    }

    /** Says that no more chunks will come. */
    fun end() {
        if (!isOverLimit) window.end()
    }

    /**
     * Returns the next record, or null if more bytes are needed, or, after [end], if there are no more records.
     *
     * @throws MarcException if reading is strict and the bytes have a problem; from then on at every call
     * @throws ReadLimitException if there are more bytes or records than allowed; from then on at every call
     */
    fun next(): Record? {
        val stretches = chosen() ?: return null
        while (true) {
            when (advance(stretches)) {
                Step.RECORD -> return recordOf(stretches)
                Step.FILLER, Step.DAMAGE -> Unit
                Step.MORE, Step.END -> return null
            }
        }
    }

    /** As [next], for outcomes. */
    fun nextOutcome(): Outcome? {
        val stretches = chosen() ?: return null
        val step = advance(stretches)
        val offset = stretches.offset
        val length = stretches.length
        return when (step) {
            Step.RECORD -> {
                val index = stretches.recordIndex?.minus(1)
                Outcome.Read.of(recordOf(stretches), index, offset, length, stretches.xmlParser)
            }

            Step.FILLER -> Outcome.Filler.of(offset, length)

            Step.DAMAGE -> Outcome.Damage.of(offset, length, problems, stretches.held)

            Step.MORE, Step.END -> null
        }
    }

    private fun chosen(): Stretches? {
        if (stretches == null) {
            failure?.let { throw it }
            failing {
                do stretches = choose(window) while (stretches == null && window.showMore())
                if (stretches == null) checkBytes(0)
            }
        }
        return stretches
    }

    private fun advance(stretches: Stretches): Step {
        failure?.let { throw it }
        var step: Step
        do {
            step = stretches.advance()
            if (step == Step.END) isAtEnd = true
            if (options.progressAction != null) tellProgress(stretches, step)
        } while (step == Step.MORE && window.showMore())
        if (step == Step.MORE) failing { checkBytes(stretches.recordCount) }
        if (step == Step.RECORD) checkRecords(stretches)
        val hasProblems = (step == Step.RECORD || step == Step.DAMAGE) && stretches.problems.isNotEmpty()
        problems = if (hasProblems) stretches.problems else emptyList()
        if (hasProblems && source != null) problems = problems.map { it.from(source) }
        if (hasProblems) tellProblems()
        return step
    }

    private fun recordOf(stretches: Stretches): Record {
        val record = checkNotNull(stretches.record)
        return if (source == null || record.problems.isEmpty()) record else record.with(problems)
    }

    private fun checkBytes(records: Long) {
        if (!isOverLimit) return
        val most = options.limits.inputBytes
        throw ReadLimitException.ofBytes(most, source, Progress.of(records, most))
    }

    private fun checkRecords(stretches: Stretches) {
        val most = options.limits.records
        if (stretches.recordCount <= most) return
        failing { throw ReadLimitException.ofRecords(most, source, Progress.of(most, stretches.offset)) }
    }

    private fun tellProgress(stretches: Stretches, step: Step) {
        if (isEndTold) return
        // Bytes that don't make a stretch yet were taken, too.
        val isOpen = step == Step.MORE
        val bytes = if (isOpen) window.offset + window.available else stretches.offset + stretches.length
        if (step != Step.END && bytes < nextProgress) return
        isEndTold = step == Step.END
        // At the same places from wherever a reading begins, so that several readings of one input add up.
        nextProgress = (bytes / PROGRESS_STEP + 1) * PROGRESS_STEP
        failing { options.progressAction?.invoke(Progress.of(stretches.recordCount, bytes)) }
    }

    private fun tellProblems() {
        failing {
            if (options.isStrict) {
                problems.firstOrNull { it.severity != Severity.WARNING }?.let { throw MarcException.of(it) }
            }
            options.problemAction?.let { problems.forEach(it) }
        }
    }

    private inline fun failing(call: () -> Unit) {
        try {
            call()
        } catch (e: Exception) {
            failure = e
            throw e
        }
    }

    private companion object {
        const val PROGRESS_STEP = 1L shl 20
        const val SHOWN_AT_ONCE = 512 * 1024
    }
}
