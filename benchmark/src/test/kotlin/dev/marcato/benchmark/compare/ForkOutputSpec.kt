// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.benchmark.measure.Run
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class ForkOutputSpec :
    FreeSpec({
        "what is written is read again" {
            val output = ForkOutput(
                listOf(Run(1_000, 5_000_000, 1_400_000), Run(1_000, 6_000_000, 1_400_000)),
                Check(1_000, 40_000, 123_456),
                1_300.5,
            )
            ForkOutput.parse(output.lines()) shouldBe output
        }

        "drivers of other languages tell no allocation" {
            val lines = listOf("a warning of somebody", "run\t1000\t5000000", "check\t1000\t20\t30")
            ForkOutput.parse(lines) shouldBe
                ForkOutput(listOf(Run(1_000, 5_000_000, null)), Check(1_000, 20, 30), null)
        }

        "output without a run is refused" {
            shouldThrow<IllegalArgumentException> { ForkOutput.parse(listOf("check\t1000")) }
        }
    })
