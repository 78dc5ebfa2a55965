// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.Strictness
import dev.marcato.WriteOptions
import dev.marcato.internal.formats.decoder
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.testing.SameOutcomes.shouldBeLike
import io.kotest.assertions.withClue
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import java.nio.ByteBuffer
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList

/** Reads text formats in every way that one decoder can get the bytes. */
internal object TextReading {
    /** Returns the outcomes of a text in [format]. */
    fun outcomes(text: String, format: MarcFormat, configure: ReadOptions.Builder.() -> Unit = {}): List<Outcome> =
        outcomes(text.toByteArray(), TestOptions.lenient(format, configure))

    /** Returns the outcomes of the bytes; checks that they account for all of them, and are the same in pieces. */
    fun outcomes(bytes: ByteArray, options: ReadOptions): List<Outcome> {
        val outcomes = decoded(options) { it.feedAll(ByteBuffer.wrap(bytes)) }
        Accounting.checkText(bytes, outcomes, options)
        val direct = ByteBuffer.allocateDirect(bytes.size).apply {
            put(bytes)
            flip()
        }
        decoded(options) { it.feedAll(direct) }.shouldBeLike(outcomes)
        for (size in listOf(1, 7, 64)) inPieces(bytes, size, options).shouldBeLike(outcomes)
        return outcomes
    }

    fun inPieces(bytes: ByteArray, size: Int, options: ReadOptions): List<Outcome> {
        val decoder = options.decoder()
        val outcomes = ArrayList<Outcome>()
        for (start in bytes.indices step size) {
            // Ours, so that what is done with the room in front of it is seen, too.
            val chunk = ByteArray(start % 5 + minOf(size, bytes.size - start))
            System.arraycopy(bytes, start, chunk, start % 5, chunk.size - start % 5)
            decoder.feed(Chunk(chunk, start % 5, chunk.size, isOurs = true))
            outcomes += generateSequence { decoder.nextOutcome() }
        }
        decoder.end()
        outcomes += generateSequence { decoder.nextOutcome() }
        return outcomes
    }

    private fun decoded(options: ReadOptions, feed: (StretchDecoder) -> Unit): List<Outcome> {
        val decoder = options.decoder()
        feed(decoder)
        return generateSequence { decoder.nextOutcome() }.toList()
    }

    /** The record as the line view of the tests has it: with `#` for blank indicators, without the leader. */
    fun fieldsOf(record: Record): List<String> = record.fields.map { field ->
        when (field) {
            is ControlField -> "${field.tag} ${field.value}"

            is DataField ->
                "${field.tag} ${field.indicator1}${field.indicator2}".replace(' ', '#').replaceFirst('#', ' ') +
                    field.subfields.joinToString("") { " $${it.code} ${it.value}" }
        }
    }
}
