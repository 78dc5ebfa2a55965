// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.ParallelOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.validation.Profile
import dev.marcato.validation.Validator
import kotlinx.benchmark.Benchmark
import kotlinx.benchmark.BenchmarkMode
import kotlinx.benchmark.BenchmarkTimeUnit
import kotlinx.benchmark.Measurement
import kotlinx.benchmark.Mode
import kotlinx.benchmark.OutputTimeUnit
import kotlinx.benchmark.Scope
import kotlinx.benchmark.Setup
import kotlinx.benchmark.State
import kotlinx.benchmark.Warmup

/** Reads a hundred thousand records in memory a call, and validates them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(BenchmarkTimeUnit.MILLISECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 8)
public open class ValidationBenchmark {
    private var bytes = ByteArray(0)
    private val validator = Validator.marc21()

    // What Avram calls an invalid record: the rules of the schema, and no others.
    private val bySchema = Validator.marc21(Profile { off("all").on("invalidRecord") })

    /** Makes the records. */
    @Setup
    public fun makeRecords() {
        bytes = Fixtures.bytes(Fixture.RECORDS_100K)
    }

    /** To compare with. */
    @Benchmark
    public fun read(): Int = BlockingMarcReader.open(bytes).use { reader ->
        var count = 0
        for (record in reader) count += record.leaderAt(5).code
        count
    }

    /** By all rules that are on by default. */
    @Benchmark
    public fun validate(): Int = validateBy(validator)

    /** By the rules of the schema alone. */
    @Benchmark
    public fun validateBySchema(): Int = validateBy(bySchema)

    private fun validateBy(validator: Validator): Int = BlockingMarcReader.open(bytes).use { reader ->
        var count = 0
        for (record in reader) count += validator.validate(record).size
        count
    }

    @Benchmark
    public fun validateByOneWorker(): Int = validateBy(1)

    @Benchmark
    public fun validateByTwoWorkers(): Int = validateBy(2)

    private fun validateBy(workers: Int): Int = BlockingMarcReader.open(bytes).use { reader ->
        validator.validate(reader, ParallelOptions { this.workers = workers }).use { results ->
            var count = 0
            results.forEach { count += it.findings.size }
            count
        }
    }
}
