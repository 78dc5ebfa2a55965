// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.Field
import dev.marcato.blocking.BlockingMarcReader
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

/** Makes strings of the fields of a thousand records a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class ExtractBenchmark {
    private var bytes = ByteArray(0)
    private var texts = emptyList<ReadyTexts>()

    /** Makes the records. */
    @Setup
    public fun makeRecords() {
        bytes = Catalogue.ordinary().toByteArray(RECORDS)
        texts =
            BlockingMarcReader.open(bytes).use { it.stream().toList() }.map { ReadyTexts(it.fields.map(Field::value)) }
    }

    /** Makes the strings of [readingAndEveryField] of texts that stand ready: what no way of extracting can save. */
    @Benchmark
    public fun stringsAlone(blackhole: Blackhole) {
        for (ready in texts) ready.forEach(blackhole::consume)
    }

    /** Reads, and asks for the value of every field. */
    @Benchmark
    public fun readingAndEveryField(blackhole: Blackhole) {
        for (record in BlockingMarcReader.open(bytes)) for (field in record.fields) blackhole.consume(field.value)
    }

    /** The texts of a record, one behind the other, with nothing to look for. */
    private class ReadyTexts(values: List<String>) {
        private val bytes = values.joinToString("").toByteArray()
        private val ends = values.runningFold(0) { end, value -> end + value.toByteArray().size }.drop(1).toIntArray()
        private val charsets = values.map { value ->
            // The cheapest for each, known before; the library knows it of a record as a whole.
            if (value.all { it.code < 0x80 }) Charsets.ISO_8859_1 else Charsets.UTF_8
        }.toTypedArray()

        inline fun forEach(use: (String) -> Unit) {
            var start = 0
            for (index in ends.indices) {
                use(String(bytes, start, ends[index] - start, charsets[index]))
                start = ends[index]
            }
        }
    }

    private companion object {
        const val RECORDS = 1_000
    }
}
