// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import com.sun.management.OperatingSystemMXBean
import dev.marcato.benchmark.compare.Allocation
import java.lang.management.ManagementFactory
import java.util.Locale

/**
 * Runs several ways to the same end in turns, so that a slow moment of the machine meets all of them, and compares each
 * with the first: by the median of the ratios within a turn, which says more than the ratio of medians. What the
 * processors have worked shows what a way costs even where the machine is busy with something else.
 */
internal class Paired(private val title: String, private val turns: Int, private val repeats: Int = 1) {
    private class Way(val name: String, val run: () -> Long) {
        val seconds = ArrayList<Double>()
        val allocated = ArrayList<Double>()
        val processor = ArrayList<Double>()
    }

    private val ways = ArrayList<Way>()

    /** Adds a way, which returns how many records it has done. */
    fun way(name: String, run: () -> Long): Paired = apply { ways += Way(name, run) }

    /** Measures all ways and prints a line for each. */
    fun print() {
        println(title)
        val counts = ways.map { it.run() }
        check(counts.distinct().size == 1) { "$title: not all do the same: $counts records" }
        for (turn in -WARM_UP until turns) for (way in ways) measure(way, isWarm = turn >= 0)
        for (way in ways) print(way, ways.first(), counts.first())
    }

    private fun measure(way: Way, isWarm: Boolean) {
        val before = Allocation()
        val processor = SYSTEM.processCpuTime
        val begin = System.nanoTime()
        repeat(repeats) { way.run() }
        val seconds = (System.nanoTime() - begin) / 1e9
        if (!isWarm) return
        way.seconds += seconds / repeats
        way.processor += (SYSTEM.processCpuTime - processor).toDouble()
        way.allocated += Allocation().since(before).toDouble() / repeats
    }

    private fun print(way: Way, first: Way, records: Long) {
        val speed = median(way.seconds.indices.map { first.seconds[it] / way.seconds[it] })
        val allocation = median(way.allocated) / median(first.allocated)
        val processor = median(way.processor.indices.map { way.processor[it] / first.processor[it] })
        val seconds = median(way.seconds)
        val line = "  %-36s %,12.0f records/s %,12.1f us  %5.2f x the first's speed, %5.2f x its CPU, %5.3f x its bytes"
        println(line.format(Locale.ROOT, way.name, records / seconds, seconds * 1e6, speed, processor, allocation))
    }

    private fun median(values: List<Double>): Double = values.sorted()[values.size / 2]

    private companion object {
        const val WARM_UP = 5
        val SYSTEM = ManagementFactory.getOperatingSystemMXBean() as OperatingSystemMXBean
    }
}
