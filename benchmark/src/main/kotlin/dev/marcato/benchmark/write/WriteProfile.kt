// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.write

import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.RecordBatch
import dev.marcato.WritePhases
import dev.marcato.WriteReport
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.toByteArray
import dev.marcato.writeTo
import java.io.OutputStream
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.util.Locale
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import java.util.concurrent.Future
import kotlin.concurrent.thread
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking

private const val ROUNDS = 9

/** As much as the writer hands over at once. */
private const val READY_BLOCK = 110_000

/**
 * Tells where the time of writing goes: the targets side by side, the phases, several writers at once, and encoding by
 * several workers. Started by `benchmark/write`; the first argument is a folder for what it makes, the others are the
 * parts to be run, all of them if there are none.
 */
internal fun main(args: Array<String>) {
    WriteProfile(Path.of(args[0])).run(args.drop(1))
}

internal class WriteProfile(private val folder: Path) {
    private val out = Files.createDirectories(folder.resolve("written")).resolve("out.mrc")

    fun run(wanted: List<String>) {
        val records = records(Fixture.RECORDS_100K)
        val parts = linkedMapOf(
            "targets" to { targets(listOf(records.take(1_000), records.take(10_000), records)) },
            "both" to ::readAndWritten,
            "phases" to { phases(records) },
            "shells" to { shells(records) },
            "writers" to { severalWriters(records) },
            "workers" to { workers(records.take(40_000)) },
        )
        require(parts.keys.containsAll(wanted)) { "The parts are ${parts.keys.joinToString()}, not $wanted" }
        for ((name, part) in parts) if (wanted.isEmpty() || name in wanted) part()
    }

    private fun records(fixture: Fixture): List<Record> =
        BlockingMarcReader.open(Fixtures.file(folder.resolve("fixtures"), fixture)).use {
            it.iterator().asSequence().toList()
        }

    private fun targets(sizes: List<List<Record>>) {
        println("targets, blocking writer, unedited records from memory")
        println("(ready bytes: what the system takes to write as many to a new file that replaces another)")
        for (records in sizes) {
            val bytes = BlockingMarcWriter.toByteArray(records)
            val repeats = maxOf(1, 20_000 / records.size)
            val ways = linkedMapOf<String, () -> Unit>(
                "path" to { BlockingMarcWriter.open(out).use { it.writeAll(records) } },
                "memory" to { BlockingMarcWriter.toByteArray(records) },
                "stream" to {
                    Files.newOutputStream(out).use { stream ->
                        BlockingMarcWriter.open(stream).use { it.writeAll(records) }
                    }
                },
                "dropped" to { BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { it.writeAll(records) } },
                "ready bytes" to { replaceBy(bytes) },
            )
            side(
                records.size.toLong() * repeats,
                bytesOf(records) * repeats,
                ways.mapValues { (_, way) ->
                    { repeat(repeats) { way() } }
                },
            )
        }
    }

    private fun replaceBy(bytes: ByteArray) {
        val sibling = out.resolveSibling("ready.part")
        FileChannel.open(sibling, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW).use { channel ->
            for (start in bytes.indices step READY_BLOCK) {
                val block = ByteBuffer.wrap(bytes, start, minOf(READY_BLOCK, bytes.size - start))
                while (block.hasRemaining()) channel.write(block)
            }
        }
        Files.move(sibling, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
    }

    private fun readAndWritten() {
        val input = Fixtures.file(folder.resolve("fixtures"), Fixture.RECORDS_100K)
        for ((name, edit) in mapOf<String, (Record) -> Record>("as they are" to { it }, "edited" to ::edited)) {
            println("100,000 records read from a path, $name, and written")
            val ways = linkedMapOf<String, () -> Unit>(
                "memory" to {
                    BlockingMarcReader.open(input).use { BlockingMarcWriter.toByteArray(it.each(edit)) }
                },
                "path" to {
                    BlockingMarcReader.open(input).use { reader ->
                        BlockingMarcWriter.open(out).use { it.writeAll(reader.each(edit)) }
                    }
                },
                "flow, memory" to {
                    runBlocking(Dispatchers.Default) { MarcReader.open(input).records().map(edit).toByteArray() }
                },
                "flow, path" to {
                    runBlocking(Dispatchers.Default) { MarcReader.open(input).records().map(edit).writeTo(out) }
                },
            )
            side(100_000, Files.size(input), ways)
        }
    }

    private fun BlockingMarcReader.each(edit: (Record) -> Record): Iterable<Record> =
        iterator().asSequence().map(edit).asIterable()

    private fun phases(records: List<Record>) {
        println("phases of writing 100,000 records to a path: reading and writing at once, each phase by itself")
        val input = Fixtures.file(folder.resolve("fixtures"), Fixture.RECORDS_100K)
        val ways = linkedMapOf<String, () -> WriteReport>(
            "blocking, read and written" to {
                val writer = BlockingMarcWriter.open(out)
                BlockingMarcReader.open(input).use { reader -> writer.use { it.writeAll(reader) } }
                writer.report
            },
            "blocking, read, edited and written" to {
                val writer = BlockingMarcWriter.open(out)
                BlockingMarcReader.open(input).use { reader ->
                    writer.use { it.writeAll(reader.stream().map(::edited)) }
                }
                writer.report
            },
            "flow, from memory" to { runBlocking { records.asFlow().writeTo(out) } },
            "flow, edited, from memory" to { runBlocking { records.asFlow().map(::edited).writeTo(out) } },
        )
        for ((name, way) in ways) {
            repeat(3) { way() }
            val report = way()
            println("  %-36s %s".format(Locale.ROOT, name, shares(report.phases)))
        }
    }

    private fun shells(records: List<Record>) {
        println("shells, to a stream that drops what it gets")
        for ((name, list) in listOf("unedited" to records, "edited" to records.take(40_000).map(::edited))) {
            println("  $name")
            val ways = linkedMapOf<String, () -> Unit>(
                "one by one" to
                    { BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { list.forEach(it::write) } },
                "all at once" to { BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { it.writeAll(list) } },
                "flow" to
                    { runBlocking(Dispatchers.Default) { list.asFlow().writeTo(OutputStream.nullOutputStream()) } },
            )
            side(list.size.toLong(), bytesOf(list), ways)
        }
    }

    private fun severalWriters(records: List<Record>) {
        println("writers at once, each 100,000 records to a path of its own: total throughput")
        val ways = listOf(1, 2, 4).associate { count ->
            "$count" to {
                val threads = (1..count).map { number ->
                    thread { BlockingMarcWriter.open(out.resolveSibling("$number.mrc")).use { it.writeAll(records) } }
                }
                threads.forEach(Thread::join)
            }
        }
        val base = medianSeconds(ways)
        for ((name, seconds) in base) {
            val total = name.toInt() * records.size / seconds
            val alone = records.size / base.getValue("1")
            println("  %-12s %,12.0f records/s  %5.2f x one".format(Locale.ROOT, name, total, total / alone))
        }
    }

    private fun workers(records: List<Record>) {
        val edited = records.map(::edited)
        println("encoding 40,000 edited records with 1 and 2 workers, to memory and to nowhere")
        val ways = linkedMapOf<String, () -> Unit>()
        for (count in listOf(1, 2)) {
            ways["$count, dropped"] = {
                runBlocking(Dispatchers.Default) {
                    edited.asFlow().writeTo(OutputStream.nullOutputStream()) { parallelism = count }
                }
            }
            ways["$count, memory"] =
                { runBlocking(Dispatchers.Default) { edited.asFlow().toByteArray { parallelism = count } } }
        }
        side(edited.size.toLong(), bytesOf(edited), ways)
        println("the same in batches that 1 and 2 threads fill, each encoding; then each editing and encoding")
        side(
            edited.size.toLong(),
            bytesOf(edited),
            listOf(1, 2).associate {
                "$it" to { inBatches(edited, it) { it } }
            },
        )
        side(
            edited.size.toLong(),
            bytesOf(edited),
            listOf(1, 2).associate {
                "$it" to
                    { inBatches(records, it, ::edited) }
            },
        )
    }

    private fun inBatches(records: List<Record>, threads: Int, edit: (Record) -> Record) {
        val pool = Executors.newFixedThreadPool(threads)
        try {
            BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { writer ->
                val free = ConcurrentLinkedQueue<RecordBatch>()
                val ahead = ArrayDeque<Future<RecordBatch>>()
                for (part in records.chunked(500)) {
                    ahead += pool.submit(
                        Callable {
                            (free.poll() ?: writer.newBatch()).also { for (each in part) it.write(edit(each)) }
                        },
                    )
                    if (ahead.size > threads + 1) free += ahead.removeFirst().get().also(writer::write)
                }
                for (rest in ahead) writer.write(rest.get())
            }
        } finally {
            pool.shutdownNow()
        }
    }

    /** Runs the ways in turns, so that a slow moment of the machine meets all of them. */
    private fun medianSeconds(ways: Map<String, () -> Unit>): Map<String, Double> {
        val seconds = ways.mapValues { ArrayList<Double>() }
        for (round in -3 until ROUNDS) {
            for ((name, way) in ways) {
                val begin = System.nanoTime()
                way()
                if (round >= 0) seconds.getValue(name).add((System.nanoTime() - begin) / 1e9)
            }
        }
        return seconds.mapValues { (_, all) -> all.sorted()[all.size / 2] }
    }

    private fun side(records: Long, bytes: Long, ways: Map<String, () -> Unit>) {
        val medians = medianSeconds(ways)
        val first = medians.values.first()
        for ((name, seconds) in medians) {
            val line = "  %-12s %,8d records %,12.0f records/s %,8.0f MB/s  %5.2f x the first"
            println(line.format(Locale.ROOT, name, records, records / seconds, bytes / seconds / 1e6, first / seconds))
        }
    }

    private fun bytesOf(records: List<Record>): Long =
        BlockingMarcWriter.open(OutputStream.nullOutputStream()).let { writer ->
            writer.use { it.writeAll(records) }
            writer.report.bytes
        }

    private fun shares(phases: WritePhases): String {
        val all = (phases.takeNanos + phases.serialiseNanos + phases.writeNanos).toDouble()
        fun share(nanos: Long) = "%3.0f %%".format(Locale.ROOT, 100 * nanos / all)
        return "take ${share(
            phases.takeNanos,
        )}, serialise ${share(phases.serialiseNanos)}, write ${share(phases.writeNanos)}; $phases"
    }

    private fun edited(record: Record): Record = record.edit { editFields("245") { set('a', "Another title /") } }
}
