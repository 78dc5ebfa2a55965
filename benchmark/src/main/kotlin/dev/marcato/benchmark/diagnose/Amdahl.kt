// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/**
 * Amdahl's law: where a share `s` of the work is done by one at a time, `n` workers are `1 / (s + (1 - s) / n)` times
 * as fast as one.
 */
internal object Amdahl {
    /**
     * Returns the share that fits best, from 0 to 1, or null if there is nothing to tell it by: the law is a line,
     * `1 / speedUp - 1 / n = s * (1 - 1 / n)`, and this is its slope by least squares. One worker is no evidence, and
     * what is not a positive number is none either.
     *
     * @param speedUps by number of workers, none of them above the number of cores
     */
    fun serialShare(speedUps: Map<Int, Double>): Double? {
        val evidence = speedUps.filter { (workers, speedUp) -> workers > 1 && speedUp.isFinite() && speedUp > 0 }
        if (evidence.isEmpty()) return null
        var products = 0.0
        var squares = 0.0
        for ((workers, speedUp) in evidence) {
            val x = 1 - 1.0 / workers
            products += x * (1 / speedUp - 1.0 / workers)
            squares += x * x
        }
        return (products / squares).coerceIn(0.0, 1.0)
    }

    /** Returns how many times as fast as one this many workers are. */
    fun speedUp(serialShare: Double, workers: Int): Double = 1 / (serialShare + (1 - serialShare) / workers)

    /** Returns what no number of workers exceeds; infinite if nothing is serial. */
    fun limit(serialShare: Double): Double = 1 / serialShare
}
