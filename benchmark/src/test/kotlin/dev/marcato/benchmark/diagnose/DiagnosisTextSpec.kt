// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

class DiagnosisTextSpec :
    FreeSpec({
        val two = WorkerPoint(2, overOneThread = 1.7, independentOverOneThread = 1.8, overIndependent = 0.94)
        val four = WorkerPoint(4, overOneThread = 3.0, independentOverOneThread = 3.3, overIndependent = 0.91)

        fun verdicts(cores: Int, vararg points: WorkerPoint) =
            OriginalGate.entries.map { it.verdict(cores, points.asList()) }

        "four cores show all gates" {
            verdicts(4, two, four) shouldBe
                listOf("missed, 1.70", "met, 3.00", "missed, 3.00", "met, 0.94", "missed, 0.91")
        }

        "two cores show nothing of four workers" {
            val unknown = "not measurable on 2 cores"
            verdicts(2, two) shouldBe listOf("missed, 1.70", unknown, unknown, "met, 0.94", unknown)
            verdicts(2, two, four) shouldBe verdicts(2, two)
        }

        "one core shows none" {
            verdicts(1).distinct() shouldBe listOf("not measurable on 1 cores")
        }

        "the text has the law's prediction, efficiency both ways, and what limits" {
            fun text(point: WorkerPoint, bytes: Double = 0.1, idle: Double = 0.0): String =
                DiagnosisText.of("path", Diagnosis(2, 1_000, 5e5, bytes, 0.2, listOf(point), idle))

            val text = text(WorkerPoint(2, 1.8, 1.9, 1.8 / 1.9), idle = 0.05)
            text shouldContain "one thread: 10 % of its time reads bytes, 20 % makes records, 70 % makes strings"
            text shouldContain "2 workers: 1.80 times one thread, which is 90 % of 2 cores, and 95 % of 2 readers"
            text shouldContain "11 % is serial, so 1.80 times on 2, 3.00 times on 4, 4.50 times on 8, at most 9.00"
            text shouldContain "what limits: nothing"
            text(two) shouldContain "what limits: the machine"
            text(two, bytes = 0.7) shouldContain "what limits: reading bytes"
            text(two.copy(overIndependent = 0.6), idle = 0.4) shouldContain "what limits: waiting"
            text(two.copy(overIndependent = 0.6)) shouldContain "what limits: the work that cutting"
            val starved = text(two.copy(independentOverOneThread = 1.4))
            starved shouldContain "what limits: others that use the machine"
            starved shouldContain "2 workers over one thread, 1.8: not measurable while others use the machine"
        }
    })
