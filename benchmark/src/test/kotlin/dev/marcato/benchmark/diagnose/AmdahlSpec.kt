// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe

class AmdahlSpec :
    FreeSpec({
        "half of the work being serial, no more than 1.33, 1.6, 1.78 and 2 times" {
            listOf(2, 4, 8).map { Amdahl.speedUp(0.5, it) } shouldBe listOf(1 / 0.75, 1.6, 1 / 0.5625)
            Amdahl.limit(0.5) shouldBe 2.0
        }

        "without serial work as many times as there are workers, and no limit" {
            listOf(1, 2, 8).map { Amdahl.speedUp(0.0, it) } shouldBe listOf(1.0, 2.0, 8.0)
            Amdahl.limit(0.0) shouldBe Double.POSITIVE_INFINITY
        }

        "the share that the law was drawn with is found again" {
            for (share in List(101) { it / 100.0 }) {
                val speedUps = listOf(1, 2, 4, 8).associateWith { Amdahl.speedUp(share, it) }
                Amdahl.serialShare(speedUps).shouldNotBeNull() shouldBe (share plusOrMinus 1e-9)
            }
        }

        "of points off the line it takes what lies between them" {
            val share = Amdahl.serialShare(mapOf(2 to Amdahl.speedUp(0.1, 2), 4 to Amdahl.speedUp(0.2, 4)))
            // The squares of 1/2 and 3/4 weigh them.
            share.shouldNotBeNull() shouldBe ((0.25 * 0.1 + 0.5625 * 0.2) / 0.8125 plusOrMinus 1e-9)
        }

        "one point is enough" {
            Amdahl.serialShare(mapOf(2 to 1.8)).shouldNotBeNull() shouldBe (1 / 9.0 plusOrMinus 1e-9)
        }

        "more than as many times as there are workers is nothing serial, less than once is all of it" {
            Amdahl.serialShare(mapOf(2 to 2.3)) shouldBe 0.0
            Amdahl.serialShare(mapOf(2 to 0.4)) shouldBe 1.0
        }

        "there is no telling by one worker, nothing, or what is no speed-up" {
            Amdahl.serialShare(emptyMap()) shouldBe null
            Amdahl.serialShare(mapOf(1 to 1.0)) shouldBe null
            Amdahl.serialShare(mapOf(2 to Double.NaN, 4 to 0.0, 8 to -1.0)) shouldBe null
            Amdahl.serialShare(mapOf(2 to Double.POSITIVE_INFINITY)) shouldBe null
        }
    })
