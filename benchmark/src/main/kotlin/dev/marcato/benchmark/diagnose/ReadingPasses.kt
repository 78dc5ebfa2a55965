// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.mapParallel
import kotlin.concurrent.thread
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking

/** Ways to read a file once, from its start to its end, and to extract every record; each returns their number. */
internal class ReadingPasses(private val file: DiagnosedFile) {
    // Kept, so that the compiler cannot find out that nobody wants it.
    @Volatile
    private var last = 0

    /** In this thread. */
    fun blocking(): Long = file.readBlocking { reader ->
        var records = 0L
        var sum = 0
        for (record in reader) {
            sum += extracted(record)
            records++
        }
        last = sum
        records
    }

    /** In so many threads, each of which reads all of the file; returns how many records they have read together. */
    fun plainReaders(count: Int): Long {
        val records = LongArray(count)
        List(count) { thread { records[it] = blocking() } }.forEach(Thread::join)
        return records.sum()
    }

    /** By the collector of a flow. */
    fun flow(watch: Watch, configure: ReadOptions.Builder.() -> Unit = {}): Long =
        reading(watch, configure) { reader -> collected(reader.records().map { extracted(it) }, watch) }

    /** By workers, as the library thinks best. */
    fun parallel(watch: Watch, workers: Int): Long = reading(watch) { reader ->
        val options = ParallelOptions {
            this.workers = workers
            dispatcher = watch.workers
        }
        collected(reader.mapParallel(options) { extracted(it) }, watch)
    }

    /** By workers, each of which reads this many bytes at a time. */
    fun ranges(watch: Watch, workers: Int, bytes: Int): Long = reading(watch) { reader ->
        val options = ParallelOptions {
            this.workers = workers
            dispatcher = watch.workers
            // As many ranges are on their way as there are workers, and two more.
            windowBytes = bytes * (workers + SPARE_RANGES)
        }
        collected(reader.mapParallel(options) { extracted(it) }, watch)
    }

    /** By workers, each of which gets this many records at a time. */
    fun batches(watch: Watch, workers: Int, size: Int): Long = reading(watch) { reader ->
        val options = ParallelOptions {
            this.workers = workers
            dispatcher = watch.workers
            windowRecords = maxOf(windowRecords, size * BATCHES_PER_WORKER * (workers + 1))
            windowBytes = Int.MAX_VALUE
        }
        var records = 0L
        var sum = 0
        runBlocking(watch.collector) {
            transformInBatches(reader.records(), options, size) { results ->
                watch.handedOver()
                for (result in results) {
                    sum += result
                    records++
                    watch.delivered()
                }
            }
        }
        last = sum
        records
    }

    private fun reading(
        watch: Watch,
        configure: ReadOptions.Builder.() -> Unit = {},
        read: (MarcReader) -> Long,
    ): Long = file.read({
        ioDispatcher = watch.io
        configure()
    }, read)

    private fun collected(results: Flow<Int>, watch: Watch): Long {
        var records = 0L
        var sum = 0
        runBlocking(watch.collector) {
            results.collect {
                sum += it
                records++
                watch.delivered()
            }
        }
        last = sum
        return records
    }

    companion object {
        private const val SPARE_RANGES = 2
        private const val BATCHES_PER_WORKER = 2

        /** Makes strings of the title and of the value of every field, and returns how long they are together. */
        fun extracted(record: Record): Int {
            var length = record.title?.length ?: 0
            for (field in record.fields) length += field.value.length
            return length
        }
    }
}

/** A suspending function is, to Java, one of its argument and a continuation. */
@Suppress("UNCHECKED_CAST")
private suspend fun transformInBatches(
    records: Flow<Record>,
    options: ParallelOptions,
    size: Int,
    deliver: suspend (List<Int>) -> Unit,
) {
    val transform: suspend (Record) -> Int = { ReadingPasses.extracted(it) }
    suspendCoroutineUninterceptedOrReturn<Unit> { caller ->
        FixedBatches.transform(
            records,
            options,
            size,
            transform as (Record, Continuation<Int>) -> Any?,
            deliver as (List<Int>, Continuation<Unit>) -> Any?,
            caller,
        )
    }
}
