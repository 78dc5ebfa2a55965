// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.nio.file.Path
import java.time.Duration

/**
 * Measures one subject of this JVM at one work, in a JVM of its own so that nobody else's calls are in its profile.
 *
 * Arguments: subject, work, file, folder for scratch files, seconds to warm up, seconds to measure, and `retained` if
 * retained heap is wanted too.
 */
internal fun main(args: Array<String>) {
    val subject = Subject.of(args[0])
    val work = Work.of(args[1])
    val passes = Passes.of(subject, InputFile(Path.of(args[2]), Path.of(args[3])))
    val clock = RunClock(seconds(args[4]), seconds(args[5])) { passes.run(work) }
    val runs = clock.runs()
    // After the runs: other code that reads would change how theirs is compiled.
    val check = passes.check(work)
    val retained = if ("retained" in args) RetainedHeap.perRecord(passes.sample(RetainedHeap.SAMPLE)) else null
    ForkOutput(runs, check, retained).lines().forEach(::println)
}

private fun seconds(text: String): Duration = Duration.ofNanos((text.toDouble() * 1e9).toLong())

/** Warms [pass] up, then times it; it returns how many records it read. */
internal class RunClock(private val warmUp: Duration, private val measured: Duration, private val pass: () -> Long) {
    fun runs(): List<Run> {
        val repeats = warm()
        val runs = ArrayList<Run>()
        val begin = System.nanoTime()
        do {
            runs.add(run(repeats))
        } while (runs.size < FEWEST_RUNS || System.nanoTime() - begin < measured.toNanos())
        return runs
    }

    /** Returns how many passes make a run that is long enough for the clock. */
    private fun warm(): Int {
        val begin = System.nanoTime()
        var passes = 0
        var fastest = Long.MAX_VALUE
        do {
            val start = System.nanoTime()
            pass()
            fastest = minOf(fastest, System.nanoTime() - start)
            passes++
        } while (passes < FEWEST_WARM_UPS || System.nanoTime() - begin < warmUp.toNanos())
        return (SHORTEST_RUN.toNanos() / maxOf(fastest, 1)).toInt() + 1
    }

    private fun run(repeats: Int): Run {
        var records = 0L
        val allocationBefore = Allocation()
        val start = System.nanoTime()
        repeat(repeats) { records += pass() }
        val nanoseconds = System.nanoTime() - start
        return Run(records, nanoseconds, Allocation().since(allocationBefore))
    }

    private companion object {
        const val FEWEST_WARM_UPS = 2
        const val FEWEST_RUNS = 3
        val SHORTEST_RUN: Duration = Duration.ofMillis(50)
    }
}
