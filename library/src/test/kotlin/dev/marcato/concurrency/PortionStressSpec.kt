// SPDX-License-Identifier: Apache-2.0
package dev.marcato.concurrency

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.io.InputStream
import java.util.Random
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

private const val ROUNDS = 100
private const val RECORDS = 700

/**
 * Streams that come in fits and starts, transforms that suspend, wait or do neither: on real threads, round after round,
 * so that pieces are passed on by whoever needs them, portions begin early and late, and rounds are shared or not.
 */
class PortionStressSpec :
    FreeSpec({
        val bytes = Catalogue.ordinary().toByteArray(RECORDS)
        val numbers = BlockingMarcReader.open(bytes).use { reader -> reader.map { it.controlNumber.orEmpty() } }

        "whatever the pace, every record is transformed once and delivered in its turn" {
            val random = Random(1641)
            repeat(ROUNDS) { round ->
                val seed = random.nextLong()
                val options = ParallelOptions {
                    workers = 2 + random.nextInt(5)
                    windowRecords = 1 + random.nextInt(300)
                    windowBytes = 1 + random.nextInt(500_000)
                }
                val context = listOf(Dispatchers.Default, Dispatchers.IO, Dispatchers.Unconfined)[round % 3]
                withClue("round $round, seed $seed, $options") {
                    withContext(context) {
                        withTimeout(60_000) {
                            MarcReader.open(Fitful(bytes, seed)).mapParallel(options) { unevenly(it, seed) }
                                .toList() shouldBe numbers
                            MarcReader.open(Fitful(bytes, seed)).mapParallelUnordered(options) { unevenly(it, seed) }
                                .toList().sorted() shouldBe numbers.sorted()
                        }
                    }
                }
            }
        }
    })

private class Fitful(private val bytes: ByteArray, seed: Long) : InputStream() {
    private val random = Random(seed)
    private val most = if (random.nextBoolean()) 3_000 else 100_000
    private val calm = 5 + random.nextInt(100)
    private var at = 0

    override fun read(): Int = throw UnsupportedOperationException()

    override fun read(into: ByteArray, start: Int, length: Int): Int {
        if (at == bytes.size) return -1
        if (random.nextInt(calm) == 0) Thread.sleep(1L + random.nextInt(2))
        val count = minOf(length, bytes.size - at, 1 + random.nextInt(most))
        bytes.copyInto(into, start, at, at + count)
        at += count
        return count
    }
}

private suspend fun unevenly(record: Record, seed: Long): String {
    val number = record.controlNumber.orEmpty()
    when ((number.hashCode() + seed).mod(if (seed % 2 == 0L) 400 else 40)) {
        0 -> delay(2)
        1 -> yield()
        2 -> Thread.sleep(1)
    }
    return number
}
