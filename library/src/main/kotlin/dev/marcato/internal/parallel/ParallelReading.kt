// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.SeekableInput
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.mayCut
import dev.marcato.internal.formats.whyWhole
import dev.marcato.internal.input.BufferInput
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.head
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.failureOf
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext

/**
 * Reads and transforms an input in the way that suits it: workers read an input that is large and can be divided, or
 * get the records of another one.
 *
 * @param recount see [PortionTransform]
 */
internal class ParallelReading<I : Any, R>(
    private val reader: InputReader,
    private val options: ParallelOptions,
    private val isOrdered: Boolean,
    private val next: StretchDecoder.() -> I?,
    private val recount: ((result: R, recordsBefore: Long) -> R)? = null,
    private val transform: suspend (I) -> R,
) {
    // A single worker is faster if the collector reads.
    private val isForSeveral get() = options.workers > 1

    private val readOptions get() = reader.options

    /** Reads the input, and passes the results to [deliver]. */
    suspend fun run(deliver: suspend (List<R>) -> Unit) {
        val input = reader.input
        if (reader.range != null) {
            transformRead(input, deliver)
        } else if (input is ByteInput.Memory) {
            runMemory(input, deliver)
        } else {
            input.seekable?.let { runFile(it, deliver) } ?: transformRead(input, deliver)
        }
    }

    private suspend fun runMemory(input: ByteInput.Memory, deliver: suspend (List<R>) -> Unit) {
        val size = input.bytes.remaining().toLong()
        val isCut = isForSeveral && isWorthCutting(input.seekable) && readOptions.mayCut(size)
        if (isCut) cut(input, size, deliver) else transformRead(input, deliver)
    }

    private fun isWorthCutting(memory: BufferInput): Boolean = memory.bytes.remaining() >= FileProbe.WORTH_CUTTING &&
        readOptions.whyWhole(memory.open().head(HEAD_LENGTH)) == null

    private suspend fun runFile(input: SeekableInput, deliver: suspend (List<R>) -> Unit) {
        val file = reader.input
        when (val probe = probe(input)) {
            is FileProbe.Small -> transformRead(probe.input, deliver)

            is FileProbe.Large -> {
                val isCut = isForSeveral && readOptions.mayCut(probe.size)
                if (isCut) cut(file, probe.size, deliver) else transformRead(file, deliver)
            }

            is FileProbe.Stream -> probe.use { transformRead(it.input, deliver) }
        }
    }

    private suspend fun probe(input: SeekableInput): FileProbe {
        var probe: FileProbe? = null
        // Rethrown here: an exception that crosses contexts may be copied. If the caller is cancelled, what was opened is
        // closed by what follows.
        val failure = withContext(NonCancellable + readOptions.ioDispatcher) {
            failureOf { probe = FileProbe.of(input, readOptions) }
        }
        failure?.let { throw it }
        return checkNotNull(probe)
    }

    private suspend fun transformRead(input: ByteInput, deliver: suspend (List<R>) -> Unit) {
        val reader = reader.of(input)
        if (input is ByteInput.Memory) {
            val decoder = reader.begin().decoder
            DirectTransform(options, isOrdered, transform).run({ next(decoder) }, deliver)
        } else {
            FlowTransform(options, isOrdered, transform).run(reader.asFlow(next), deliver)
        }
    }

    private suspend fun cut(input: ByteInput, size: Long, deliver: suspend (List<R>) -> Unit) {
        val plan = RangePlan(input, source = 0, size, PortionTransform.rangeSize(options))
        PortionTransform(readOptions, options, isOrdered, next, recount) { transform }.run(plan, deliver)
    }
}

/** Transforms records. */
internal fun <R> parallelRecords(
    reader: InputReader,
    options: ParallelOptions,
    isOrdered: Boolean,
    transform: suspend (Record) -> R,
): ParallelReading<Record, R> = ParallelReading(reader, options, isOrdered, StretchDecoder::next, transform = transform)

/** Reads outcomes unchanged, except for the count of records before them. */
internal fun parallelOutcomes(reader: InputReader, options: ParallelOptions): ParallelReading<Outcome, Outcome> =
    ParallelReading(
        reader,
        options,
        isOrdered = true,
        StretchDecoder::nextOutcome,
        recount = { outcome, recordsBefore -> outcome.behind(recordsBefore) },
        transform = { it },
    )

/** Returns the same outcome with this many more records before it. */
internal fun Outcome.behind(recordsBefore: Long): Outcome = if (this is Outcome.Read) {
    Outcome.Read.of(record, recordIndex?.plus(recordsBefore), byteOffset, byteLength, xmlParser)
} else {
    this
}
