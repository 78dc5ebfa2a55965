// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.benchmark.measure.InputKind
import dev.marcato.benchmark.measure.Readings
import dev.marcato.testing.Catalogue
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

    private var path = Path.of("")
    private lateinit var readings: Readings

    /** Makes the records. */
    @Setup
    public fun makeInput() {
        path = Files.write(Files.createTempFile("benchmark", ".mrc"), Catalogue.ordinary().toByteArray(records))
        readings = Readings(path, InputKind.valueOf(input))
    }

    /** Deletes the file. */
    @TearDown
    public fun deleteFile() {
        Files.delete(path)
    }

    /** Reads in the calling thread. */
    @Benchmark
    public fun blocking(): Long = readings.read()

    /** Reads and extracts in the calling thread. */
    @Benchmark
    public fun blockingExtract(): Long = readings.extract()

    /** Collects the flow. */
    @Benchmark
    public fun flow(): Long = readings.flow()

    /** Collects the flow, and extracts in the collector. */
    @Benchmark
    public fun flowExtract(): Long = readings.flowExtract()

    /** Extracts by two workers. */
    @Benchmark
    public fun twoWorkersExtract(): Long = readings.parallel(2)
}
