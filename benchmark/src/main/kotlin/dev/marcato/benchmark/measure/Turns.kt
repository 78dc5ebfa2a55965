// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

import java.time.Duration

/** Something that can be done again and again, and returns how many records it has dealt with. */
internal class Way(val name: String, val pass: () -> Long)

/** One timed run of a way: one pass, or several if one is short. */
internal data class Run(val records: Long, val nanoseconds: Long, val allocatedBytes: Long?) {
    val recordsPerSecond: Double get() = records * NANOSECONDS_PER_SECOND / nanoseconds

    private companion object {
        const val NANOSECONDS_PER_SECOND = 1e9
    }
}

/**
 * Times ways alternately, A B C A B C, so that a slow moment of the machine meets all of them.
 *
 * @param warmUp how long all of them together run before
 * @param measured how long all of them together are timed, in at least [fewest] turns
 * @param shortestRun a way that takes less is timed several times in a row
 */
internal class Turns(
    private val warmUp: Duration,
    private val measured: Duration,
    private val shortestRun: Duration = Duration.ofMillis(50),
    private val fewest: Int = 3,
) {
    /** Returns the runs of each way, in the order of [ways]; those with the same index belong to the same turn. */
    fun measure(ways: List<Way>): List<List<Run>> {
        val repeats = warm(ways)
        val runs = ways.map { ArrayList<Run>() }
        val begin = System.nanoTime()
        do {
            for (index in ways.indices) runs[index] += run(ways[index], repeats[index])
        } while (runs.first().size < fewest || System.nanoTime() - begin < measured.toNanos())
        return runs
    }

    /** Returns how many passes of each way make a run that is long enough for the clock. */
    private fun warm(ways: List<Way>): List<Int> {
        val fastest = LongArray(ways.size) { Long.MAX_VALUE }
        val begin = System.nanoTime()
        var rounds = 0
        do {
            for (index in ways.indices) warm(ways[index]).let { fastest[index] = minOf(fastest[index], it) }
            rounds++
        } while (rounds < FEWEST_WARM_UPS || System.nanoTime() - begin < warmUp.toNanos())
        return fastest.map { (shortestRun.toNanos() / it).toInt() + 1 }
    }

    /** Runs a way for a while, so that a short one is compiled as soon as a long one; returns its fastest pass. */
    private fun warm(way: Way): Long {
        var fastest = Long.MAX_VALUE
        val begin = System.nanoTime()
        do {
            val start = System.nanoTime()
            way.pass()
            val end = System.nanoTime()
            fastest = minOf(fastest, maxOf(1, end - start))
        } while (end - begin < shortestRun.toNanos())
        return fastest
    }

    private fun run(way: Way, repeats: Int): Run {
        var records = 0L
        val before = Allocation()
        val start = System.nanoTime()
        repeat(repeats) { records += way.pass() }
        val nanoseconds = System.nanoTime() - start
        check(records > 0) { "${way.name}: there are no records" }
        return Run(records, nanoseconds, Allocation().since(before))
    }

    private companion object {
        const val FEWEST_WARM_UPS = 2
    }
}

/** Returns how many times as fast as [base] something is: the median of the ratios within a turn. */
internal fun speedUp(runs: List<Run>, base: List<Run>): Double =
    medianOf(runs.zip(base) { one, other -> one.recordsPerSecond / other.recordsPerSecond })
