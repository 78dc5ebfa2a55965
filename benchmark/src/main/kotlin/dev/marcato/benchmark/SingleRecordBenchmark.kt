// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.MarcFormat
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import java.io.OutputStream
import kotlinx.benchmark.Benchmark
import kotlinx.benchmark.BenchmarkMode
import kotlinx.benchmark.BenchmarkTimeUnit
import kotlinx.benchmark.Blackhole
import kotlinx.benchmark.Measurement
import kotlinx.benchmark.Mode
import kotlinx.benchmark.OutputTimeUnit
import kotlinx.benchmark.Param
import kotlinx.benchmark.Scope
import kotlinx.benchmark.Setup
import kotlinx.benchmark.State
import kotlinx.benchmark.Warmup

/** Parses and writes a thousand records of 1.1 kB one by one, beside one reader and one writer for all of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class SingleRecordBenchmark {
    /** The format of the records. */
    @Param("ISO_2709", "JSON_LINES", "XML")
    public var format: String = ""

    /** Whether the records that are written are as they were read, or edited, so that they have to be laid out anew. */
    @Param("read", "edited")
    public var records: String = ""

    private var options = WriteOptions.DEFAULT
    private var file = ByteArray(0)
    private var pieces: List<ByteArray> = emptyList()
    private var toWrite: List<Record> = emptyList()

    /** Makes the records, and their bytes. */
    @Setup
    public fun makeRecords() {
        val marcFormat = MarcFormat.valueOf(format)
        options = WriteOptions { format = marcFormat }
        val read = BlockingMarcReader.open(Fixtures.bytes(Fixture.RECORDS_1K)).use { it.stream().toList() }
        file = BlockingMarcWriter.toByteArray(read, options)
        pieces = read.map { it.toBytes(options) }
        toWrite =
            if (records == "read") read else read.map { it.edit { editFields("245") { set('a', "Another title /") } } }
    }

    /** Parses each record by itself. */
    @Benchmark
    public fun parse(blackhole: Blackhole) {
        for (bytes in pieces) blackhole.consume(Record.parse(bytes))
    }

    /** Reads them all with one reader. */
    @Benchmark
    public fun reader(blackhole: Blackhole) {
        for (record in BlockingMarcReader.open(file)) blackhole.consume(record)
    }

    /** Writes each record by itself. */
    @Benchmark
    public fun toBytes(blackhole: Blackhole) {
        for (record in toWrite) blackhole.consume(record.toBytes(options))
    }

    /** Writes them all with one writer; the stream drops them. */
    @Benchmark
    public fun writer() {
        BlockingMarcWriter.open(OutputStream.nullOutputStream(), options).use { toWrite.forEach(it::write) }
    }
}
