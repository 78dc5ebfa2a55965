// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.toByteArray
import dev.marcato.writeTo
import java.io.OutputStream
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
import kotlinx.benchmark.Warmup
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.runBlocking
import org.marc4j.MarcStreamWriter

/** Writes records that are in memory, a file per call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class WriteBenchmark {
    /** Whether the records are as they were read, or edited, so that they have to be laid out anew. */
    @Param("read", "edited")
    public var records: String = ""

    private var ours: List<Record> = emptyList()
    private var theirs: List<org.marc4j.marc.Record> = emptyList()

    /** Makes a thousand records of 1.1 kB, so that records per second are a thousand times the score. */
    @Setup
    public fun makeRecords() {
        val bytes = Fixtures.bytes(Fixture.RECORDS_1K)
        val read = BlockingMarcReader.open(bytes).iterator().asSequence().toList()
        ours =
            if (records == "read") read else read.map { it.edit { editFields("245") { set('a', "Another title /") } } }
        theirs = ArrayList<org.marc4j.marc.Record>().apply { forEachMarc4jRecord(bytes.inputStream()) { add(it) } }
    }

    /** Gives them to the blocking writer one by one; the stream drops them. */
    @Benchmark
    public fun blockingOneByOne() {
        BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { ours.forEach(it::write) }
    }

    /** Gives them to the blocking writer all at once; the stream drops them. */
    @Benchmark
    public fun blockingAll() {
        BlockingMarcWriter.open(OutputStream.nullOutputStream()).use { it.writeAll(ours) }
    }

    /** Writes them as a flow; the stream drops them. */
    @Benchmark
    public fun flow(): Long = runBlocking { ours.asFlow().writeTo(OutputStream.nullOutputStream()).records }

    /** Writes them to memory. */
    @Benchmark
    public fun toMemory(): ByteArray = runBlocking { ours.asFlow().toByteArray() }

    /** Writes with marc4j. */
    @Benchmark
    public fun marc4j() {
        MarcStreamWriter(OutputStream.nullOutputStream(), "UTF-8").apply { theirs.forEach(::write) }.close()
    }
}
