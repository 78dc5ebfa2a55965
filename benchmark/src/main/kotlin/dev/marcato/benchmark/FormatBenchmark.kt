// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.XmlParser
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import java.io.OutputStream
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
import org.marc4j.MarcJsonReader
import org.marc4j.MarcJsonWriter
import org.marc4j.MarcReader
import org.marc4j.MarcXmlReader
import org.marc4j.MarcXmlWriter
import org.marc4j.Mrk8StreamReader
import org.marc4j.Mrk8StreamWriter

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

    private var bytes = ByteArray(0)
    private var reading = ReadOptions.DEFAULT
    private var writing = WriteOptions.DEFAULT
    private var ours: List<Record> = emptyList()
    private var theirs: List<org.marc4j.marc.Record> = emptyList()

    /** Makes a file of a thousand records of 1.1 kB, so that records per second are a thousand times the score. */
    @Setup
    public fun makeFile() {
        val wanted = MarcFormat.valueOf(format)
        reading = ReadOptions { format = wanted }
        writing = WriteOptions { format = wanted }
        val iso = Fixtures.bytes(Fixture.RECORDS_1K)
        ours = BlockingMarcReader.open(iso).iterator().asSequence().toList()
        bytes = BlockingMarcWriter.toByteArray(ours, writing)
        theirs = ArrayList<org.marc4j.marc.Record>().apply { forEachMarc4jRecord(iso.inputStream()) { add(it) } }
        check(BlockingMarcReader.open(bytes, reading).iterator().asSequence().toList() == ours)
        var count = 0
        val reader = marc4jReader()
        while (reader.hasNext()) {
            reader.next()
            count++
        }
        check(count == ours.size) { "marc4j reads $count records" }
    }

    /** Iterates over the blocking reader. */
    @Benchmark
    public fun read(blackhole: Blackhole) {
        for (record in BlockingMarcReader.open(bytes, reading)) blackhole.consume(record)
    }

    /** Iterates over the blocking reader, which leaves XML to the platform's parser; other formats as [read] does. */
    @Benchmark
    public fun readByPlatform(blackhole: Blackhole) {
        val options = reading.toBuilder().xmlParser(XmlParser.PLATFORM).build()
        for (record in BlockingMarcReader.open(bytes, options)) blackhole.consume(record)
    }

    /** Reads with marc4j. */
    @Benchmark
    public fun readMarc4j(blackhole: Blackhole) {
        val reader = marc4jReader()
        while (reader.hasNext()) blackhole.consume(reader.next())
    }

    /** Gives the records to the blocking writer; the stream drops them. */
    @Benchmark
    public fun write() {
        BlockingMarcWriter.open(OutputStream.nullOutputStream(), writing).use { it.writeAll(ours) }
    }

    /** Writes with marc4j. */
    @Benchmark
    public fun writeMarc4j() {
        val target = OutputStream.nullOutputStream()
        val writer = when (format) {
            MarcFormat.XML.name -> MarcXmlWriter(target, "UTF-8")
            MarcFormat.JSON_LINES.name -> MarcJsonWriter(target)
            else -> Mrk8StreamWriter(target)
        }
        theirs.forEach(writer::write)
        writer.close()
    }

    private fun marc4jReader(): MarcReader = when (format) {
        MarcFormat.XML.name -> MarcXmlReader(bytes.inputStream())

        // From a stream marc4j would read JSON in the character set of the platform.
        MarcFormat.JSON_LINES.name -> MarcJsonReader(bytes.inputStream().reader())

        else -> Mrk8StreamReader(bytes.inputStream())
    }
}
