// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import java.nio.file.Path
import java.util.Locale
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.runBlocking

/**
 * Reads a file again and again, with dispatchers set and unset, and prints how long a reading takes in the middle and
 * at most. Coroutines that hand over between dispatchers have been seen to wait although threads were idle.
 *
 * @param seconds how long each way is read
 */
internal class Stalls(private val path: Path, private val seconds: Long) {
    /** Returns whether no reading took longer than [MOST] times the median. */
    fun run(): Boolean {
        val set = ParallelOptions {
            workers = 2
            dispatcher = Dispatchers.Default.limitedParallelism(2)
        }
        println("%-36s %10s %12s %12s %8s".format("", "readings", "median, ms", "longest, ms", "times"))
        return listOf(
            judge("records()") { it.records() },
            judge("records(), decoded by the collector", Dispatchers.Unconfined) { it.records() },
            judge("mapParallel") { it.mapParallel(2) { record -> record.title } },
            judge("mapParallel, dispatcher set") { it.mapParallel(set) { record -> record.title } },
        ).all { it }
    }

    private fun judge(
        name: String,
        decoding: CoroutineDispatcher = Dispatchers.Default,
        read: (MarcReader) -> Flow<*>,
    ): Boolean {
        val times = ArrayList<Long>()
        // The first readings are those of the compiler.
        val begin = System.nanoTime() + WARM_UP_NANOS
        while (System.nanoTime() < begin + seconds * NANOS) {
            val start = System.nanoTime()
            runBlocking(Dispatchers.Default) {
                read(MarcReader.open(path) { decodeDispatcher = decoding }).collect()
            }
            if (start > begin) times += System.nanoTime() - start
        }
        times.sort()
        val ratio = times.last().toDouble() / times[times.size / 2]
        val row = "%-36s %,10d %12.1f %12.1f %8.1f"
        println(row.format(Locale.ROOT, name, times.size, times[times.size / 2] / 1e6, times.last() / 1e6, ratio))
        return ratio <= MOST
    }

    private companion object {
        const val NANOS = 1_000_000_000L
        const val WARM_UP_NANOS = 5 * NANOS
        const val MOST = 50
    }
}
