// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader

// With ranges of one byte, the input would be read as often as it has bytes.
private const val SMALLEST_RANGE = 7

internal fun checkRanges(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    if (isGzip(bytes)) return
    // The limit of problems counts from the start of a reading, so from the start of a range.
    val options = input.limitedOptions(Strictness.LENIENT).toBuilder().apply {
        limits { problems = Int.MAX_VALUE }
    }.build()
    val expected = outcomesOf(bytes, options).delivered.map(::unnumbered)
    val sizes = input.pieceSizes.map { maxOf(it, SMALLEST_RANGE).toLong() }
    val found = ArrayList<String>()
    var from = 0L
    var ranges = 0
    while (from < bytes.size) {
        val until = from + sizes[ranges++ % sizes.size]
        found += outcomesBetween(bytes, from, until, options).map(::unnumbered)
        from = until
    }
    expect(found == expected) { "Ranges of $sizes have $found, not $expected" }
}

private fun outcomesBetween(bytes: ByteArray, from: Long, until: Long, options: ReadOptions): List<Outcome> =
    BlockingMarcReader.openRange(SeekableInput.of(bytes), from, until, options).use { reader ->
        generateSequence { reader.readOutcome() }.toList()
    }

/** An outcome without the number of records before it, which isn't known in the middle of an input. */
private fun unnumbered(outcome: Outcome): String {
    val content = when (outcome) {
        is Outcome.Read -> "${outcome.record}${outcome.record.rawBytes.contentHashCode()}"
        is Outcome.Damage -> "damage ${outcome.bytes.contentHashCode()}"
        is Outcome.Filler -> "filler"
    }
    return "${outcome.byteOffset} ${outcome.byteLength} $content ${outcome.problems.map(::unnumbered)}"
}

private fun unnumbered(problem: MarcProblem): String = with(problem.position) {
    val place = listOf(byteOffset, offsetInRecord, tag, occurrence, subfieldCode, controlNumber)
    "${problem.code} ${problem.severity} $place ${problem.found} ${problem.expected}"
}
