// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.DataField
import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import java.nio.file.Files
import java.nio.file.Path
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
import kotlinx.benchmark.TearDown
import kotlinx.benchmark.Warmup
import kotlinx.coroutines.runBlocking
import kotlinx.io.Buffer

/**
 * Reads one input a call: by the blocking reader, which does everything in one thread, by a flow and by workers, with
 * and without making a string of each subfield.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(BenchmarkTimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class PipelineBenchmark {
    /** Where the records come from. */
    @Param("PATH", "MEMORY", "INPUT_STREAM", "SOURCE")
    public var input: String = ""

    /** How many records there are. */
    @Param("10", "10000")
    public var records: Int = 0

    private var bytes = ByteArray(0)
    private var path = Path.of("")

    /** Makes the records. */
    @Setup
    public fun makeInput() {
        bytes = Catalogue.ordinary().toByteArray(records)
        path = Files.write(Files.createTempFile("benchmark", ".mrc"), bytes)
    }

    /** Deletes the file. */
    @TearDown
    public fun deleteFile() {
        Files.delete(path)
    }

    /** Reads in the calling thread. */
    @Benchmark
    public fun blocking(blackhole: Blackhole): Unit =
        openBlocking().use { for (record in it) blackhole.consume(record) }

    /** Reads and extracts in the calling thread. */
    @Benchmark
    public fun blockingExtract(blackhole: Blackhole): Unit = openBlocking().use {
        for (record in it) blackhole.consume(subfieldsOf(record))
    }

    /** Collects the flow. */
    @Benchmark
    public fun flow(blackhole: Blackhole): Unit = runBlocking { open().records().collect { blackhole.consume(it) } }

    /** Collects the flow, and extracts in the collector. */
    @Benchmark
    public fun flowExtract(blackhole: Blackhole): Unit = runBlocking {
        open().records().collect { blackhole.consume(subfieldsOf(it)) }
    }

    /** Extracts by two workers. */
    @Benchmark
    public fun twoWorkersExtract(blackhole: Blackhole): Unit = runBlocking {
        open().mapParallel(2, ::subfieldsOf).collect { blackhole.consume(it) }
    }

    private fun open(): MarcReader = when (input) {
        "PATH" -> MarcReader.open(path)
        "MEMORY" -> MarcReader.open(bytes)
        "INPUT_STREAM" -> MarcReader.open(bytes.inputStream())
        else -> MarcReader.open(Buffer().apply { write(bytes) })
    }

    private fun openBlocking(): BlockingMarcReader = when (input) {
        "PATH" -> BlockingMarcReader.open(path)
        "MEMORY" -> BlockingMarcReader.open(bytes)
        "INPUT_STREAM" -> BlockingMarcReader.open(bytes.inputStream())
        else -> BlockingMarcReader.open(Buffer().apply { write(bytes) })
    }

    private companion object {
        fun subfieldsOf(record: Record): Int {
            var length = 0
            for (field in record.fields) {
                if (field is DataField) for (subfield in field.subfields) length += subfield.value.length
            }
            return length
        }
    }
}
