// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class SpeedUpSpec :
    FreeSpec({
        "it is the median of the ratios within a turn, not the ratio of medians" {
            SpeedUp.of(listOf(20.0, 2.0, 30.0), listOf(10.0, 1.0, 30.0)) shouldBe 2.0
        }

        "turns that only one has, or in which nothing was measured, do not count" {
            SpeedUp.of(listOf(20.0, 50.0), listOf(10.0)) shouldBe 2.0
            SpeedUp.of(listOf(20.0, 50.0, Double.NaN), listOf(10.0, 0.0, 1.0)) shouldBe 2.0
            SpeedUp.of(emptyList(), listOf(10.0)) shouldBe null
            SpeedUp.of(listOf(0.0), listOf(0.0)) shouldBe null
        }

        "workers and readers are each compared with one of their own" {
            val points = listOf(
                WorkerPoint(1, listOf(100.0), listOf(200.0)),
                WorkerPoint(2, listOf(180.0), listOf(300.0)),
            )
            SpeedUp.ofWorkers(points) shouldBe mapOf(1 to 1.0, 2 to 1.8)
            SpeedUp.ofPlainReaders(points) shouldBe mapOf(1 to 1.0, 2 to 1.5)
        }

        "without one worker there is nothing to compare with" {
            SpeedUp.ofWorkers(listOf(WorkerPoint(2, listOf(1.0), listOf(1.0)))) shouldBe emptyMap()
            SpeedUp.ofPlainReaders(emptyList()) shouldBe emptyMap()
        }
    })
