// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.MarcReader
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.nio.channels.Channels
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPOutputStream
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
import kotlinx.benchmark.TearDown
import kotlinx.benchmark.Warmup
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.runBlocking
import kotlinx.io.Buffer

/** Reads the same thousand records from every kind of input, a thousand a call, and looks at no field. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class InputKindBenchmark {
    private var bytes = ByteArray(0)
    private var gzip = ByteArray(0)
    private var chunks = emptyList<ByteArray>()
    private var direct = ByteBuffer.allocateDirect(0)
    private var path = Path.of("")

    /** Makes the records, in all forms. */
    @Setup
    public fun makeInputs() {
        bytes = Catalogue.ordinary().toByteArray(RECORDS)
        gzip = ByteArrayOutputStream().also { GZIPOutputStream(it).use { gzip -> gzip.write(bytes) } }.toByteArray()
        chunks = (bytes.indices step CHUNK_SIZE).map { bytes.copyOfRange(it, minOf(it + CHUNK_SIZE, bytes.size)) }
        direct = ByteBuffer.allocateDirect(bytes.size).put(bytes).flip()
        path = Files.write(Files.createTempFile("benchmark", ".mrc"), bytes)
    }

    /** Deletes the file. */
    @TearDown
    public fun deleteFile() {
        Files.delete(path)
    }

    /** From a `Path`. */
    @Benchmark
    public fun path(blackhole: Blackhole): Unit = read(BlockingMarcReader.open(path), blackhole)

    /** From a `ByteArray`. */
    @Benchmark
    public fun bytes(blackhole: Blackhole): Unit = read(BlockingMarcReader.open(bytes), blackhole)

    /** From a direct `ByteBuffer`. */
    @Benchmark
    public fun directBuffer(blackhole: Blackhole): Unit = read(BlockingMarcReader.open(direct), blackhole)

    /** From an `InputStream`. */
    @Benchmark
    public fun inputStream(blackhole: Blackhole): Unit = read(BlockingMarcReader.open(bytes.inputStream()), blackhole)

    /** From a `ReadableByteChannel`. */
    @Benchmark
    public fun channel(blackhole: Blackhole): Unit =
        read(BlockingMarcReader.open(Channels.newChannel(bytes.inputStream())), blackhole)

    /** From a kotlinx-io `Source`, which is filled within the measured time. */
    @Benchmark
    public fun source(blackhole: Blackhole): Unit =
        read(BlockingMarcReader.open(Buffer().apply { write(bytes) }), blackhole)

    /** From compressed bytes. */
    @Benchmark
    public fun gzip(blackhole: Blackhole): Unit = read(BlockingMarcReader.open(gzip), blackhole)

    /** From a flow of chunks of 64 KiB. */
    @Benchmark
    public fun flowOfChunks(blackhole: Blackhole) {
        runBlocking { MarcReader.open(chunks.asFlow()).records().collect { blackhole.consume(it) } }
    }

    /** From a `Path`, by marc4j. */
    @Benchmark
    public fun pathByMarc4j(blackhole: Blackhole) {
        path.toFile().inputStream().buffered(BUFFER_SIZE).use { input ->
            forEachMarc4jRecord(input) { blackhole.consume(it) }
        }
    }

    private fun read(reader: BlockingMarcReader, blackhole: Blackhole) {
        reader.use { for (record in it) blackhole.consume(record) }
    }

    private companion object {
        const val RECORDS = 1_000
        const val CHUNK_SIZE = 64 * 1024
        const val BUFFER_SIZE = 1 shl 20
    }
}
