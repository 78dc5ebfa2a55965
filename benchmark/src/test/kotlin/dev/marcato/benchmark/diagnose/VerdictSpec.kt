// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.diagnose.Remark.Cause
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

class VerdictSpec :
    FreeSpec({
        "speed-ups are judged for as many workers as there are cores" {
            val many = symptoms(cores = 8, speedUps = mapOf(2 to 1.85, 4 to 2.1))
            Verdict.of(many).texts(Cause.SPEED_UP) shouldBe listOf(
                "2 workers are 1.85 times as fast as one thread, which is good.",
                "4 workers are 2.10 times as fast as one thread, which is fair.",
            )
            Verdict.of(symptoms(cores = 2, speedUps = mapOf(2 to 1.4, 4 to 1.3))).texts(Cause.SPEED_UP) shouldBe
                listOf("2 workers are 1.40 times as fast as one thread, which is poor.")
            Verdict.of(symptoms(cores = 1, speedUps = mapOf(2 to 1.0))).texts(Cause.SPEED_UP) shouldBe emptyList()
        }

        "more than 60 % of I/O is I/O-bound, and then idle cores are no wonder" {
            val remarks = Verdict.of(symptoms(shares = shares(io = 0.61), idle = 0.7))
            remarks.text(Cause.IO_BOUND) shouldContain "I/O-bound: 61 % of the time goes into reads. More workers will"
            remarks.map { it.cause } shouldNotContain Cause.CPU_IDLE
            Verdict.of(symptoms(shares = shares(io = 0.60))).map { it.cause } shouldNotContain Cause.IO_BOUND
        }

        "more than 30 % of waits ask for a smaller capacity" {
            val text = Verdict.of(symptoms(shares = shares(waits = 0.31))).text(Cause.WAITS)
            text shouldContain "31 %"
            text shouldContain "smaller capacity"
            text shouldNotContain "open it as a path"
            Verdict.of(symptoms(shares = shares(waits = 0.30))).map { it.cause } shouldNotContain Cause.WAITS
        }

        "where one reads for all, that may be what they wait for" {
            Verdict.of(symptoms(isCut = false, shares = shares(waits = 0.5))).text(Cause.WAITS) shouldContain
                "open it as a path"
        }

        "idle cores ask for coarser tasks" {
            Verdict.of(symptoms(idle = 0.31)).text(Cause.CPU_IDLE) shouldContain "coarser tasks"
            Verdict.of(symptoms(idle = 0.30)).map { it.cause } shouldNotContain Cause.CPU_IDLE
        }

        "a flat curve means batches of 100, another one its knee" {
            val flat = listOf(Measured(10, 99.0), Measured(100, 100.0))
            Verdict.of(symptoms(batches = flat)).text(Cause.FLAT) shouldContain "stay at 100"
            val rising = listOf(Measured(10, 50.0), Measured(50, 97.0), Measured(100, 100.0))
            Verdict.of(symptoms(batches = rising)).text(Cause.KNEE) shouldBe
                "Batches of 50 records are the smallest within 5 % of the best; the default of 100 is no smaller."
            val far = listOf(Measured(100, 50.0), Measured(500, 100.0))
            Verdict.of(symptoms(batches = far)).text(Cause.KNEE) shouldBe
                "Batches of 500 records are the smallest within 5 % of the best."
        }

        "the serial share is told with its limit" {
            Verdict.of(symptoms(serialShare = 0.05)).text(Cause.SERIAL_SHARE) shouldBe "By Amdahl's law 5.0 % of the " +
                "work is serial: no number of workers makes it more than 20.00 times as fast."
            Verdict.of(symptoms(serialShare = 0.0)).text(Cause.SERIAL_SHARE) shouldContain "there is no limit"
        }

        "what more cores would show is told, and predicted if something tells it" {
            Verdict.of(symptoms(cores = 2, serialShare = 0.1)).text(Cause.TOO_FEW_CORES) shouldBe "This machine has " +
                "2 cores, so it cannot show what 4 or 8 workers would give on as many. The law predicts, if nothing " +
                "else changes: 3.08 on 4, 4.71 on 8."
            Verdict.of(symptoms(cores = 1, serialShare = null)).text(Cause.TOO_FEW_CORES) shouldBe
                "This machine has 1 core, so it cannot show what 2 or 4 or 8 workers would give on as many."
            Verdict.of(symptoms(cores = 8, serialShare = 0.1)).map { it.cause } shouldNotContain Cause.TOO_FEW_CORES
        }

        "on a machine that others use nothing can be relied on, which is said first" {
            val remarks = Verdict.of(symptoms(cores = 2, load = 1.1, speedUps = mapOf(2 to 1.9)))
            remarks.first() shouldBe Remark(
                Cause.BUSY,
                "Others were using the machine (load 1.10, cores: 2), so none of this can be relied on: measure " +
                    "again when they do not.",
            )
            Verdict.of(symptoms(cores = 2, load = 1.0)).map { it.cause } shouldNotContain Cause.BUSY
            Verdict.of(symptoms(cores = 8, load = 3.9)) shouldBe emptyList()
        }

        "of nothing nothing is said" {
            Verdict.of(symptoms(cores = 8)) shouldBe emptyList()
            val odd = symptoms(
                cores = 8,
                speedUps = mapOf(2 to Double.NaN, 4 to 0.0),
                batches = listOf(Measured(10, Double.NaN), Measured(25, 0.0)),
            )
            Verdict.of(odd) shouldBe emptyList()
        }

        "all of it comes in the order of cause and remedy" {
            val all = symptoms(
                cores = 2,
                speedUps = mapOf(2 to 1.2),
                serialShare = 0.6,
                shares = shares(waits = 0.4),
                idle = 0.4,
                batches = listOf(Measured(10, 1.0), Measured(25, 2.0)),
            )
            Verdict.of(all).map { it.cause }.shouldContainExactly(
                Cause.SPEED_UP,
                Cause.WAITS,
                Cause.CPU_IDLE,
                Cause.KNEE,
                Cause.SERIAL_SHARE,
                Cause.TOO_FEW_CORES,
            )
        }
    })

private fun List<Remark>.texts(cause: Cause): List<String> = filter { it.cause == cause }.map { it.text }

private fun List<Remark>.text(cause: Cause): String = texts(cause).singleOrNull().shouldNotBeNull()

private fun shares(io: Double = 0.0, waits: Double = 0.0): Shares =
    Shares(io, framing = 0.0, decoding = 0.0, transform = 1 - io - waits, waits)

private fun symptoms(
    cores: Int = 2,
    load: Double? = null,
    isCut: Boolean = true,
    speedUps: Map<Int, Double> = emptyMap(),
    serialShare: Double? = null,
    shares: Shares? = null,
    idle: Double? = null,
    batches: List<Measured> = emptyList(),
): Symptoms = Symptoms(cores, load, isCut, speedUps, serialShare, shares, idle, batches)
