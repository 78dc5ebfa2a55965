// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.edit.Edits
import dev.marcato.testing.Catalogue
import java.io.OutputStream
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
import org.marc4j.MarcStreamWriter

/**
 * Reads ten thousand records in memory, edits and writes them to a stream that drops them, all of them a call: by ten
 * rules of which two match an average record, and by hand; [parse] parses five hundred rules.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(BenchmarkTimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class EditsBenchmark {
    private var bytes = ByteArray(0)
    private val ten = Edits.parse(TenEdits.TEXT)
    private val nothing = Edits.parse(TenEdits.NOTHING)
    private val many = (1..FIVE_HUNDRED / ten.rules.size).joinToString("") { TenEdits.TEXT }

    /** Makes the records, and edits them all ways, whose results have to be the same. */
    @Setup
    public fun makeRecords() {
        bytes = Catalogue.ordinary().toByteArray(RECORDS)
        val records = BlockingMarcReader.open(bytes).use { it.stream().toList() }
        val results = records.map { ten.apply(it) }
        check(results.sumOf { it.matched.size } in RECORDS * 3 / 2..RECORDS * 5 / 2) { "Not two rules a record" }
        check(results.map { it.record } == records.map(TenEdits::byHand)) { "The edits by hand do something else" }
        val theirs = ArrayList<List<String>>()
        forEachMarc4jRecord(bytes.inputStream()) {
            theirs += Marc4jEdits.apply(it).variableFields.map { "$it" }.sorted()
        }
        val ours = results.map { BlockingMarcWriter.toByteArray(listOf(checkNotNull(it.record))) }
        for ((index, one) in ours.withIndex()) {
            forEachMarc4jRecord(one.inputStream()) { record ->
                check(
                    record.variableFields.map {
                        "$it"
                    }.sorted() == theirs[index],
                ) { "marc4j differs: ${theirs[index]}" }
            }
        }
        check(records.none { nothing.apply(it).isChanged }) { "Something matches" }
    }

    /** Writes what it reads. */
    @Benchmark
    public fun copy(): Long = rewrite { it }

    /** Ten rules that find nothing. */
    @Benchmark
    public fun nothingMatches(): Long = rewrite { checkNotNull(nothing.apply(it).record) }

    /** Ten rules. */
    @Benchmark
    public fun byRules(): Long = rewrite { checkNotNull(ten.apply(it).record) }

    /** Ten rules, by two workers. */
    @Benchmark
    public fun byRulesAndTwoWorkers(): Long {
        val writer = BlockingMarcWriter.open(OutputStream.nullOutputStream())
        val two = ParallelOptions.builder().workers(2).build()
        writer.use {
            BlockingMarcReader.open(bytes).use { reader ->
                reader.mapParallel(ten, two).use { results ->
                    for (edited in results) writer.write(checkNotNull(edited.record))
                }
            }
        }
        return writer.report.records
    }

    /** The same in Kotlin. */
    @Benchmark
    public fun byHand(): Long = rewrite(TenEdits::byHand)

    /** The same with marc4j. */
    @Benchmark
    public fun byHandWithMarc4j(): Int {
        val writer = MarcStreamWriter(OutputStream.nullOutputStream(), "UTF-8")
        var count = 0
        forEachMarc4jRecord(bytes.inputStream()) {
            writer.write(Marc4jEdits.apply(it))
            count++
        }
        writer.close()
        return count
    }

    @Benchmark
    public fun parse(blackhole: Blackhole) {
        blackhole.consume(Edits.parse(many))
    }

    private inline fun rewrite(edit: (Record) -> Record): Long {
        val writer = BlockingMarcWriter.open(OutputStream.nullOutputStream())
        writer.use {
            BlockingMarcReader.open(bytes).use { reader -> for (record in reader) writer.write(edit(record)) }
        }
        return writer.report.records
    }

    private companion object {
        const val RECORDS = 10_000
        const val FIVE_HUNDRED = 500
    }
}
