// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** A value of a sweep and the median throughput there. */
internal data class Measured(val value: Int, val throughput: Double)

/**
 * Tells which value of a sweep to take.
 *
 * The rule: the plateau is the highest throughput; the knee is the smallest value whose throughput is within 5 % of the
 * plateau. What is not a positive number was not measured and does not count.
 */
internal object Knee {
    /** How far below the plateau still belongs to it. */
    const val TOLERANCE = 0.05

    // Less than this may be chance.
    private const val GROWTH = 0.02

    /** Returns the knee, or null if nothing was measured. */
    fun of(points: List<Measured>): Measured? {
        val measured = points.filter { it.isMeasured }
        val plateau = measured.maxOfOrNull { it.throughput } ?: return null
        return measured.filter { it.throughput >= plateau * (1 - TOLERANCE) }.minByOrNull { it.value }
    }

    /** Whether all values are as good as each other: the lowest throughput, too, is within 5 % of the highest. */
    fun isFlat(points: List<Measured>): Boolean {
        val throughputs = points.filter { it.isMeasured }.map { it.throughput }
        return throughputs.size > 1 && throughputs.min() >= throughputs.max() * (1 - TOLERANCE)
    }

    /** Whether larger values than these may be better: the largest is the best, by more than 2 %. */
    fun isStillRising(points: List<Measured>): Boolean {
        val measured = points.filter { it.isMeasured }.sortedBy { it.value }
        if (measured.size < 2) return false
        val last = measured.last().throughput
        return measured.dropLast(1).all { last > it.throughput * (1 + GROWTH) }
    }

    private val Measured.isMeasured: Boolean get() = throughput.isFinite() && throughput > 0
}
