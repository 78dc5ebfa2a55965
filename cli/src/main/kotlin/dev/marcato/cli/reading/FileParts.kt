// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.ReadSplit
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.console.Interruption
import dev.marcato.path.PathLimitException
import java.io.IOException
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit

/** How many threads may read a large file at once, and the size of the parts that they take. */
internal class Sharing(val threads: Int, val partBytes: Long) {
    companion object {
        /** One thread does everything. */
        val NONE = Sharing(1, Long.MAX_VALUE)
    }
}

/**
 * Takes outcomes of a part for [W].
 */
internal fun interface PartTaker<in W> {
    /** Takes the [outcome], the last that was counted in the [tally] of the part. */
    fun take(work: W, outcome: Outcome, tally: Tally)
}

/**
 * A part of a file, and what one thread made of it.
 *
 * @property work the receiver of the outcomes in the part
 */
internal class FilePart<W>(val split: ReadSplit, val work: W) {
    val tally = Tally()

    /** The identifiers of the records that were taken, if these must have some. */
    val identifiers = HashSet<String>()

    /** The outcome that was read last. */
    var last: Outcome? = null

    /** What ended the reading early; the outcomes before it were taken. */
    var failure: Exception? = null
}

/**
 * A large ISO 2709 file that several threads read at once, each taking one part after the other. Two more parts than
 * threads are in memory at most.
 *
 * The [splits] together have the same outcomes as the whole file, but a part doesn't know the number of records before
 * it.
 */
internal class FileParts(
    path: Path,
    private val splits: List<ReadSplit>,
    private val sharing: Sharing,
    private val options: ReadOptions,
    private val selection: Selection,
    private val interruption: Interruption,
) {
    private val file = SeekableInput.of(path)

    /** Delivers the parts in their order until [deliver] returns false. When this returns, no thread is running. */
    fun <W> forEach(newWork: () -> W, taker: PartTaker<W>, deliver: (FilePart<W>) -> Boolean) {
        val pool = Executors.newFixedThreadPool(sharing.threads) { task ->
            Thread(task, "reader").also { it.isDaemon = true }
        }
        try {
            val ahead = ArrayDeque<Future<FilePart<W>>>()
            val left = splits.iterator()
            while (true) {
                while (left.hasNext() && ahead.size < sharing.threads + 2) {
                    val part = FilePart(left.next(), newWork())
                    ahead.addLast(pool.submit(Callable { part.apply { read(this, taker) } }))
                }
                val part = ahead.removeFirstOrNull() ?: return
                if (!deliver(resultOf(part))) return
            }
        } finally {
            pool.shutdownNow()
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)
        }
    }

    private fun <W> read(part: FilePart<W>, taker: PartTaker<W>) {
        try {
            BlockingMarcReader.openRange(file, part.split, options).use { reader ->
                while (true) {
                    interruption.check()
                    val outcome = reader.readOutcome() ?: break
                    part.last = outcome
                    part.tally.add(outcome)
                    if (selection.takes(outcome, part.identifiers)) taker.take(part.work, outcome, part.tally)
                }
            }
        } catch (e: IOException) {
            part.failure = e
        } catch (e: MarcException) {
            part.failure = e
        } catch (e: PathLimitException) {
            part.failure = e
        }
    }

    private fun <T> resultOf(task: Future<T>): T = try {
        task.get()
    } catch (e: ExecutionException) {
        throw e.cause ?: e
    }
}
