// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.PathSet
import dev.marcato.testing.Catalogue
import kotlinx.benchmark.Benchmark
import kotlinx.benchmark.BenchmarkMode
import kotlinx.benchmark.BenchmarkTimeUnit
import kotlinx.benchmark.Blackhole
import kotlinx.benchmark.Measurement
import kotlinx.benchmark.Mode
import kotlinx.benchmark.OutputTimeUnit
import kotlinx.benchmark.Scope
import kotlinx.benchmark.Setup
import kotlinx.benchmark.State
import kotlinx.benchmark.Warmup

/** Looks at a thousand records in memory a call, by paths and by hand; [parse] parses twenty paths a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class PathBenchmark {
    private var records = emptyList<Record>()
    private val title = MarcPath.of("245\$a")
    private val isMissing = MarcCondition.of("245\$a = \"no such title\"")
    private val isIn = MarcCondition.of("008/35-37 in (eng, fre) and 650\$a ~ \"whale\"t")
    private val twenty = PathSet.of(TWENTY)
    private val texts = TWENTY.split(", ")

    /** Makes the records. */
    @Setup
    public fun makeRecords() {
        val bytes = Catalogue.ordinary().toByteArray(RECORDS)
        records = BlockingMarcReader.open(bytes).use { it.stream().toList() }
    }

    @Benchmark
    public fun valuesByPath(blackhole: Blackhole) {
        for (record in records) blackhole.consume(title.values(record))
    }

    @Benchmark
    public fun valuesByHand(blackhole: Blackhole) {
        for (record in records) blackhole.consume(record.values("245", "a"))
    }

    @Benchmark
    public fun existenceByPath(): Int {
        var count = 0
        for (record in records) if (title.matches(record)) count++
        return count
    }

    @Benchmark
    public fun existenceByHand(): Int {
        var count = 0
        for (record in records) if (record.fields("245").any { it['a'] != null }) count++
        return count
    }

    @Benchmark
    public fun comparisonByPath(): Int {
        var count = 0
        for (record in records) if (isMissing.test(record)) count++
        return count
    }

    @Benchmark
    public fun comparisonByHand(): Int {
        var count = 0
        for (record in records) if ("no such title" in record.values("245", "a")) count++
        return count
    }

    /** A list of codes, and a search in all subjects. */
    @Benchmark
    public fun twoComparisonsByPath(): Int {
        var count = 0
        for (record in records) if (isIn.test(record)) count++
        return count
    }

    @Benchmark
    public fun twentyByPath(blackhole: Blackhole) {
        for (record in records) blackhole.consume(twenty.values(record))
    }

    @Benchmark
    public fun twentyByHand(blackhole: Blackhole) {
        for (record in records) {
            blackhole.consume(record.leader[6])
            blackhole.consume(record.controlNumber)
            blackhole.consume(record["008"]?.at(7, 10))
            blackhole.consume(record["008"]?.at(35, 37))
            for (at in BY_HAND.indices step 2) blackhole.consume(record.values(BY_HAND[at], BY_HAND[at + 1]))
        }
    }

    @Benchmark
    public fun parse(blackhole: Blackhole) {
        for (text in texts) blackhole.consume(MarcPath.of(text))
    }

    private companion object {
        const val RECORDS = 1_000
        const val TWENTY = "LDR/06, 001, 008/07-10, 008/35-37, 010\$a, 020\$a, 022\$a, 040\$a, 050\$a\$b, 082\$a, " +
            "100\$a, 245\$a, 245\$b, 245\$c, 250\$a, 260\$b, 300\$a, 500\$a, 650\$a, 700\$a"
        val BY_HAND = arrayOf(
            "010", "a", "020", "a", "022", "a", "040", "a", "050", "ab", "082", "a", "100", "a", "245", "a",
            "245", "b", "245", "c", "250", "a", "260", "b", "300", "a", "500", "a", "650", "a", "700", "a",
        )
    }
}
