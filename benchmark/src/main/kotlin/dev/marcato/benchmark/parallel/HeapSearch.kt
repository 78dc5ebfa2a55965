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

/** What is done with a file in a heap that is as small as can be. */
internal enum class HeapWay(val words: String) {
    /** Only the JVM is started. */
    NOTHING("nothing"),

    /** The blocking reader makes records and strings. */
    SEQUENTIAL("one thread"),

    /** Two workers do. */
    PARALLEL("mapParallel, 2 workers"),
}

/**
 * Looks for the smallest heap (`-Xmx`, serial collector) in which a file is read, by one thread and by two workers, and
 * for the most that is reachable meanwhile, direct buffers included.
 */
internal class HeapSearch(private val path: Path) {
    /** Returns whether two workers need less than twice of what one thread needs, by both measures. */
    fun run(): Boolean {
        println("%-24s %18s %24s".format("", "smallest heap, KiB", "most reachable, KiB"))
        val found = HeapWay.entries.associateWith { way ->
            val needs = listOf(search(way), Processes.output(command(way, "-Xmx1g") + "watched").last().toLong() / KIB)
            println("%-24s %,18d %,24d".format(Locale.ROOT, way.words, *needs.toTypedArray()))
            needs
        }
        val ratios = found.getValue(HeapWay.PARALLEL).zip(found.getValue(HeapWay.SEQUENTIAL)) { two, one ->
            two.toDouble() / one
        }
        println("%-24s %18.2f %24.2f".format(Locale.ROOT, "2 workers over 1 thread", *ratios.toTypedArray()))
        println(if (ratios.all { it < 2 }) "Both are below 2." else "Not both are below 2, as they should be.")
        return ratios.all { it < 2 }
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
        val way = HeapWay.valueOf(args[0])
        val path = Path.of(args[1])
        val most = if ("watched" in args) Watched() else null
        when (way) {
            HeapWay.NOTHING -> most?.delivered(EVERY)

            HeapWay.SEQUENTIAL -> Readings(path, InputKind.PATH).forEach { most?.delivered() }

            HeapWay.PARALLEL -> runBlocking(Dispatchers.Default) {
                MarcReader.open(path).mapParallel(2) { Readings.extracted(it) }.collect { most?.delivered() }
            }
        }
        most?.let { println(it.bytes) }
    }

    /** Looks at the memory after every [EVERY] records. */
    private class Watched {
        private val before = reachable()
        private var records = 0
        var bytes = 0L
            private set

        fun delivered(count: Int = 1) {
            records += count
            if (records % EVERY == 0) bytes = maxOf(bytes, reachable() - before)
        }
    }

    /** Collects all garbage, which stops every thread where it is, and returns how many bytes are left. */
    private fun reachable(): Long {
        System.gc()
        return ManagementFactory.getMemoryMXBean().heapMemoryUsage.used + direct.sumOf { it.memoryUsed }
    }
}
