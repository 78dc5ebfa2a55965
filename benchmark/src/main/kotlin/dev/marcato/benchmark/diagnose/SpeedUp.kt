// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.medianOf

/** Compares throughputs that were measured in turns. */
internal object SpeedUp {
    /**
     * Returns how many times as fast as [base] something is: the median of the ratios within a turn, in which a slow
     * moment of the machine meets both. Null if no turn has both.
     */
    fun of(throughputs: List<Double>, base: List<Double>): Double? {
        val ratios = throughputs.zip(base) { one, other -> one / other }.filter { it.isFinite() && it > 0 }
        return if (ratios.isEmpty()) null else medianOf(ratios)
    }

    /** Returns how many times as fast as one worker the others are, by their number. */
    fun ofWorkers(points: List<WorkerPoint>): Map<Int, Double> {
        val one = points.find { it.workers == 1 } ?: return emptyMap()
        return byWorkers(points) { of(it.recordsPerSecond, one.recordsPerSecond) }
    }

    /** Returns how many times as fast as one reader several are that know nothing of each other, by their number. */
    fun ofPlainReaders(points: List<WorkerPoint>): Map<Int, Double> {
        val one = points.find { it.workers == 1 } ?: return emptyMap()
        return byWorkers(points) { of(it.plainRecordsPerSecond, one.plainRecordsPerSecond) }
    }

    private fun byWorkers(points: List<WorkerPoint>, speedUp: (WorkerPoint) -> Double?): Map<Int, Double> =
        points.mapNotNull { point -> speedUp(point)?.let { point.workers to it } }.toMap()
}
