// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.parallel.ByteSupply
import dev.marcato.internal.parallel.MemoryPlan
import dev.marcato.internal.parallel.PortionPlan
import dev.marcato.internal.parallel.PortionTransform
import dev.marcato.internal.parallel.SupplyPlan
import dev.marcato.internal.parallel.behind
import dev.marcato.testing.SameOutcomes.isLike
import kotlin.math.abs
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList

/** Reads inputs in portions that are much smaller than those of real readings. */
internal object CutReading {
    /** Reads the outcomes of memory that is cut every [size] bytes, however small it is. */
    fun outcomes(bytes: ByteArray, size: Int, options: ReadOptions, parallel: ParallelOptions): Flow<Outcome> =
        outcomes(MemoryPlan(inputOf(bytes, 0, bytes.size) as ByteInput.Memory, size), options, parallel)

    /** Reads the outcomes of bytes that come in [reads] of so many bytes, and are taken in pieces of [size] bytes. */
    fun outcomesOfPieces(
        bytes: ByteArray,
        reads: Iterator<Int>,
        size: Int,
        options: ReadOptions,
        parallel: ParallelOptions,
    ): Flow<Outcome> = outcomes(SupplyPlan(Dispatchers.IO, Drip(bytes, reads), null, size), options, parallel)

    private fun outcomes(plan: PortionPlan, options: ReadOptions, parallel: ParallelOptions): Flow<Outcome> = flow {
        val transform = PortionTransform<Outcome, Outcome>(
            options,
            parallel,
            isOrdered = true,
            { nextOutcome() },
            { outcome, before -> outcome.behind(before) },
        ) { { it } }
        transform.run(plan) { outcomes -> for (outcome in outcomes) emit(outcome) }
    }

    private class Drip(private val from: ByteArray, private val reads: Iterator<Int>) : ByteSupply {
        private var at = 0

        override suspend fun read(bytes: ByteArray, start: Int, end: Int): Int {
            if (at == from.size) return -1
            val wanted = if (reads.hasNext()) reads.next() else Int.MAX_VALUE
            // A negative number is a read that had to wait.
            if (wanted < 0) delay(1)
            val count = minOf(maxOf(1, abs(wanted)), end - start, from.size - at)
            from.copyInto(bytes, start, at, at + count)
            at += count
            return count
        }

        override fun close(): Unit = Unit
    }

    /** All outcomes of the ranges between [cuts], of a reader of the whole. */
    suspend fun between(reader: MarcReader, cuts: List<Long>): List<Outcome> =
        cuts.zipWithNext().flatMap { (from, until) -> reader.range(from, until).outcomes().toList() }
}

/** The outcomes of a reading, and the failure that ended it, if any. */
internal class Taken(private val outcomes: List<Outcome>, val failure: String?) {
    override fun equals(other: Any?): Boolean = other is Taken && failure == other.failure &&
        (outcomes.isLike(other.outcomes) || outcomes.map(InWords::of) == other.outcomes.map(InWords::of))

    override fun hashCode(): Int = 31 * outcomes.size + failure.hashCode()

    override fun toString(): String = (outcomes.map(InWords::of) + listOfNotNull(failure)).joinToString("\n")

    companion object {
        suspend fun from(outcomes: Flow<Outcome>): Taken {
            val taken = ArrayList<Outcome>()
            val failure = Failure.of { outcomes.collect(taken::add) }
            return Taken(taken, failure?.let(InWords::of))
        }
    }
}

/** A hundred kilobytes of everything a file may hold: sound records, filler and every kind of damage. */
internal object MixedFile {
    val records: List<ByteArray> = SampleCatalogue.records().map(Iso2709Bytes::encode)

    val bytes: ByteArray by lazy {
        val parts = ArrayList<ByteArray>()
        ProblemCases.all().forEachIndexed { index, case ->
            parts += records[index % records.size]
            if (index % 3 == 0) parts += "\r\n".toByteArray()
            parts += case.damaged()
            if (index % 5 == 0) parts += ByteArray(index) { ' '.code.toByte() }
        }
        parts += records[1]
        parts += ByteArray(5_000)
        parts += records[2]
        parts += records[3].copyOf(records[3].size - 9)
        parts.reduce(ByteArray::plus)
    }
}

/** An outcome in words, but for the number of records before it, which readers of ranges do not know. */
internal fun unnumbered(outcome: Outcome): String = NUMBERED.replace(InWords.of(outcome), "record")

private val NUMBERED = Regex("record( (\\d+|null))?(?= in bytes|, byte| \\(001)")
