// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.schema.fixed
import dev.marcato.testing.Catalogue
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

/** Looks at field 008 of a thousand records in memory a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class FixedFieldsBenchmark {
    private var records = emptyList<Record>()

    /** Makes the records. */
    @Setup
    public fun makeRecords() {
        val bytes = Catalogue.ordinary().toByteArray(RECORDS)
        records = BlockingMarcReader.open(bytes).use { it.stream().toList() }
    }

    @Benchmark
    public fun view(): Int {
        var count = 0
        for (record in records) if (record.fixed.isLengthRight) count++
        return count
    }

    @Benchmark
    public fun threeElements(): Int {
        var count = 0
        for (record in records) {
            val fixed = record.fixed
            if (fixed.language?.code?.label == "English") count++
            if (fixed.literaryForm?.isKnown == true) count++
            if (fixed.audience?.isObsolete == true) count++
        }
        return count
    }

    /** The same without a schema, and without knowing what the characters mean. */
    @Benchmark
    public fun charactersByHand(): Int {
        var count = 0
        for (record in records) {
            val field = record["008"] ?: continue
            if (field.at(35, 37) == "eng") count++
            if (field.at(33, 33) == "1") count++
        }
        return count
    }

    private companion object {
        const val RECORDS = 1000
    }
}
