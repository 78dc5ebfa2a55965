// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.internal.parallel.BatchSize
import dev.marcato.internal.parallel.FlowTransform
import dev.marcato.record
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.asFlow

class BatchesSpec :
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
        }

        "a batch of records has no more than 300,000 bytes, but for the last record" {
            val record = record { repeat(10) { field("500") { 'a' to "x".repeat(9_000) } } }
            val transform = FlowTransform<Record, Record>(ParallelOptions { workers = 2 }, isOrdered = true) { it }
            val delivered = ArrayList<Int>()
            transform.run(List(300) { record }.asFlow()) { delivered += it.size }
            delivered.sum() shouldBe 300
            delivered.max() shouldBe 4
        }
    })

private const val SOON = 1L
private const val LONG = 1_000_000_000L
