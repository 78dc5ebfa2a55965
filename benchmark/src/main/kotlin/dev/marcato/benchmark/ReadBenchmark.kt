// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.blocking.BlockingMarcReader
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

/** Reads a file that is in memory, a file per call, and looks at no field. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class ReadBenchmark {
    /** The file: a thousand records of 1.1 kB or of 10 kB, so that records per second are a thousand times the score. */
    @Param("RECORDS_1K", "LARGE_1K")
    public var fixture: String = ""

    private var bytes = ByteArray(0)

    /** Makes the file. */
    @Setup
    public fun makeFile() {
        bytes = Fixtures.bytes(Fixture.valueOf(fixture))
    }

    /** Iterates over the blocking reader. */
    @Benchmark
    public fun marcato(blackhole: Blackhole) {
        for (record in BlockingMarcReader.open(bytes)) blackhole.consume(record)
    }

    /** Reads with marc4j. */
    @Benchmark
    public fun marc4j(blackhole: Blackhole) {
        forEachMarc4jRecord(bytes.inputStream()) { blackhole.consume(it) }
    }
}
