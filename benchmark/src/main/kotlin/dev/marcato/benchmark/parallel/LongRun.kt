// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import com.sun.management.UnixOperatingSystemMXBean
import dev.marcato.MarcReader
import java.lang.management.BufferPoolMXBean
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.util.Locale
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/**
 * Transforms a file in parallel again and again, and prints after each tenth of the way what is in use: all of it
 * should stay as it is.
 */
internal class LongRun(private val path: Path, private val passes: Int) {
    /** Returns true: whether it holds is for people to judge. */
    fun run(): Boolean {
        println("%14s %10s %14s %8s %6s".format("records", "heap, MB", "direct, MB", "threads", "files"))
        var records = 0L
        for (pass in 1..passes) {
            runBlocking(Dispatchers.Default) {
                MarcReader.open(path).mapParallel(2) { it.title }.collect { records++ }
            }
            if (pass % maxOf(1, passes / STEPS) == 0) print(records)
        }
        return true
    }

    private fun print(records: Long) {
        // What is left is what somebody holds.
        repeat(2) { System.gc() }
        val heap = ManagementFactory.getMemoryMXBean().heapMemoryUsage.used
        val direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean::class.java).sumOf { it.memoryUsed }
        val threads = ManagementFactory.getThreadMXBean().threadCount
        val system = ManagementFactory.getOperatingSystemMXBean()
        val files = (system as? UnixOperatingSystemMXBean)?.openFileDescriptorCount
        println(
            "%,14d %10.1f %14.2f %8d %6s".format(Locale.ROOT, records, heap / 1e6, direct / 1e6, threads, files ?: "?"),
        )
    }

    private companion object {
        const val STEPS = 10
    }
}
