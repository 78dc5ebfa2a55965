// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

class RegressionsSpec :
    FreeSpec({
        val before = sample(isBefore = true)

        fun regressions(now: Measurement): List<String> = Regressions.find(listOf(before, now)).map { it.what }

        "the same, faster or leaner is no regression" {
            regressions(sample()).shouldBeEmpty()
            regressions(sample(recordsPerSecond = 3_000_000.0, allocated = 900.0, retained = 1_200.0)).shouldBeEmpty()
        }

        "slower within the spreads is no regression, beyond them it is" {
            // Twice 4 %, combined: 5.7 %.
            regressions(sample(recordsPerSecond = 1_890_000.0)).shouldBeEmpty()
            Regressions.find(listOf(before, sample(recordsPerSecond = 1_800_000.0))).map { it.toString() } shouldBe
                listOf("records-10k read marcato-path: records/s 2,000,000.00 -> 1,800,000.00 (-10.0 %)")
        }

        "a little noise is none even if the spreads are nothing" {
            val now = sample(spread = 0.0, recordsPerSecond = 1_950_000.0)
            Regressions.find(listOf(before.copy(spread = 0.0), now)).shouldBeEmpty()
        }

        "more bytes allocated or retained are a regression" {
            regressions(sample(allocated = 1_420.0, retained = 1_310.0)).shouldBeEmpty()
            regressions(sample(allocated = 1_430.0, retained = 1_330.0)) shouldBe
                listOf("allocated bytes", "retained bytes")
        }

        "what was not measured before is not judged" {
            regressions(sample(subject = Subject.MARCATO_BYTES, recordsPerSecond = 1.0)).shouldBeEmpty()
        }
    })
