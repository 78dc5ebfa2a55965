// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

/** Returns the value in the middle, or the mean of the two there. */
internal fun medianOf(values: List<Double>): Double = quantile(values, 0.5)

/**
 * Returns by how much the third quartile is above the first, as a part of the median: 0.1 means that half of the runs
 * are within about 5 % of it on either side. A pause of the machine in one run does not show.
 */
internal fun spreadOf(values: List<Double>): Double =
    (quantile(values, 0.75) - quantile(values, 0.25)) / medianOf(values)

/** Interpolates between the two values next to the place. */
private fun quantile(values: List<Double>, part: Double): Double {
    require(values.isNotEmpty()) { "There are no values" }
    val sorted = values.sorted()
    val place = part * (sorted.size - 1)
    val below = place.toInt()
    val above = minOf(below + 1, sorted.size - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below)
}
