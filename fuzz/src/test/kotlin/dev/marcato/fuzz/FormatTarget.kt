// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.XmlParser
import dev.marcato.testing.Accounting
import dev.marcato.testing.Carrying
import dev.marcato.testing.Outcomes.fault
import java.nio.ByteBuffer

/** The text formats. */
internal val TEXT_FORMATS: List<MarcFormat> = MarcFormat.entries - MarcFormat.ISO_2709

// Far from what records need, but within reach of short inputs.
private val VALUE_BYTES = intArrayOf(16 * 1024 * 1024, 8, 50, 300)
private val DEPTHS = intArrayOf(32, 6, 7, 12)

internal fun checkFormats(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    if (isGzip(bytes)) return
    val format = TEXT_FORMATS[input.variant % TEXT_FORMATS.size]
    val options = textOptions(input, format, Strictness.LENIENT)
    val reading = outcomesOf(bytes, options)
    expect(reading.failure == null) { "Lenient reading of $format fails: ${reading.failure}" }
    val outcomes = reading.delivered
    Accounting.checkText(bytes, outcomes, options)
    checkStrictReading(bytes, outcomes, textOptions(input, format, Strictness.STRICT))
    expectSame(outcomes, outcomesOf(InPieces(bytes, input.pieceSizes), options).delivered, "$format in pieces")
    val direct = ByteBuffer.allocateDirect(bytes.size).put(bytes).apply { flip() }
    expectSame(outcomes, outcomesOf(direct, options).delivered, "$format from a direct buffer")
    if (format == MarcFormat.XML) {
        val byPlatform = outcomesOf(bytes, options.toBuilder().xmlParser(XmlParser.PLATFORM).build()).delivered
        expectSame(outcomes, byPlatform, "XML read by the platform's parser")
    }
    checkWriting(outcomes, options)
}

private fun textOptions(input: FuzzInput, format: MarcFormat, strictness: Strictness): ReadOptions =
    input.limitedOptions(strictness).toBuilder().format(format)
        .apply {
            limits {
                valueBytes = VALUE_BYTES[input.limits % 4]
                depth = DEPTHS[input.limits / 4 % 4]
            }
        }.build()

private fun checkStrictReading(bytes: ByteArray, lenient: List<Outcome>, options: ReadOptions) {
    val strict = outcomesOf(bytes, options)
    expectSame(lenient.takeWhile { it.fault == null }, strict.delivered, "strict")
    val first = lenient.firstNotNullOfOrNull { it.fault }
    val last = strict.failure?.problem
    expect(last == first) { "Strict reading ends with $last, lenient found $first" }
}

/** Every format carries what was read, or the report shows what it doesn't. */
private fun checkWriting(outcomes: List<Outcome>, options: ReadOptions) {
    val records = outcomes.filterIsInstance<Outcome.Read>().map { it.record }.take(3)
    for (way in Carrying.CONVERSIONS) way.check(records, options)
}
