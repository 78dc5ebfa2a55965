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

    /** Rounds are short beside the ticks of the clock: the sum tells more than any of them. */
    val cpuMicrosPerDocument: Double get() = cpu.sum() / 1e3 / cpu.size / documents
    val bytesPerDocument: Double get() = quantile(allocated, 0.5) / documents

    private fun quantile(values: List<Long>, at: Double): Double =
        values.sorted()[((values.size - 1) * at).roundToInt()].toDouble()
}

private val operatingSystem = ManagementFactory.getOperatingSystemMXBean() as com.sun.management.OperatingSystemMXBean
private val threads = ManagementFactory.getThreadMXBean() as com.sun.management.ThreadMXBean

private fun allocatedBytes(): Long = threads.getThreadAllocatedBytes(threads.allThreadIds).filter { it > 0 }.sum()

/** Lets all contenders work in turn, so that what disturbs the machine disturbs all of them. */
suspend fun measure(documents: Int, rounds: Int, contenders: List<Contender>): List<Result> {
    val results = contenders.map { Result(it.name, documents) }
    // Large ones have been through everything often enough by the smaller ones before them.
    val warmUp = if (documents < 10_000) maxOf(3, rounds) else 1
    for (round in -warmUp until rounds) {
        // Whoever comes first finds the machine in another state than the others do.
        val first = Math.floorMod(round, contenders.size)
        for (index in contenders.indices.map { (it + first) % contenders.size }) {
            val contender = contenders[index]
            contender.prepare()
            val allocatedBefore = allocatedBytes()
            val cpuBefore = operatingSystem.processCpuTime
            val before = System.nanoTime()
            contender.work()
            val nanos = System.nanoTime() - before
            val cpu = operatingSystem.processCpuTime - cpuBefore
            if (round >= 0) results[index].add(nanos, cpu, allocatedBytes() - allocatedBefore)
        }
    }
    return results
}

/** Prints a table; ratios say how much faster the first one is. */
fun printTable(title: String, results: List<Result>) {
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
