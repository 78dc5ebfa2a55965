// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.util.Locale
import kotlin.math.sqrt

/** Something that is worse than at another commit. */
internal data class Regression(val measurement: Measurement, val what: String, val before: Double, val now: Double) {
    override fun toString(): String {
        val change = String.format(Locale.ROOT, "%+.1f %%", (now / before - 1) * 100)
        val numbers = String.format(Locale.ROOT, "%,.2f -> %,.2f", before, now)
        return "${measurement.fixture} ${measurement.work} ${measurement.subject}: $what $numbers ($change)"
    }
}

/**
 * Finds what is worse than at another commit that was measured in the same run.
 *
 * Speed is worse if it fell by more than the two spreads, combined as those of independent things are (the root of the
 * sum of squares), and by more than [LEAST_LOSS] in any case. Bytes allocated and retained are worse if they grew by
 * more than [MOST_GROWTH].
 */
internal object Regressions {
    const val LEAST_LOSS = 0.03
    const val MOST_GROWTH = 0.02

    fun find(measurements: List<Measurement>): List<Regression> {
        val earlier = measurements.filter { it.isBefore }.associateBy(::key)
        return measurements.filterNot { it.isBefore }.flatMap { now ->
            val before = earlier[key(now)] ?: return@flatMap emptyList()
            listOfNotNull(
                slower(before, now),
                grown("allocated bytes", now, before.allocatedBytesPerRecord, now.allocatedBytesPerRecord),
                grown("retained bytes", now, before.retainedBytesPerRecord, now.retainedBytesPerRecord),
            )
        }
    }

    private fun slower(before: Measurement, now: Measurement): Regression? {
        val spread = sqrt(before.spread * before.spread + now.spread * now.spread)
        val least = before.recordsPerSecond * (1 - maxOf(spread, LEAST_LOSS))
        if (now.recordsPerSecond >= least) return null
        return Regression(now, "records/s", before.recordsPerSecond, now.recordsPerSecond)
    }

    private fun grown(what: String, new: Measurement, before: Double?, now: Double?): Regression? {
        if (before == null || now == null || now <= before * (1 + MOST_GROWTH)) return null
        return Regression(new, what, before, now)
    }

    private fun key(measurement: Measurement) = Triple(measurement.fixture, measurement.work, measurement.subject)
}
