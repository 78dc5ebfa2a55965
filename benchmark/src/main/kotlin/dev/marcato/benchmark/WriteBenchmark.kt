// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Catalogue
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.benchmark.Benchmark
import kotlinx.benchmark.BenchmarkMode
import kotlinx.benchmark.BenchmarkTimeUnit
import kotlinx.benchmark.Measurement
import kotlinx.benchmark.Mode
import kotlinx.benchmark.OutputTimeUnit
import kotlinx.benchmark.Param
import kotlinx.benchmark.Scope
import kotlinx.benchmark.Setup
import kotlinx.benchmark.State
import kotlinx.benchmark.TearDown
import kotlinx.benchmark.Warmup
import org.marc4j.MarcStreamWriter

/** Writes records of 1.1 kB that are in memory with the blocking writer, all of them a call, to every kind of target. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class WriteBenchmark {
    /** Whether the records are as they were read, or edited, so that they have to be laid out anew. */
    @Param("read", "edited")
    public var records: String = ""

    /** How many records there are. */
    @Param("1000")
    public var count: Int = 0

    private var ours: List<Record> = emptyList()
    private var theirs: List<org.marc4j.marc.Record> = emptyList()
    private var path = Path.of("")

    /** Makes the records. */
    @Setup
    public fun makeRecords() {
        val bytes = Catalogue.ordinary().toByteArray(count)
        val read = BlockingMarcReader.open(bytes).iterator().asSequence().toList()
        ours =
            if (records == "read") read else read.map { it.edit { editFields("245") { set('a', "Another title /") } } }
        theirs = ArrayList<org.marc4j.marc.Record>().apply { forEachMarc4jRecord(bytes.inputStream()) { add(it) } }
        path = Files.createTempFile("benchmark", ".mrc")
    }

    /** Deletes the file. */
    @TearDown
    public fun deleteFile() {
        Files.delete(path)
    }

    /** To a path, whose file is replaced. */
    @Benchmark
    public fun toPath(): Unit = BlockingMarcWriter.open(path).use { it.writeAll(ours) }

    /** To an `OutputStream` of a file. */
    @Benchmark
    public fun toStream(): Unit = Files.newOutputStream(path).use { stream ->
        BlockingMarcWriter.open(stream).use { it.writeAll(ours) }
    }

    /** To memory. */
    @Benchmark
    public fun toMemory(): ByteArray = BlockingMarcWriter.toByteArray(ours)

    /** To a stream that drops everything. */
    @Benchmark
    public fun dropped(): Unit = BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { it.writeAll(ours) }

    /** The same by marc4j. */
    @Benchmark
    public fun droppedByMarc4j() {
        MarcStreamWriter(OutputStream.nullOutputStream(), "UTF-8").apply { theirs.forEach(::write) }.close()
    }
}
