// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.Allocation
import dev.marcato.benchmark.compare.medianOf

/** Something that can be done again and again, and returns how many records it has dealt with. */
internal class Way(val name: String, val pass: () -> Long)

/** What was measured of one [Way]. */
internal class Timing {
    /** One for each turn. */
    val recordsPerSecond = ArrayList<Double>()
    val allocatedBytesPerRecord = ArrayList<Double>()

    val nanosecondsPerRecord: Double get() = 1e9 / medianOf(recordsPerSecond)
    val medianAllocation: Double get() = medianOf(allocatedBytesPerRecord)
}

/** Times ways one after the other, turn by turn, so that a slow moment of the machine meets all of them. */
internal class Turns(private val effort: Effort) {
    fun measure(ways: List<Way>): List<Timing> {
        val repeats = warm(ways)
        val timings = ways.map { Timing() }
        repeat(effort.turns) {
            for (index in ways.indices) time(ways[index], repeats[index], timings[index])
        }
        return timings
    }

    /** Returns how often each way has to be repeated to take long enough. */
    private fun warm(ways: List<Way>): List<Int> {
        val fastest = LongArray(ways.size) { Long.MAX_VALUE }
        val begin = System.nanoTime()
        var rounds = 0
        while (rounds < FEWEST_ROUNDS || System.nanoTime() - begin < effort.warmUp.toNanos()) {
            for (index in ways.indices) {
                val start = System.nanoTime()
                ways[index].pass()
                fastest[index] = minOf(fastest[index], System.nanoTime() - start)
            }
            rounds++
        }
        return fastest.map { (effort.shortestRun.toNanos() / maxOf(1, it)).toInt() + 1 }
    }

    private fun time(way: Way, repeats: Int, timing: Timing) {
        var records = 0L
        val before = Allocation()
        val start = System.nanoTime()
        repeat(repeats) { records += way.pass() }
        val nanoseconds = maxOf(1, System.nanoTime() - start)
        val allocated = Allocation().since(before)
        check(records > 0) { "${way.name}: there are no records" }
        timing.recordsPerSecond += records * 1e9 / nanoseconds
        timing.allocatedBytesPerRecord += allocated.toDouble() / records
    }

    private companion object {
        const val FEWEST_ROUNDS = 2
    }
}
