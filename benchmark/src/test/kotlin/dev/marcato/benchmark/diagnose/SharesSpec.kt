// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe

class SharesSpec :
    FreeSpec({
        "what the stages took together is divided as what they take alone" {
            Shares.of(occupation(io = 2.0, busy = 4.0, waits = 2.0), StagesAlone(9.0, 100.0, 100.0, 200.0)) shouldBe
                Shares(io = 0.25, framing = 0.125, decoding = 0.125, transform = 0.25, waits = 0.25)
        }

        "the parts add up to 1" {
            val shares = Shares.of(occupation(io = 0.3, busy = 1.1, waits = 0.7), StagesAlone(1.0, 7.0, 11.0, 13.0))
            shares?.named()?.sumOf { it.second } shouldBe (1.0 plusOrMinus 1e-9)
        }

        "if nothing tells the stages apart, all is transform" {
            Shares.of(occupation(io = 1.0, busy = 1.0, waits = 0.0), StagesAlone(0.0, 0.0, Double.NaN, 0.0)) shouldBe
                Shares(io = 0.5, framing = 0.0, decoding = 0.0, transform = 0.5, waits = 0.0)
        }

        "times that are none count as zero" {
            Shares.of(occupation(io = -1.0, busy = 2.0, waits = Double.NaN), StagesAlone(0.0, 1.0, 0.0, 1.0)) shouldBe
                Shares(io = 0.0, framing = 0.5, decoding = 0.0, transform = 0.5, waits = 0.0)
        }

        "of no time at all there are no shares" {
            Shares.of(occupation(io = 0.0, busy = 0.0, waits = 0.0), StagesAlone(1.0, 1.0, 1.0, 1.0)) shouldBe null
        }

        "cores that are not used are counted up to the number of workers" {
            Shares.idle(occupation(workers = 2, elapsed = 2.0, cpu = 3.0), cores = 8) shouldBe 0.25
            Shares.idle(occupation(workers = 8, elapsed = 2.0, cpu = 3.0), cores = 2) shouldBe 0.25
        }

        "other threads may compute, too, and clocks may be odd" {
            Shares.idle(occupation(workers = 2, elapsed = 1.0, cpu = 3.0), cores = 4) shouldBe 0.0
            Shares.idle(occupation(workers = 2, elapsed = 0.0, cpu = 3.0), cores = 4) shouldBe null
            Shares.idle(occupation(workers = 2, elapsed = 1.0, cpu = Double.NaN), cores = 4) shouldBe null
        }
    })

private fun occupation(
    workers: Int = 2,
    elapsed: Double = 1.0,
    io: Double = 0.0,
    busy: Double = 1.0,
    waits: Double = 0.0,
    cpu: Double = 1.0,
): Occupation = Occupation(workers, elapsed, io, busy, waits, cpu)
