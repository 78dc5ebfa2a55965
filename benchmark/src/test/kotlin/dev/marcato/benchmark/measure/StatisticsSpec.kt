// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe

class StatisticsSpec :
    FreeSpec({
        "the median is the value in the middle, or the mean of the two there" {
            medianOf(listOf(9.0, 1.0, 5.0)) shouldBe 5.0
            medianOf(listOf(9.0, 1.0, 5.0, 7.0)) shouldBe 6.0
            medianOf(listOf(3.0)) shouldBe 3.0
        }

        "the spread is that of the middle half, as a part of the median" {
            spreadOf(listOf(100.0, 90.0, 110.0, 95.0, 105.0)) shouldBe (0.10 plusOrMinus 1e-9)
            spreadOf(listOf(3.0)) shouldBe 0.0
        }

        "one run that the machine interrupted does not show in the spread" {
            spreadOf(listOf(100.0, 1.0, 100.0, 100.0, 100.0)) shouldBe 0.0
        }

        "there is no median of nothing" {
            shouldThrow<IllegalArgumentException> { medianOf(emptyList()) }
        }

        "what was allocated by a thread that began meanwhile counts too" {
            val before = Allocation()
            var after = before
            // Within the thread: once it has ended, nobody knows what it did.
            Thread {
                ByteArray(1 shl 20)[0] = 1
                after = Allocation()
            }.apply { start() }.join()
            (after.since(before) >= 1 shl 20) shouldBe true
        }
    })
