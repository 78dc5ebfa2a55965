// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.MarcFormat
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
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

/** Reads and writes MARCXML, MARC-in-JSON and mnemonic text in memory, a file per call, beside marc4j. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class FormatBenchmark {
    /** The format. */
    @Param("XML", "JSON_LINES", "MNEMONIC")
    public var format: String = ""

    private lateinit var passes: FormatPasses

    /** Makes a file of a thousand records of 1.1 kB, so that records per second are a thousand times the score. */
    @Setup
    public fun makeFile() {
        passes = FormatPasses(MarcFormat.valueOf(format), Fixtures.bytes(Fixture.RECORDS_1K))
    }

    /** Iterates over the blocking reader. */
    @Benchmark
    public fun read(blackhole: Blackhole): Long = passes.read(blackhole::consume)

    /** The same with the platform's XML parser; other formats as [read] does. */
    @Benchmark
    public fun readByPlatform(blackhole: Blackhole): Long = passes.readByPlatform(blackhole::consume)

    /** Reads with marc4j. */
    @Benchmark
    public fun readMarc4j(blackhole: Blackhole): Long = passes.readMarc4j(blackhole::consume)

    /** Gives the records to the blocking writer. */
    @Benchmark
    public fun write(): Long = passes.write()

    /** Writes with marc4j. */
    @Benchmark
    public fun writeMarc4j(): Long = passes.writeMarc4j()
}
