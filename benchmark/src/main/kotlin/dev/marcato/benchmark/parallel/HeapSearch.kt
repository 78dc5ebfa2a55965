// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import dev.marcato.MarcReader
import dev.marcato.benchmark.measure.Forks
import dev.marcato.benchmark.measure.InputKind
import dev.marcato.benchmark.measure.ProcessFailure
import dev.marcato.benchmark.measure.Processes
import dev.marcato.benchmark.measure.Readings
import java.lang.management.BufferPoolMXBean
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.util.Locale
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/** A way to read a file and to make strings of it, whose memory is looked at; null workers: one blocking thread. */
internal enum class HeapWay(val words: String, val workers: Int?) {
    SEQUENTIAL("one thread", null),
    PARALLEL("mapParallel, 2 workers", 2),
}

/**
 * Looks for the smallest heap (`-Xmx`, serial collector) in which a file is read, by one thread and by two workers, and
 * for the most that is reachable meanwhile, direct buffers included.
 */
internal class HeapSearch(private val path: Path) {
    /** Returns whether two workers need less than twice the heap of one thread. */
    fun run(): Boolean {
        println("%-24s %18s %24s".format("", "smallest heap, KiB", "most reachable, KiB"))
        val smallest = HeapWay.entries.map { way ->
            val heap = search(way)
            val reachable = Processes.output(command(way, "-Xmx1g") + "watched").last().toLong()
            println("%-24s %,18d %,24d".format(Locale.ROOT, way.words, heap, reachable / KIB))
            heap
        }
        val ratio = smallest[1].toDouble() / smallest[0]
        println("2 workers need %.2f times the heap of one thread; below 2 is wanted".format(Locale.ROOT, ratio))
        return ratio < 2
    }

    /** Bisects until a step is left; a heap in which a run fails once is too small. */
    private fun search(way: HeapWay): Long {
        var tooSmall = 0L
        var enough = LARGEST
        check(isEnough(way, enough)) { "${way.words}: $LARGEST KiB are not enough" }
        while (enough - tooSmall > STEP) {
            val middle = (tooSmall + enough) / 2 / STEP * STEP
            if (isEnough(way, middle)) enough = middle else tooSmall = middle
        }
        return enough
    }

    private fun isEnough(way: HeapWay, kibibytes: Long): Boolean = try {
        Processes.output(command(way, "-Xmx${kibibytes}k"))
        true
    } catch (_: ProcessFailure) {
        false
    }

    private fun command(way: HeapWay, heap: String): List<String> {
        val options = listOf("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", heap)
        return Forks.command(HeapFork::class.java.name, options = options) + listOf(way.name, "$path")
    }

    private companion object {
        const val KIB = 1024L
        const val LARGEST = 64 * KIB
        const val STEP = 256L
    }
}

/** Reads a file once, and, if it is `watched`, prints the most bytes that were reachable at some of its records. */
internal object HeapFork {
    private const val EVERY = 5_000
    private val direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean::class.java)

    @JvmStatic
    fun main(args: Array<String>) {
        val workers = HeapWay.valueOf(args[0]).workers
        val path = Path.of(args[1])
        when {
            "watched" in args -> println(watched(workers, path))
            workers == null -> Readings(path, InputKind.PATH).extract()
            else -> Readings(path, InputKind.PATH).parallel(workers)
        }
    }

    private fun watched(workers: Int?, path: Path): Long {
        val before = reachable()
        var most = 0L
        var records = 0
        fun delivered() {
            if (++records % EVERY == 0) most = maxOf(most, reachable() - before)
        }
        if (workers == null) {
            Readings(path, InputKind.PATH).forEach { delivered() }
        } else {
            runBlocking(Dispatchers.Default) {
                MarcReader.open(path).mapParallel(workers) { Readings.extracted(it) }.collect { delivered() }
            }
        }
        return most
    }

    /** Collects all garbage, which stops every thread where it is, and returns how many bytes are left. */
    private fun reachable(): Long {
        System.gc()
        return ManagementFactory.getMemoryMXBean().heapMemoryUsage.used + direct.sumOf { it.memoryUsed }
    }
}
