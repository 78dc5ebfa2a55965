// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.formats.decoder
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.StretchDecoder
import io.kotest.assertions.withClue
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import java.nio.ByteBuffer
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList

internal fun lenientFor(format: MarcFormat, configure: ReadOptions.Builder.() -> Unit = {}): ReadOptions = ReadOptions {
    this.format = format
    strictness = Strictness.LENIENT
    configure()
}

internal fun strictFor(format: MarcFormat): ReadOptions = ReadOptions { this.format = format }

internal fun writeFor(
    format: MarcFormat,
    configure: WriteOptions.Builder.() -> Unit = {
    },
): WriteOptions = WriteOptions {
    this.format = format
    configure()
}

/** What a text in [format] comes to. */
internal fun outcomesIn(
    text: String,
    format: MarcFormat,
    configure: ReadOptions.Builder.() -> Unit = {},
): List<Outcome> = outcomesIn(text.toByteArray(), lenientFor(format, configure))

/** What the bytes come to, and that they are accounted for, whole, from any kind of memory and in pieces. */
internal fun outcomesIn(bytes: ByteArray, options: ReadOptions): List<Outcome> {
    val outcomes = decoded(options) { it.feedAll(ByteBuffer.wrap(bytes)) }
    accountForText(bytes, outcomes)
    val direct = ByteBuffer.allocateDirect(bytes.size).apply {
        put(bytes)
        flip()
    }
    decoded(options) { it.feedAll(direct) }.shouldBeLike(outcomes)
    for (size in listOf(1, 7, 64)) inPieces(bytes, size, options).shouldBeLike(outcomes)
    return outcomes
}

internal fun inPieces(bytes: ByteArray, size: Int, options: ReadOptions): List<Outcome> {
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

/** What may be wrong with the end of an input. */
private val AT_THE_END = listOf(ProblemCode.ENVELOPE_CUT_OFF, ProblemCode.NO_RECORD_FOUND)

/** Checks that the outcomes account for every one of the bytes, and that problems say where they are. */
internal fun accountForText(bytes: ByteArray, outcomes: List<Outcome>) {
    val places = TextPlaces(bytes)
    var next = 0L
    var records = 0L
    for (outcome in outcomes) {
        withClue(outcome) {
            outcome.byteOffset shouldBe next
            if (outcome.byteLength == 0L) outcome.problems.single().code shouldBeIn AT_THE_END
            next += outcome.byteLength
            for (problem in outcome.problems) {
                problem.position.recordIndex shouldBe records
                problem.position.byteOffset shouldBe outcome.byteOffset + problem.position.offsetInRecord
                problem.position.offsetInRecord shouldBeInRange 0..outcome.byteLength.toInt()
                val at = problem.position.byteOffset.toInt()
                problem.position.line shouldBe places.lines[at]
                problem.position.column shouldBe places.columns[at]
            }
            when (outcome) {
                is Outcome.Read -> {
                    outcome.recordIndex shouldBe records++
                    outcome.problems.none { it.severity == Severity.FATAL } shouldBe true
                }

                is Outcome.Filler -> outcome.problems shouldBe emptyList()

                is Outcome.Damage -> {
                    outcome.problems.shouldNotBeEmpty()
                    outcome.problem.severity shouldBe Severity.FATAL
                    val own = bytes.copyOfRange(outcome.byteOffset.toInt(), next.toInt())
                    outcome.bytes?.let { it shouldBe own }
                }
            }
        }
    }
    next shouldBe bytes.size
}

/** The line and the column of every byte of a text, and of its end; both count from one. */
private class TextPlaces(bytes: ByteArray) {
    val lines = LongArray(bytes.size + 1)
    val columns = LongArray(bytes.size + 1)

    init {
        var line = 1L
        var column = 1L
        for (at in 0..bytes.size) {
            lines[at] = line
            columns[at] = column++
            if (at < bytes.size && bytes[at] == '\n'.code.toByte()) {
                line++
                column = 1
            }
        }
    }
}

/** An input that comes in pieces of this many bytes. */
internal fun piecesOf(bytes: ByteArray, size: Int): PushedBytes =
    PushedBytes((bytes.indices step size).map { bytes.copyOfRange(it, minOf(it + size, bytes.size)) }.asFlow())

internal suspend fun recordsOf(bytes: ByteArray, options: ReadOptions = ReadOptions.DEFAULT): List<Record> =
    readerOf(bytes, options).records().toList()

internal val List<Outcome>.records: List<Record> get() = filterIsInstance<Outcome.Read>().map { it.record }

internal val List<Outcome>.codes: List<ProblemCode> get() = flatMap { it.problems }.map { it.code }

/** R for a record, F for filler, D for damage. */
internal val List<Outcome>.kinds: String
    get() = joinToString("") {
        when (it) {
            is Outcome.Read -> "R"
            is Outcome.Filler -> "F"
            is Outcome.Damage -> "D"
        }
    }

/** The record as the line view of the tests has it: with `#` for blank indicators, without the leader. */
internal fun fieldsOf(record: Record): List<String> = record.fields.map { field ->
    when (field) {
        is ControlField -> "${field.tag} ${field.value}"

        is DataField ->
            "${field.tag} ${field.indicator1}${field.indicator2}".replace(' ', '#').replaceFirst('#', ' ') +
                field.subfields.joinToString("") { " $${it.code} ${it.value}" }
    }
}
