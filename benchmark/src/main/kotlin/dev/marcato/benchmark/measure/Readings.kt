// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import java.io.FileInputStream
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import kotlin.concurrent.thread
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking
import kotlinx.io.asSource
import kotlinx.io.buffered

/** As what a file is given to the library. */
internal enum class InputKind(val id: String) {
    /** The library opens the file. */
    PATH("path"),

    /** A byte array with all of the file. */
    MEMORY("memory"),

    /** An input stream of the file. */
    INPUT_STREAM("input-stream"),

    /** A kotlinx-io source of the file. */
    SOURCE("source"),
}

/** Ways to read a file once from its start to its end; each returns the number of records. */
internal class Readings(
    private val path: Path,
    private val kind: InputKind,
    private val options: ReadOptions = ReadOptions.DEFAULT,
) {
    private val all: ByteArray by lazy { Files.readAllBytes(path) }

    // Kept, so that the compiler cannot find out that nobody wants it.
    @Volatile
    private var last: Any? = null

    /** Reads all bytes and makes no record; returns their number. */
    fun bytesAlone(): Long {
        val chunk = ByteArray(options.chunkSize)
        return when (kind) {
            InputKind.MEMORY -> all.size.toLong()
            InputKind.PATH -> Files.newByteChannel(path).use { sum { it.read(ByteBuffer.wrap(chunk)) } }
            InputKind.INPUT_STREAM -> stream().use { sum { it.read(chunk) } }
            InputKind.SOURCE -> stream().asSource().buffered().use { sum { it.readAtMostTo(chunk) } }
        }
    }

    /** Makes records in this thread. */
    fun read(): Long = blocking { last = it }

    /** Makes records, and a string of every subfield, in this thread. */
    fun extract(): Long = forEach {}

    /** The same, and calls [then] after each record. */
    fun forEach(then: () -> Unit): Long = blocking {
        last = extracted(it)
        then()
    }

    /** Makes records that the collector of a flow drops. */
    fun flow(): Long = collected { it.records().map { 0 } }

    /** Makes strings of every subfield by the collector of a flow. */
    fun flowExtract(): Long = collected { it.records().map { record -> extracted(record) } }

    /** The same by workers. */
    fun parallel(workers: Int): Long = collected { it.mapParallel(workers) { record -> extracted(record) } }

    /** The same by readers that share nothing, a thread and a file each; returns the records of all together. */
    fun independent(readers: Int): Long {
        val records = LongArray(readers)
        List(readers) { thread { records[it] = extract() } }.forEach(Thread::join)
        return records.sum()
    }

    private inline fun blocking(crossinline use: (Record) -> Unit): Long = opened { reader ->
        var records = 0L
        for (record in reader) {
            use(record)
            records++
        }
        records
    }

    private fun opened(use: (BlockingMarcReader) -> Long): Long = when (kind) {
        InputKind.PATH -> BlockingMarcReader.open(path, options).use(use)
        InputKind.MEMORY -> BlockingMarcReader.open(all, options).use(use)
        InputKind.INPUT_STREAM -> stream().use { stream -> BlockingMarcReader.open(stream, options).use(use) }
        InputKind.SOURCE -> stream().asSource().use { source -> BlockingMarcReader.open(source, options).use(use) }
    }

    private fun collected(results: (MarcReader) -> Flow<Int>): Long = when (kind) {
        InputKind.PATH -> collect(results(MarcReader.open(path, options)))
        InputKind.MEMORY -> collect(results(MarcReader.open(all, options)))
        InputKind.INPUT_STREAM -> stream().use { collect(results(MarcReader.open(it, options))) }
        InputKind.SOURCE -> stream().asSource().use { collect(results(MarcReader.open(it, options))) }
    }

    private fun collect(results: Flow<Int>): Long {
        var records = 0L
        var sum = 0
        runBlocking(Dispatchers.Default) {
            results.collect {
                sum += it
                records++
            }
        }
        last = sum
        return records
    }

    private inline fun sum(read: () -> Int): Long {
        var bytes = 0L
        while (true) {
            val count = read()
            if (count < 0) return bytes
            bytes += count
        }
    }

    private fun stream(): InputStream = FileInputStream(path.toFile())

    companion object {
        /** Makes a string of every value of a record, and returns how long they are together. */
        fun extracted(record: Record): Int {
            var length = 0
            for (field in record.fields) {
                when (field) {
                    is ControlField -> length += field.value.length
                    is DataField -> for (subfield in field.subfields) length += subfield.value.length
                }
            }
            return length
        }
    }
}
