// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Gzip
import dev.marcato.testing.ScatteredInput
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import java.io.IOException
import java.nio.file.Files
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList

/** Inputs that can only be read as a whole say so, from every reader, instead of giving nothing or false problems. */
class WholeOnlySpec : FreeSpec({
    val folder = tempdir().toPath()
    val records = BlockingMarcReader.open(Catalogue.ordinary().toByteArray(30)).use { it.asSequence().toList() }
    val plain = MarcFormat.entries.filter { it != MarcFormat.ALEPH_SEQUENTIAL && it != MarcFormat.ISO_2709 }
        .associate { it.name to Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(it)) }
    val aleph =
        "ALEPH_SEQUENTIAL" to "000000001 LDR   L 00000nam a2200000 a 4500\n000000001 24510 L \$\$aTitle\n".toByteArray()
    val gzip = "compressed" to Gzip.of(Catalogue.ordinary().toByteArray(30))

    for ((kind, bytes) in plain + aleph + gzip) {
        kind - {
            val size = bytes.size.toLong()
            val file = Files.write(folder.resolve(kind), bytes)
            val inputs = listOf(SeekableInput.of(file), SeekableInput.of(bytes), ScatteredInput(bytes))
            val parts = listOf(0L to size / 2, size / 2 to size, 0L to size, 1L to Long.MAX_VALUE)

            fun shouldSaySo(input: SeekableInput, read: () -> Unit) {
                withClue("$input") {
                    shouldThrow<IOException> { read() }.message shouldBe "$input is $kind, so it can only be read " +
                        "as a whole: ranges need uncompressed ISO 2709"
                }
            }

            suspend fun suspendingShouldSaySo(input: SeekableInput, read: suspend (MarcReader) -> Unit) {
                for ((from, until) in parts) {
                    val failure = thrownBy { read(MarcReader.open(input, LENIENT).range(from, until)) }
                    shouldSaySo(input) { throw checkNotNull(failure) }
                }
            }

            "is not read in ranges by a flow, a cursor, or in parallel" {
                for (input in inputs) {
                    suspendingShouldSaySo(input) { it.records().collect() }
                    suspendingShouldSaySo(input) { it.outcomes().collect() }
                    suspendingShouldSaySo(input) { it.cursor().use { cursor -> cursor.next() } }
                    suspendingShouldSaySo(input) { it.mapParallel(2) { record -> record }.collect() }
                    suspendingShouldSaySo(input) { it.mapParallelUnordered { record -> record }.collect() }
                    suspendingShouldSaySo(input) { it.outcomesParallel().collect() }
                    (input as? ScatteredInput)?.shouldBeClosed()
                }
            }

            "is not read in ranges by a blocking reader" {
                for (input in inputs) {
                    for ((from, until) in parts) {
                        shouldSaySo(input) { BlockingMarcReader.openRange(input, from, until).use { it.read() } }
                        shouldSaySo(input) { BlockingMarcReader.openRange(input, from, until).use { it.readOutcome() } }
                        val failure = thrownBy {
                            BlockingMarcReader.openRange(input, from, until).use { reader ->
                                reader.mapParallel({ it }).use { it.forEach { } }
                            }
                        }
                        shouldSaySo(input) { throw failure as? IOException ?: checkNotNull(failure?.cause) }
                    }
                }
            }

            "is one split, and is read as a whole" {
                for (input in inputs) {
                    val reader = MarcReader.open(input)
                    val expected = reader.records().map { it.toString() }.toList()
                    val split = reader.splits(10).single()
                    split.isWhole shouldBe true
                    reader.range(split).records().map { it.toString() }.toList() shouldBe expected
                    reader.range(0, Long.MAX_VALUE).records().map { it.toString() }.toList() shouldBe expected
                    BlockingMarcReader.splits(input, 10) shouldBe listOf(split)
                    BlockingMarcReader.openRange(input, split).use { it.asSequence().toList().size } shouldBe
                        expected.size
                }
            }
        }
    }

    "the format of the options counts, not that of the bytes" {
        val bytes = Catalogue.ordinary().toByteArray(30)
        val options = ReadOptions { format = MarcFormat.JSON }
        val failure = thrownBy { MarcReader.open(ScatteredInput(bytes), options).range(5, 100).records().collect() }
        failure?.message.orEmpty() shouldEndWith "is JSON, so it can only be read as a whole: ranges need " +
            "uncompressed ISO 2709"
        MarcReader.open(ScatteredInput(bytes), options).splits(100).size shouldBe 1
        MarcReader.open(plain.getValue("JSON")) { format = MarcFormat.ISO_2709 }.splits(100).size shouldBe
            (plain.getValue("JSON").size + 99) / 100
    }
})

private fun <T> Iterator<T>.asSequence(): Sequence<T> = generateSequence { if (hasNext()) next() else null }
