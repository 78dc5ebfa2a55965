// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.console.Interruption
import java.io.IOException
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit

/** How many threads may read a large file at once, and how large the parts are that each of them takes. */
internal class Sharing(val threads: Int, val partBytes: Long) {
    companion object {
        /** All is done by one thread. */
        val NONE = Sharing(1, Long.MAX_VALUE)
    }
}

/**
 * A part of a file, and what one thread made of it.
 *
 * @property work what took the outcomes of the part
 */
internal class FilePart<W>(val from: Long, val until: Long, val work: W) {
    val tally = Tally()

    /** What ended the reading; the outcomes before it were taken. */
    var failure: Exception? = null
}

/**
 * A large file of ISO 2709, read by several threads at once, each of them one part after the other. No more parts are
 * held than there are threads, and two.
 *
 * Each part is a range of the file in the sense of [dev.marcato.MarcReader.range]: together they have what a reading
 * from the start to the end has, but nobody counts the records before them.
 */
internal class FileParts(
    private val path: Path,
    private val size: Long,
    private val sharing: Sharing,
    private val options: ReadOptions,
    private val interruption: Interruption,
) {
    /** Hands out the parts in their order, until [deliver] returns false. Nothing runs any more when this returns. */
    fun <W> forEach(newWork: () -> W, take: W.(Outcome) -> Unit, deliver: (FilePart<W>) -> Boolean) {
        val pool = Executors.newFixedThreadPool(sharing.threads) { task ->
            Thread(task, "reader").also { it.isDaemon = true }
        }
        try {
            val ahead = ArrayDeque<Future<FilePart<W>>>()
            var from = 0L
            while (true) {
                while (from < size && ahead.size < sharing.threads + 2) {
                    val part = FilePart(from, minOf(from + sharing.partBytes, size), newWork())
                    ahead.addLast(pool.submit(Callable { part.apply { read(this, take) } }))
                    from = part.until
                }
                val part = ahead.removeFirstOrNull() ?: return
                if (!deliver(resultOf(part))) return
            }
        } finally {
            pool.shutdownNow()
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)
        }
    }

    private fun <W> read(part: FilePart<W>, take: W.(Outcome) -> Unit) {
        // Somebody may be writing behind what was the end.
        val until = if (part.until == size) Long.MAX_VALUE else part.until
        try {
            BlockingMarcReader.openRange(path, part.from, until, options).use { reader ->
                while (true) {
                    interruption.check()
                    val outcome = reader.readOutcome() ?: break
                    part.tally.add(outcome)
                    part.work.take(outcome)
                }
            }
        } catch (e: IOException) {
            part.failure = e
        } catch (e: MarcException) {
            part.failure = e
        }
    }

    private fun <T> resultOf(task: Future<T>): T = try {
        task.get()
    } catch (e: ExecutionException) {
        throw e.cause ?: e
    }
}
