// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.Compression
import dev.marcato.MappedOutcome
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.mayCut
import dev.marcato.internal.formats.whyWhole
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.asChunks
import dev.marcato.internal.input.head
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.failureOf
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext

/**
 * Reads and transforms an input in the way that suits it: workers decode an ISO 2709 input that isn't small, or get the
 * records of another one.
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
    private val readOptions get() = reader.options

    /** Reads the input, and passes the results to [deliver]. */
    suspend fun run(deliver: suspend (List<R>) -> Unit) {
        val input = reader.input
        when {
            reader.range != null -> runFlow(reader, deliver)
            input is ByteInput.Memory -> runMemory(input, deliver)
            input is ByteInput.Pulled -> runPulled(input, deliver)
            input is ByteInput.Pushed -> runPushed(input, deliver)
        }
    }

    private suspend fun runMemory(input: ByteInput.Memory, deliver: suspend (List<R>) -> Unit) {
        val size = input.bytes.remaining()
        val isCut = options.workers > 1 && size >= WORTH_CUTTING && readOptions.mayCut(size.toLong()) &&
            readOptions.whyWhole(input.seekable.open().head(HEAD_LENGTH)) == null
        if (isCut) {
            cut(MemoryPlan(input, options.portionSize), deliver)
        } else {
            val decoder = reader.of(input).begin().decoder
            FlowTransform(options, isOrdered, transform).runAtHand({ next(decoder) }, deliver)
        }
    }

    private suspend fun runPulled(input: ByteInput.Pulled, deliver: suspend (List<R>) -> Unit) {
        val opened = OpenedInput(input, readOptions)
        try {
            onIo { opened.open(isForSeveral = options.workers > 1) }
            val small = opened.small
            val supply = opened.supply
            if (small != null) {
                runMemory(small, deliver)
            } else if (supply != null) {
                cut(SupplyPlan(readOptions.ioDispatcher, supply, input.source, options.portionSize), deliver)
            } else {
                runFlow(reader.of(opened.rest()), deliver)
            }
        } finally {
            // Nothing to do unless it was cancelled before.
            if (opened.isOpen) withContext(NonCancellable) { onIo { opened.close() } }
        }
    }

    private suspend fun runPushed(input: ByteInput.Pushed, deliver: suspend (List<R>) -> Unit) {
        if (options.workers == 1 || !readOptions.mayCut(Long.MAX_VALUE)) return runFlow(reader, deliver)
        withHelpers {
            val supply = KnownSupply(FlowSupply(this, input.chunks.asChunks(readOptions.compression)))
            if (supply.format(readOptions) == MarcFormat.ISO_2709) {
                cut(SupplyPlan(EmptyCoroutineContext, supply, null, options.portionSize), deliver)
            } else {
                val plain = readOptions.toBuilder().apply { compression = Compression.NONE }.build()
                runFlow(InputReader(ByteInput.Pushed(supply.asFlow()), null, plain), deliver)
            }
        }
    }

    private suspend fun runFlow(reader: InputReader, deliver: suspend (List<R>) -> Unit) {
        FlowTransform(options, isOrdered, transform).run(reader.asFlow(next), deliver)
    }

    private suspend fun cut(plan: PortionPlan, deliver: suspend (List<R>) -> Unit) {
        PortionTransform(readOptions, options, isOrdered, next, recount) { transform }.run(plan, deliver)
    }

    /** Rethrown here: an exception that crosses contexts may be copied. */
    private suspend inline fun onIo(crossinline action: suspend () -> Unit) {
        withContext(readOptions.ioDispatcher) { failureOf { action() } }?.let { throw it }
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

/** Transforms outcomes. The transform sees the count of records before them that its worker knows. */
internal fun <R> parallelMappedOutcomes(
    reader: InputReader,
    options: ParallelOptions,
    transform: suspend (Outcome) -> R,
): ParallelReading<Outcome, MappedOutcome<R>> = ParallelReading(
    reader,
    options,
    isOrdered = true,
    StretchDecoder::nextOutcome,
    recount = { result, recordsBefore -> MappedOutcome.of(result.outcome.behind(recordsBefore), result.value) },
    transform = { MappedOutcome.of(it, transform(it)) },
)

/** Returns the same outcome with this many more records before it. */
internal fun Outcome.behind(recordsBefore: Long): Outcome = if (this is Outcome.Read) {
    Outcome.Read.of(record, recordIndex?.plus(recordsBefore), byteOffset, byteLength, xmlParser)
} else {
    this
}
