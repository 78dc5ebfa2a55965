// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths
import kotlin.random.Random
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
import org.marc4j.converter.impl.AnselToUnicode
import org.marc4j.converter.impl.UnicodeToAnsel

/** Decodes and encodes four thousand values in MARC-8 a call, beside marc4j. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(BenchmarkTimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
@Measurement(iterations = 5, time = 2, timeUnit = BenchmarkTimeUnit.SECONDS)
public open class Marc8Benchmark {
    /**
     * Whose values: those of [generated], which every machine makes alike, or those of the records in MARC-8 below the
     * folder that `MARCATO_CORPORA` names: all in the order of the files, or those beyond ASCII only.
     */
    @Param("generated", "real", "realBeyondAscii")
    public var values: String = ""

    private var bytes = emptyList<ByteArray>()
    private var texts = emptyList<String>()
    private val marcato = Marc8Coding()
    private val marc4jDecoder = AnselToUnicode()
    private val marc4jEncoder = UnicodeToAnsel()

    /** Makes or reads the values. */
    @Setup
    public fun makeValues() {
        bytes = if (values == "generated") generated() else real(beyondAscii = values == "realBeyondAscii")
        texts = bytes.map(marcato::decode)
    }

    /** Decodes each value. */
    @Benchmark
    public fun decoding(blackhole: Blackhole) {
        for (value in bytes) blackhole.consume(marcato.decode(value))
    }

    /** Decodes each value with marc4j. */
    @Benchmark
    public fun decodingOfMarc4j(blackhole: Blackhole) {
        for (value in bytes) blackhole.consume(marc4jDecoder.convert(value))
    }

    /** Encodes each value. */
    @Benchmark
    public fun encoding(blackhole: Blackhole) {
        for (text in texts) blackhole.consume(marcato.encode(text))
    }

    /** Encodes each value with marc4j, which makes characters that stand for bytes. */
    @Benchmark
    public fun encodingOfMarc4j(blackhole: Blackhole) {
        for (text in texts) blackhole.consume(marc4jEncoder.convert(text))
    }

    /** Titles and names: half of them plain, most others with marks, some in another script. */
    private fun generated(): List<ByteArray> {
        val random = Random(8)
        return List(VALUES) {
            val words = when (random.nextInt(20)) {
                in 0 until 10 -> PLAIN
                in 10 until 17 -> MARKED
                17 -> CYRILLIC
                18 -> EAST_ASIAN
                else -> MIXED
            }
            marcato.encode((0..random.nextInt(2, 9)).joinToString(" ", postfix = " /") { words.random(random) })
        }
    }

    private fun real(beyondAscii: Boolean): List<ByteArray> {
        val folder =
            checkNotNull(System.getenv("MARCATO_CORPORA")) { "Set MARCATO_CORPORA to a folder with MARC files" }
        val files = Files.walk(Paths.get(folder)).use { paths ->
            paths.filter { it.toString().endsWith(".mrc") }.toList()
        }
        return files.sorted().asSequence().flatMap { valuesOf(it) }
            .filter { value -> !beyondAscii || value.any { it < 0 || it == ESCAPE } }
            .filter { value -> REPLACEMENT !in marcato.decode(value) }
            .take(VALUES).toList()
    }

    /** The subfield values of the records whose leader/09 is blank. */
    private fun valuesOf(file: Path): List<ByteArray> {
        val text = String(Files.readAllBytes(file), Charsets.ISO_8859_1)
        return text.split('\u001D').filter { it.length > CODING && it[CODING] == ' ' }.flatMap { record ->
            record.split('\u001E').drop(1).flatMap { field -> field.split('\u001F').drop(1).map { it.drop(1) } }
        }.map { it.toByteArray(Charsets.ISO_8859_1) }
    }

    private companion object {
        const val VALUES = 4_000
        const val CODING = 9
        const val ESCAPE: Byte = 0x1B
        const val REPLACEMENT = '\uFFFD'
        val PLAIN = "the history and practice of cataloguing in libraries : a guide for readers 1998 p. cm.".split(' ')
        val MARKED = "été Köln ação Łódź señor Århus Praha čeština über Đà Nẵng İstanbul siècle où naïve".split(' ')
        val CYRILLIC = "история русской литературы и книги Москва библиотека подъём".split(' ')
        val EAST_ASIAN = "中国 图书馆 日本 の 歴史 한국 문학 研究".split(' ')
        val MIXED = PLAIN + MARKED + listOf("H₂O", "αβγ", "t͡sentr", "e&#x331;", "שלום", "قضاء")
    }
}
