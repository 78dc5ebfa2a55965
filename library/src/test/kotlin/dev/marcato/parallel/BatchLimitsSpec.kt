// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.internal.parallel.BatchLimits
import dev.marcato.internal.parallel.BatchSize
import dev.marcato.internal.parallel.FlowTransform
import dev.marcato.testing.Catalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.yield

class BatchLimitsSpec :
    FreeSpec({
        "the size of batches" - {
            "grows while they are done soon, and shrinks when they take long or suspend" {
                val size = BatchSize(most = 100)
                size.now shouldBe 1
                size.learn(1, SOON, hasSuspended = false)
                size.now shouldBe 2
                size.learn(80, SOON, hasSuspended = false)
                size.now shouldBe 100
                size.learn(100, LONG, hasSuspended = false)
                size.now shouldBe 50
                size.learn(1, SOON, hasSuspended = true)
                size.now shouldBe 1
            }

            "is fixed where the least is the most" {
                val size = BatchSize(most = 500, least = 500)
                size.now = 1
                size.now shouldBe 500
                size.learn(500, LONG, hasSuspended = true)
                size.now shouldBe 500
                size.learn(500, SOON, hasSuspended = false)
                size.now shouldBe 500
            }
        }

        "no batch has more values than the limits say, and the order is kept" {
            val limits = BatchLimits(leastValues = 7, mostValues = 7, mostBytes = Long.MAX_VALUE)
            val transform = FlowTransform(OPTIONS, isOrdered = true, { value: Int -> value.also { yield() } }, limits)
            val delivered = ArrayList<List<Int>>()
            transform.run((0 until 1_000).asFlow()) { delivered += it.toList() }
            delivered.flatten() shouldBe (0 until 1_000).toList()
            delivered.all { it.size <= 7 } shouldBe true
        }

        "a batch of records has no more bytes than the limits say, but for the last record" {
            val records = BlockingMarcReader.open(Catalogue.ordinary().toByteArray(200)).use { reader ->
                reader.iterator().asSequence().toList()
            }
            val transform = FlowTransform<Record, Record>(OPTIONS, isOrdered = true, { it }, BatchLimits(mostBytes = 1))
            val delivered = ArrayList<Int>()
            transform.run(records.asFlow()) { delivered += it.size }
            delivered shouldBe List(200) { 1 }
        }
    })

private val OPTIONS = ParallelOptions { workers = 2 }
private const val SOON = 1L
private const val LONG = 1_000_000_000L
