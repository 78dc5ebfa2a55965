// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class TierSpec :
    FreeSpec({
        "two workers are good from 1.8 on, fair from 1.5 on" {
            listOf(2.1, 1.8, 1.79, 1.5, 1.49, 0.7).map { Tier.of(2, it) } shouldBe
                listOf(Tier.GOOD, Tier.GOOD, Tier.FAIR, Tier.FAIR, Tier.POOR, Tier.POOR)
        }

        "four workers are good from 2.5 on, fair from 2.0 on" {
            listOf(3.9, 2.5, 2.49, 2.0, 1.99).map { Tier.of(4, it) } shouldBe
                listOf(Tier.GOOD, Tier.GOOD, Tier.FAIR, Tier.FAIR, Tier.POOR)
        }

        "other numbers of workers are not judged, nor what is no speed-up" {
            Tier.of(1, 1.0) shouldBe null
            Tier.of(8, 7.0) shouldBe null
            listOf(Double.NaN, 0.0, -1.0, Double.POSITIVE_INFINITY).map { Tier.of(2, it) } shouldBe List(4) { null }
        }
    })
