// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import dev.marcato.Record
import dev.marcato.RecordBatch
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.writeTo
import java.io.OutputStream
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import java.util.concurrent.Future
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.runBlocking

/** Writes [records], which were read before, in one way or another; each returns their number. */
internal class WritePasses(private val records: List<Record>, scratch: Path) {
    private val out = Files.createTempDirectory(Files.createDirectories(scratch), "written").resolve("out.mrc")
    private val bytes by lazy { BlockingMarcWriter.toByteArray(records) }
    private val edited by lazy {
        records.map { record -> record.edit { editFields("245") { set('a', "Another title /") } } }
    }

    init {
        out.toFile().deleteOnExit()
        out.parent.toFile().deleteOnExit()
    }

    /** By the blocking writer, to a new file that replaces the one before. */
    fun path(): Long = BlockingMarcWriter.open(out).use { it.writeAll(records) }.let { records.size.toLong() }

    /** What the system takes to write as many bytes to a new file that replaces the one before. */
    fun readyBytes(): Long {
        val sibling = out.resolveSibling("ready.part")
        FileChannel.open(sibling, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW).use { channel ->
            for (start in bytes.indices step READY_BLOCK) {
                val block = ByteBuffer.wrap(bytes, start, minOf(READY_BLOCK, bytes.size - start))
                while (block.hasRemaining()) channel.write(block)
            }
        }
        Files.move(sibling, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        return records.size.toLong()
    }

    fun flowToPath(): Long = runBlocking(Dispatchers.Default) { records.asFlow().writeTo(out).records }

    fun flow(): Long = encoders(1, records)

    /** By the blocking writer, to a stream that drops everything. */
    fun dropped(): Long = dropping { it.writeAll(records) }

    /** The same, one record at a time. */
    fun oneByOne(): Long = dropping { records.forEach(it::write) }

    /** Edited records by a flow that encodes with so many workers. */
    fun encoders(count: Int): Long = encoders(count, edited)

    /** Edited records by batches of the blocking writer, filled by so many threads. */
    fun batches(threads: Int): Long {
        val pool = Executors.newFixedThreadPool(threads)
        try {
            return dropping { writer -> fill(pool::submit, writer, threads + 1) }
        } finally {
            pool.shutdownNow()
        }
    }

    private fun fill(submit: (Callable<RecordBatch>) -> Future<RecordBatch>, writer: BlockingMarcWriter, most: Int) {
        val free = ConcurrentLinkedQueue<RecordBatch>()
        val ahead = ArrayDeque<Future<RecordBatch>>()
        for (part in edited.chunked(BATCH)) {
            ahead += submit(Callable { (free.poll() ?: writer.newBatch()).also { part.forEach(it::write) } })
            if (ahead.size > most) free += ahead.removeFirst().get().also(writer::write)
        }
        for (rest in ahead) writer.write(rest.get())
    }

    private fun encoders(count: Int, records: List<Record>): Long = runBlocking(Dispatchers.Default) {
        records.asFlow().writeTo(OutputStream.nullOutputStream()) { parallelism = count }.records
    }

    private inline fun dropping(write: (BlockingMarcWriter) -> Unit): Long {
        BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { write(it) }
        return records.size.toLong()
    }

    private companion object {
        /** As much as the writer hands over at once. */
        const val READY_BLOCK = 110_000
        const val BATCH = 500
    }
}
