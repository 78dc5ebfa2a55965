// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.DataField
import dev.marcato.FieldCursor
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
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

/** Counts and searches in a thousand records a call, which were read before: by cursors, and by lists of objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class VisitorBenchmark {
    private var records = emptyList<Record>()
    private val cursor = FieldCursor.create()

    /** Makes the records. */
    @Setup
    public fun makeRecords() {
        records = BlockingMarcReader.open(Fixtures.bytes(Fixture.RECORDS_1K)).use { it.stream().toList() }
    }

    /** Counts all subfields with one cursor. */
    @Benchmark
    public fun subfieldsByCursor(): Int {
        var count = 0
        for (record in records) record.forEachSubfield(cursor) { _, _ -> count++ }
        return count
    }

    /** Counts all subfields with a cursor for each record. */
    @Benchmark
    public fun subfieldsByNewCursors(): Int {
        var count = 0
        for (record in records) record.forEachSubfield { _, _ -> count++ }
        return count
    }

    /** Counts all subfields by the sizes of their lists. */
    @Benchmark
    public fun subfieldsByLists(): Int {
        var count = 0
        for (record in records) for (field in record.fields) if (field is DataField) count += field.subfields.size
        return count
    }

    /** Counts all subfields by their delimiters in a copy of the raw bytes, which isn't right for every record. */
    @Benchmark
    public fun delimitersInRawBytes(): Int {
        var count = 0
        for (record in records) for (byte in record.rawBytes ?: continue) if (byte == DELIMITER) count++
        return count
    }

    /** Counts the records with a subject, comparing bytes. */
    @Benchmark
    public fun subjectByCursor(): Int = records.count { record -> hasSubject(record) }

    /** Counts the records with a subject, comparing strings. */
    @Benchmark
    public fun subjectByLists(): Int = records.count { record ->
        record.fields("6XX").any { field -> field is DataField && SUBJECT in field.values("a") }
    }

    private fun hasSubject(record: Record): Boolean {
        record.forEachField(cursor) { field ->
            if (!field.hasTag("6XX")) return@forEachField
            while (field.subfields.next()) {
                if (field.subfields.code == 'a' && field.subfields.valueEquals(SUBJECT)) return true
            }
        }
        return false
    }

    private companion object {
        const val DELIMITER: Byte = 0x1F
        const val SUBJECT = "Whaling"
    }
}
