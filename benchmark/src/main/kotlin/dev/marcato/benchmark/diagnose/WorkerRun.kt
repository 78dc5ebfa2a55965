// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** Measures how much faster several workers are than one, and how much faster they could be on this machine. */
internal class WorkerRun(private val passes: ReadingPasses, private val effort: Effort) {
    class Outcome(val blocking: List<Double>, val workers: List<WorkerPoint>)

    /** All in the same turns: one thread, so many workers, so many readers that know nothing of each other. */
    fun run(): Outcome {
        val plain = Watch()
        val ways = listOf(Way("one thread") { passes.blocking() }) +
            COUNTS.map { count -> Way("$count workers") { passes.parallel(plain, count) } } +
            COUNTS.map { count -> Way("$count plain readers") { passes.plainReaders(count) } }
        val speeds = Turns(effort).measure(ways).map { it.recordsPerSecond }
        val points = COUNTS.mapIndexed { index, count ->
            WorkerPoint(count, speeds[1 + index], speeds[1 + COUNTS.size + index])
        }
        return Outcome(speeds.first(), points)
    }

    private companion object {
        val COUNTS = listOf(1, 2, 4, 8)
    }
}
