// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.MixedFile
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.toList

class MappedOutcomesSpec : FreeSpec({
    val bytes = MixedFile.bytes
    val outcomes = BlockingMarcReader.open(bytes, LENIENT).outcomes().toList()

    fun lengthOf(outcome: Outcome) = outcome.byteLength to (outcome as? Outcome.Read)?.record?.title

    for (workers in 1..3) {
        "all outcomes come in order, with their results, by $workers workers" {
            val options = ParallelOptions { this.workers = workers }
            val found = MarcReader.open(bytes, LENIENT).mapOutcomesParallel(options) { lengthOf(it) }.toList()
            found.map { it.outcome }.shouldBeLike(outcomes)
            found.map { (_, value) -> value } shouldContainExactly outcomes.map(::lengthOf)
            found.first().component1().byteOffset shouldBe 0
        }
    }

    "a part of an input has its own outcomes" {
        val range = MarcReader.open(bytes, LENIENT).range(0, bytes.size / 2L)
        range.mapOutcomesParallel { lengthOf(it) }.toList().map { it.outcome }.shouldBeLike(range.outcomes().toList())
    }

    "a failure of the function comes to the collector" {
        val failure = IllegalStateException("no")
        shouldThrow<IllegalStateException> {
            MarcReader.open(bytes, LENIENT).mapOutcomesParallel<Unit> { throw failure }.collect()
        }.message shouldBe "no"
    }
})
