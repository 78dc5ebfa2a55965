// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.mapParallel
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import java.util.function.Function
import kotlin.concurrent.thread
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.system.exitProcess
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking

/**
 * Compares reading and extracting in parallel with the same by one thread. Started by `benchmark/parallel`; the first
 * argument is a folder for what it makes, the second, if there is one, how many turns are measured, or `long` for ten
 * million records and what is in use meanwhile, or `stalls` for the longest of many readings; then the third is how many
 * seconds each way of reading is watched.
 */
internal fun main(args: Array<String>) {
    val path = Fixtures.file(Path.of(args[0]).resolve("fixtures"), Fixture.RECORDS_100K)
    when (val what = args.getOrNull(1)) {
        "long" -> LongRun(path, PASSES_OF_LONG_RUN).run()

        "stalls" -> {
            val few = Fixtures.file(Path.of(args[0]).resolve("fixtures"), Fixture.RECORDS_10K)
            if (!Stalls(few, args.getOrNull(2)?.toLong() ?: SECONDS_OF_STALLS).run()) exitProcess(1)
        }

        else -> ParallelProfile(path, what?.toInt() ?: TURNS).run()
    }
}

private const val TURNS = 15
private const val PASSES_OF_LONG_RUN = 100
private const val SECONDS_OF_STALLS = 150L

internal class ParallelProfile(private val path: Path, private val turns: Int) {
    private val bytes = Files.readAllBytes(path)
    private var isShort = false
    private val small = path.resolveSibling("small.mrc")

    fun run() {
        println("${Runtime.getRuntime().availableProcessors()} cores, Java ${System.getProperty("java.version")}")
        extract()
        oneWorker()
        twoReaders()
        fewRecords()
        firstRecord()
    }

    private fun extract() {
        for ((kind, open) in inputs()) {
            val paired = Paired("title and value of every field, 100,000 records, $kind", turns)
                .way("blocking, one thread") { blocking(open.blocking()) }
            for (workers in WORKERS) paired.way("mapParallel, $workers workers") { parallel(open.flow(), workers) }
            for (workers in WORKERS) {
                paired.way("blocking mapParallel, $workers workers") { blockingParallel(open.blocking(), workers) }
            }
            paired.print()
        }
    }

    private fun oneWorker() {
        for ((kind, open) in inputs()) {
            Paired("the same, $kind, beside a flow", turns)
                .way("records().map") { plain(open.flow()) }
                .way("mapParallel, 1 worker") { parallel(open.flow(), 1) }
                .way("records().mapParallel, 1 worker") { ofFlow(open.flow(), 1) }
                .way("records().mapParallel, 2 workers") { ofFlow(open.flow(), 2) }
                .print()
        }
    }

    private fun twoReaders() {
        val kinds = mapOf(
            "path" to { BlockingMarcReader.open(path) },
            "InputStream" to { BlockingMarcReader.open(path.toFile().inputStream()) },
        )
        for ((kind, open) in kinds) {
            Paired("two readers of 100,000 records, extracting, $kind", turns)
                .way("one after the other") { blocking(open()) + blocking(open()) }
                .way("on two threads") { twice { blocking(open()) } }
                .print()
        }
    }

    private fun fewRecords() {
        isShort = true
        for (count in listOf(1, 10, 100)) {
            val few = bytes.copyOf(Fixtures.offsets(path)[count].offset.toInt())
            Files.write(small, few)
            val repeats = 20_000 / (10 + count)
            Paired("$count records of memory", turns, repeats)
                .way("records().map") { plain(MarcReader.open(few)) }
                .way("mapParallel, 2 workers") { parallel(MarcReader.open(few), 2) }
                .way("records().mapParallel, 2 workers") { ofFlow(MarcReader.open(few), 2) }
                .print()
            Paired("$count records of a path", turns, repeats / 4)
                .way("records().map") { plain(MarcReader.open(small)) }
                .way("mapParallel, 2 workers") { parallel(MarcReader.open(small), 2) }
                .way("records().mapParallel, 2 workers") { ofFlow(MarcReader.open(small), 2) }
                .print()
        }
        isShort = false
    }

    private fun firstRecord() {
        Paired("the first record of 100,000 from a path, from opening on", turns, repeats = 50)
            .way("blocking") { BlockingMarcReader.open(path).use { if (it.read() == null) 0 else 1 } }
            .way("records()") { runBlocking { MarcReader.open(path).records().first().run { 1 } } }
            .way("mapParallel, 2 workers") {
                runBlocking { MarcReader.open(path).mapParallel(2) { it.title }.first().run { 1 } }
            }
            .print()
    }

    private class Opening(val blocking: () -> BlockingMarcReader, val flow: () -> MarcReader)

    private fun inputs(): Map<String, Opening> = mapOf(
        "memory" to Opening({ BlockingMarcReader.open(bytes) }, { MarcReader.open(bytes) }),
        "path" to Opening({ BlockingMarcReader.open(path) }, { MarcReader.open(path) }),
    )

    private fun blocking(reader: BlockingMarcReader): Long {
        var records = 0L
        var sum = 0
        reader.use {
            for (record in it) {
                sum += extracted(record)
                records++
            }
        }
        last = sum
        return records
    }

    private fun blockingParallel(reader: BlockingMarcReader, workers: Int): Long {
        var records = 0L
        var sum = 0
        val options = ParallelOptions.builder().workers(workers).build()
        reader.mapParallel(Function<Record, Int>(::extracted), options).use {
            for (extracted in it) {
                sum += extracted
                records++
            }
        }
        last = sum
        return records
    }

    private fun plain(reader: MarcReader): Long = collected(reader.records().map { extracted(it) })

    private fun parallel(reader: MarcReader, workers: Int): Long =
        collected(reader.mapParallel(workers) { extracted(it) })

    private fun ofFlow(reader: MarcReader, workers: Int): Long =
        collected(reader.records().mapParallel(workers) { extracted(it) })

    private fun collected(results: Flow<Int>): Long {
        var records = 0L
        var sum = 0
        // Of a few records the way to another thread would be all that shows.
        runBlocking(if (isShort) EmptyCoroutineContext else Dispatchers.Default) {
            results.collect {
                sum += it
                records++
            }
        }
        last = sum
        return records
    }

    private fun twice(run: () -> Long): Long {
        val counts = LongArray(2)
        List(2) { thread { counts[it] = run() } }.forEach(Thread::join)
        return counts.sum()
    }

    // Kept, so that the compiler cannot find out that nobody wants it.
    @Volatile
    private var last = 0

    private companion object {
        val WORKERS = listOf(1, 2)

        /** Makes strings of the title and of the value of every field, and returns how long they are together. */
        fun extracted(record: Record): Int {
            var length = record.title?.length ?: 0
            for (field in record.fields) length += field.value.length
            return length
        }
    }
}
