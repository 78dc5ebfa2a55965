// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.ReadOptions
import dev.marcato.testing.Catalogue
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Reading
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.Shells
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.asFlow

private val tiny = PlainRecord.book()
private val ordinary = SampleCatalogue.records().first()

// The longest record that there can be: 99,999 bytes.
private val longest = PlainRecord(
    PlainRecord.BOOK_LEADER,
    List(9) { PlainField.data("520", "  ", "a", "x".repeat(9_994)) } + PlainField.control("009", "y".repeat(9_861)),
)

private fun pieces(bytes: ByteArray, vararg boundaries: Int): PushedBytes {
    val ends = boundaries.filter { it in 1 until bytes.size } + bytes.size
    val starts = listOf(0) + ends.dropLast(1)
    return PushedBytes(starts.zip(ends) { from, to -> bytes.copyOfRange(from, to) }.asFlow())
}

private fun bytePieces(bytes: ByteArray) = PushedBytes(bytes.map { byteArrayOf(it) }.asFlow())

class ChunkBoundarySpec :
    FreeSpec({
        suspend fun readsAlike(bytes: ByteArray, expected: Reading, vararg inputs: () -> Any) {
            for ((index, input) in inputs.withIndex()) {
                for (shell in listOf(Shells.flow, Shells.cursorBatch)) {
                    withClue("input $index of ${bytes.size} bytes by $shell") { shell.read(input()) shouldBe expected }
                }
            }
        }

        "records are the same wherever one chunk ends and the next begins" - {
            "at every offset of ordinary and tiny records and the filler around them" {
                val encoded = listOf(ordinary, tiny, tiny, ordinary).map(Iso2709Bytes::encode)
                val filler = "\r\n".toByteArray()
                val bytes = filler + encoded[0] + encoded[1] + filler + encoded[2] + encoded[3] + filler
                val expected = Reading.complete(listOf(ordinary, tiny, tiny, ordinary), encoded.reduce(ByteArray::plus))
                for (offset in 1 until bytes.size) {
                    readsAlike(
                        bytes,
                        expected,
                        { FaultySource.of(bytes).splitAt(offset).asInputStream() },
                        { pieces(bytes, offset) },
                    )
                }
            }

            "at every offset of the gzipped bytes" {
                val records = listOf(ordinary, tiny, ordinary)
                val bytes = Iso2709Bytes.encodeAll(records)
                val compressed = Gzip.of(bytes)
                val expected = Reading.complete(records, bytes)
                for (offset in 1 until compressed.size) {
                    readsAlike(
                        compressed,
                        expected,
                        { FaultySource.of(compressed).splitAt(offset).asInputStream() },
                        { pieces(compressed, offset) },
                    )
                }
            }

            "in the longest record, at its ends and around the sizes that buffers have" {
                val records = listOf(tiny, longest, ordinary)
                val bytes = Iso2709Bytes.encodeAll(records)
                val expected = Reading.complete(records, bytes)
                val telling =
                    (1..60) + listOf(1_024, 8_192, 16_384, 32_768, 65_536, 73_728, 98_304).flatMap {
                        it - 30..it + 30
                    } +
                        (bytes.size - 500 until bytes.size step 7)
                for (offset in telling) {
                    readsAlike(
                        bytes,
                        expected,
                        { FaultySource.of(bytes).splitAt(offset, offset + 40).asInputStream() },
                        { pieces(bytes, offset, offset + 40) },
                    )
                }
            }
        }

        "records are the same when the bytes come one by one" - {
            val records = listOf(tiny, ordinary, longest, tiny)
            val bytes = Iso2709Bytes.encodeAll(records)
            val expected = Reading.complete(records, bytes)

            "from a stream, a channel or a source" {
                readsAlike(bytes, expected, { FaultySource.of(bytes).oneByteAtATime().asInputStream() })
                val short = Iso2709Bytes.encode(ordinary)
                readsAlike(
                    short,
                    Reading.complete(listOf(ordinary), short),
                    { FaultySource.of(short).oneByteAtATime().asChannel() },
                    { FaultySource.of(short).oneByteAtATime().asSource() },
                )
            }

            "from a flow" {
                readsAlike(bytes, expected, { bytePieces(bytes) })
            }

            "and are gzipped" {
                val compressed = Gzip.of(bytes)
                readsAlike(
                    bytes,
                    expected,
                    { FaultySource.of(compressed).oneByteAtATime().asInputStream() },
                    { FaultySource.of(compressed).oneByteAtATime().asChannel() },
                    { bytePieces(compressed) },
                )
            }
        }

        "records are the same in pieces of any size" {
            val records = List(24) { listOf(tiny, ordinary, longest)[if (it % 12 == 7) 2 else it % 2] }
            val bytes = Iso2709Bytes.encodeAll(records)
            val expected = Reading.complete(records, bytes)
            for (size in listOf(25, 26, 27, 1_000, 4_096, 8_191, 8_192, 8_193, 50_000, 99_999, 250_000)) {
                val boundaries = (size until bytes.size step size).toList().toIntArray()
                readsAlike(
                    bytes,
                    expected,
                    { FaultySource.of(bytes).inChunksOf(size).asInputStream() },
                    { pieces(bytes, *boundaries) },
                )
            }
        }

        "a channel that gives nothing now and then, but no end, loses nothing" {
            val bytes = SampleCatalogue.toByteArray()
            val expected = Reading.complete(SampleCatalogue.records(), bytes)
            for (every in 2..5) {
                val source = FaultySource.of(bytes).inChunksOf(100).withEmptyReads(every)
                readsAlike(bytes, expected, source::asChannel)
            }
        }

        "a source that gives nothing now and then, but no end, loses nothing" {
            val bytes = SampleCatalogue.toByteArray()
            val expected = Reading.complete(SampleCatalogue.records(), bytes)
            for (every in 2..5) {
                val source = FaultySource.of(bytes).inChunksOf(100).withEmptyReads(every)
                readsAlike(bytes, expected, source::asSource)
            }
        }

        "empty pieces of a flow mean nothing" {
            val bytes = Iso2709Bytes.encode(ordinary)
            val halves = listOf(0 to 0, 0 to 1, 1 to 1, 1 to 300, 300 to 300, 300 to bytes.size, 0 to 0)
            val chunks = halves.map { (from, to) -> bytes.copyOfRange(from, to) }
            readsAlike(bytes, Reading.complete(listOf(ordinary), bytes), { PushedBytes(chunks.asFlow()) })
        }

        "the option chunkSize" - {
            "has no effect on what is read" {
                val records = Catalogue.ordinary().records(200).toList() + longest
                val bytes = Iso2709Bytes.encodeAll(records)
                val compressed = Gzip.of(bytes)
                for (size in listOf(1_024, 1_025, 8_192, 8_193, 65_536, 1_000_000)) {
                    val options = ReadOptions { chunkSize = size }
                    for (shell in Shells.all) {
                        withClue("chunks of $size by $shell") {
                            shell.read(bytes.inputStream(), options) shouldBe Reading.complete(records, bytes)
                            shell.read(compressed, options) shouldBe Reading.complete(records, bytes)
                        }
                    }
                }
            }

            "bounds what one read asks for" {
                val bytes = Catalogue.ordinary().toByteArray(60)
                val source = FaultySource.of(bytes)
                Shells.read.read(source.asInputStream(), ReadOptions { chunkSize = 1_024 }).failure shouldBe null
                // Every read but the one that meets the end and the last full one brings 1,024 bytes.
                source.readCount shouldBe (bytes.size + 1_023) / 1_024 + 1
            }
        }
    })
