// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.testing.Carrying

// A long input repeats itself.
private const val MOST_RECORDS = 20

internal fun checkWriting(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.content
    if (isGzip(bytes)) return
    val options = input.options(Strictness.LENIENT)
    val outcomes = outcomesOf(bytes, options).delivered
    val records = outcomes.filterIsInstance<Outcome.Read>().map { it.record }.take(MOST_RECORDS)
    for (way in Carrying.CONVERSIONS + Carrying.COPIES) way.check(records, options)
}
