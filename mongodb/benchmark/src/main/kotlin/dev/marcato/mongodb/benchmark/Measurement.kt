// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

import java.lang.management.ManagementFactory
import java.util.Locale
import kotlin.math.roundToInt

/** One way to do the work; [prepare] is not timed. */
class Contender(val name: String, val prepare: suspend () -> Unit, val work: suspend () -> Unit)

/** What one contender took, by round. */
class Result(val name: String, private val documents: Int) {
    private val nanos = ArrayList<Long>()
    private val cpu = ArrayList<Long>()
    private val allocated = ArrayList<Long>()

    fun add(nanos: Long, cpu: Long, allocated: Long) {
        this.nanos += nanos
        this.cpu += cpu
        this.allocated += allocated
    }

    val millis: Double get() = quantile(nanos, 0.5) / 1e6
    val slowMillis: Double get() = quantile(nanos, 0.9) / 1e6

    /** The collector of garbage works in some rounds and not in others: the sum tells more than any of them. */
    val cpuMicrosPerDocument: Double get() = cpu.sum() / 1e3 / cpu.size / documents
    val bytesPerDocument: Double get() = quantile(allocated, 0.5) / documents

    private fun quantile(values: List<Long>, at: Double): Double =
        values.sorted()[((values.size - 1) * at).roundToInt()].toDouble()
}

private val compiler = ManagementFactory.getCompilationMXBean()

/** Lets all contenders work in turn, so that what disturbs the machine disturbs all of them. */
suspend fun measure(documents: Int, rounds: Int, contenders: List<Contender>): List<Result> {
    val results = contenders.map { Result(it.name, documents) }
    warmUp(contenders, rounds)
    for (round in 0 until rounds) {
        // Whoever comes first finds the machine in another state than the others do.
        val first = round % contenders.size
        for (index in contenders.indices.map { (it + first) % contenders.size }) {
            val contender = contenders[index]
            contender.prepare()
            val meter = Meter()
            contender.work()
            meter.stop()
            results[index].add(meter.nanos, meter.cpuNanos, meter.allocatedBytes)
        }
    }
    return results
}

/** Until the compiler has little left to do; it takes as much time from those who were compiled long ago. */
private suspend fun warmUp(contenders: List<Contender>, rounds: Int) {
    val begin = System.nanoTime()
    do {
        val from = System.nanoTime()
        val compiledBefore = compiler.totalCompilationTime
        do {
            for (contender in contenders) {
                contender.prepare()
                contender.work()
            }
        } while (System.nanoTime() - from < WINDOW_NANOS)
        val compiling = (compiler.totalCompilationTime - compiledBefore) * 1e6 / (System.nanoTime() - from)
    } while (compiling > LITTLE_COMPILING && System.nanoTime() - begin < rounds * LONGEST_WARM_UP_NANOS)
}

private const val WINDOW_NANOS = 2_000_000_000L
private const val LITTLE_COMPILING = 0.05
private const val LONGEST_WARM_UP_NANOS = 500_000_000L

/** Measures and prints a table, if it is among those that are wanted; ratios say how much faster the first one is. */
suspend fun table(title: String, wanted: String?, measure: suspend () -> List<Result>) {
    if (wanted != null && wanted !in title) return
    val results = measure()
    println("### $title")
    println()
    println("| | median ms | 90 % ms | first is faster | CPU µs/doc | its share | bytes allocated/doc |")
    println("|---|---:|---:|---:|---:|---:|---:|")
    val ours = results.first()
    for (result in results) {
        val beside = String.format(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2fx |",
            result.name,
            result.millis,
            result.slowMillis,
            result.millis / ours.millis,
        )
        // Of another process only the time is known.
        val costs = if (result.bytesPerDocument > 0) {
            String.format(
                Locale.ROOT,
                " %.1f | %.2f | %,.0f |",
                result.cpuMicrosPerDocument,
                ours.cpuMicrosPerDocument / result.cpuMicrosPerDocument,
                result.bytesPerDocument,
            )
        } else {
            " | | |"
        }
        println(beside + costs)
    }
    println()
}
