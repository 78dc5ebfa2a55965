// SPDX-License-Identifier: Apache-2.0
package dev.marcato.concurrency

import dev.marcato.ParallelOptions
import dev.marcato.mapParallel
import dev.marcato.mapParallelUnordered
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.util.Random
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

private const val ROUNDS = 150

/**
 * Values that come in fits and starts, transforms that suspend, wait or do neither, collectors that stall: on real
 * threads, round after round, so that batches are fetched, handed over and finished in every order.
 */
class ExchangeStressSpec :
    FreeSpec({
        "whatever the pace, every value is transformed once and delivered in its turn" {
            val random = Random(1517)
            repeat(ROUNDS) { round ->
                val seed = random.nextLong()
                val count = random.nextInt(900)
                val options = ParallelOptions {
                    workers = 1 + random.nextInt(5)
                    windowRecords = 1 + random.nextInt(300)
                }
                val context = listOf(Dispatchers.Default, Dispatchers.IO, Dispatchers.Unconfined)[round % 3]
                withClue("round $round, seed $seed, $count values, $options") {
                    withContext(context) {
                        val values = inFits(count, seed)
                        values.mapParallel(options) { unevenly(it) }.toList() shouldBe (0 until count).toList()
                        values.mapParallelUnordered(options) { unevenly(it) }.toList().sorted() shouldBe
                            (0 until count).toList()
                    }
                }
            }
        }
    })

private fun inFits(count: Int, seed: Long): Flow<Int> = flow {
    val random = Random(seed)
    val calm = 20 + random.nextInt(400)
    repeat(count) {
        when (random.nextInt(calm)) {
            0 -> delay(1L + random.nextInt(3))
            1, 2 -> yield()
        }
        emit(it)
    }
}

private suspend fun unevenly(value: Int): Int {
    when (value * 31 % 97) {
        0 -> delay(1)
        1 -> yield()
        2 -> repeat(20_000) { if (it < 0) return -1 }
    }
    return value
}
