// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.util.Locale

/** A number that parallel reading was meant to reach from the start. */
internal enum class OriginalGate(
    val words: String,
    val workers: Int,
    val target: Double,
    val isOfIndependent: Boolean,
) {
    TWO("2 workers over one thread", 2, 1.8, isOfIndependent = false),
    FOUR("4 workers over one thread", 4, 2.5, isOfIndependent = false),
    FOUR_LATER("4 workers over one thread, later", 4, 3.2, isOfIndependent = false),
    TWO_INDEPENDENT("2 workers over 2 readers that share nothing", 2, 0.93, isOfIndependent = true),
    FOUR_INDEPENDENT("4 workers over 4 readers that share nothing", 4, 0.93, isOfIndependent = true),
    ;

    /** Says whether the gate is met, missed, or not measurable on so many [cores]. */
    fun verdict(cores: Int, points: List<WorkerPoint>): String {
        val point = points.find { it.workers == workers }
        if (point == null || cores < workers) return "not measurable on $cores cores"
        if (!isOfIndependent && point.isStarved) return "not measurable while others use the machine"
        val measured = if (isOfIndependent) point.overIndependent else point.overOneThread
        return (if (measured >= target) "met" else "missed") + String.format(Locale.ROOT, ", %.2f", measured)
    }
}
