// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import dev.marcato.MarcReader
import dev.marcato.benchmark.measure.Forks
import dev.marcato.benchmark.measure.InputKind
import dev.marcato.benchmark.measure.ProcessFailure
import dev.marcato.benchmark.measure.Processes
import dev.marcato.benchmark.measure.Readings
import dev.marcato.benchmark.measure.medianOf
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
 * Looks for the least heap in which a file is read, by one thread and by two workers: by bisecting how much of a heap
 * can be taken up by something else, since the JVM rounds the size of the heap itself. Also looks at the most heap and
 * direct buffers that are in use while the collector of the records stalls again and again.
 */
internal class HeapSearch(private val path: Path) {
    /** Returns whether two workers need less than twice the heap of one thread; what the JVM needs is taken off. */
    fun run(): Boolean {
        println("%-24s %14s %20s %16s".format("KiB", "least heap", "heap when stalled", "direct buffers"))
        val nothing = mostBallast(HeapWay.NOTHING)
        val needed = listOf(HeapWay.SEQUENTIAL, HeapWay.PARALLEL).map { way ->
            val watched =
                List(RUNS) { Processes.output(command(way, "1g", 0) + "watched").map { it.toDouble() / KIB } }
            val (heap, direct) = List(2) { index -> medianOf(watched.map { it[index] }) }
            val least = nothing - mostBallast(way) + YOUNG
            println("%-24s %,14d %,20.0f %,16.0f".format(Locale.ROOT, way.words, least, heap, direct))
            least
        }
        val ratio = needed[1].toDouble() / needed[0]
        println("2 workers need %.2f times the heap of one thread; below 2 is wanted".format(Locale.ROOT, ratio))
        return ratio < 2
    }

    /** Bisects until a step is left; ballast with which a run fails once is too much. */
    private fun mostBallast(way: HeapWay): Long {
        var possible = 0L
        var tooMuch = HEAP
        while (tooMuch - possible > STEP) {
            val middle = (possible + tooMuch) / 2
            if (isPossible(way, middle)) possible = middle else tooMuch = middle
        }
        return possible
    }

    private fun isPossible(way: HeapWay, ballast: Long): Boolean = try {
        Processes.output(command(way, "${HEAP}k", ballast))
        true
    } catch (_: ProcessFailure) {
        false
    }

    private fun command(way: HeapWay, heap: String, ballast: Long): List<String> {
        val options = listOf("-XX:+UseSerialGC", "-Xmn${YOUNG}k", "-XX:+ExitOnOutOfMemoryError", "-Xmx$heap")
        return Forks.command(HeapFork::class.java.name, options = options) + listOf(way.name, "$path", "$ballast")
    }

    private companion object {
        const val KIB = 1024L
        const val HEAP = 32 * KIB

        // The ballast is never here.
        const val YOUNG = KIB
        const val STEP = 32L
        const val RUNS = 3
    }
}

/** Reads a file once, and, if it is `watched`, prints the most heap that was reachable, and direct buffers. */
internal object HeapFork {
    private const val EVERY = 1_000
    private const val PASSES = 2
    private const val KIB = 1024
    private val BUFFERS = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean::class.java)

    @JvmStatic
    fun main(args: Array<String>) {
        val way = HeapWay.valueOf(args[0])
        val path = Path.of(args[1])
        val ballast = List(args[2].toInt()) { ByteArray(KIB) }
        val most = if ("watched" in args) Watched() else null
        repeat(PASSES) { run(way, path, most) }
        most?.print()
        check(ballast.all { it.size == KIB })
    }

    private fun run(way: HeapWay, path: Path, most: Watched?) {
        when (way) {
            HeapWay.NOTHING -> most?.delivered(EVERY)

            HeapWay.SEQUENTIAL -> Readings(path, InputKind.PATH).forEach { most?.delivered() }

            HeapWay.PARALLEL -> runBlocking(Dispatchers.Default) {
                MarcReader.open(path).mapParallel(2) { Readings.extracted(it) }.collect { most?.delivered() }
            }
        }
    }

    /** Looks at the memory after every [EVERY] records. */
    private class Watched {
        private val before = reachable()
        private var records = 0
        private var heap = 0L
        private var direct = 0L

        fun delivered(count: Int = 1) {
            records += count
            if (records % EVERY != 0) return
            heap = maxOf(heap, reachable() - before)
            direct = maxOf(direct, BUFFERS.sumOf { it.memoryUsed })
        }

        fun print() {
            println(heap)
            println(direct)
        }
    }

    /** Collects all garbage, which stops every thread where it is, and returns how many bytes are left. */
    private fun reachable(): Long {
        System.gc()
        return ManagementFactory.getMemoryMXBean().heapMemoryUsage.used
    }
}
