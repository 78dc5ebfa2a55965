// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

class RegressionsSpec :
    FreeSpec({
        val marc4j = sample(subject = Subject.MARC4J, recordsPerSecond = 100_000.0, ratioToMarc4j = 1.0)
        val before = listOf(marc4j, sample())

        fun regressions(vararg now: Measurement): List<String> = Regressions.find(before, now.asList()).map { it.what }

        "nothing is worse than itself" {
            Regressions.find(before, before).shouldBeEmpty()
        }

        "faster or leaner is no regression" {
            regressions(marc4j, sample(ratioToMarc4j = 30.0, allocated = 900.0, retained = 1_200.0)).shouldBeEmpty()
        }

        "slower within the spreads is no regression, beyond them it is" {
            // Four times 4 %, combined: 8 %.
            regressions(marc4j, sample(ratioToMarc4j = 18.5)).shouldBeEmpty()
            regressions(marc4j, sample(ratioToMarc4j = 18.3)) shouldBe listOf("x marc4j")
        }

        "a slow machine, on which marc4j is slow too, is no regression" {
            val slow = marc4j.copy(recordsPerSecond = 50_000.0)
            regressions(slow, sample(recordsPerSecond = 1_000_000.0)).shouldBeEmpty()
        }

        "without a ratio the speed itself is judged" {
            val old = listOf(sample(ratioToMarc4j = null))
            val new = listOf(sample(ratioToMarc4j = null, recordsPerSecond = 1_800_000.0))
            Regressions.find(old, new).map { it.toString() } shouldBe
                listOf("records-10k read marcato-path: records/s 2,000,000.00 -> 1,800,000.00 (-10.0 %)")
        }

        "a little noise is none even if the spreads are nothing" {
            val old = listOf(sample(spread = 0.0, ratioToMarc4j = 20.0))
            Regressions.find(old, listOf(sample(spread = 0.0, ratioToMarc4j = 19.5))).shouldBeEmpty()
        }

        "more bytes allocated or retained are a regression" {
            regressions(marc4j, sample(allocated = 1_420.0, retained = 1_310.0)).shouldBeEmpty()
            regressions(marc4j, sample(allocated = 1_430.0, retained = 1_330.0)) shouldBe
                listOf("allocated bytes", "retained bytes")
        }

        "other libraries are not judged, and neither is what was not measured before" {
            regressions(marc4j.copy(recordsPerSecond = 1.0, allocatedBytesPerRecord = 1e9)).shouldBeEmpty()
            regressions(sample(subject = Subject.MARCATO_BYTES, ratioToMarc4j = 1.0)).shouldBeEmpty()
        }

        "a run that was not saved is named, with those that were" {
            val baselines = Baselines(tempdir().toPath().resolve("baselines"))
            shouldThrow<IllegalArgumentException> { baselines.load("main") }.message shouldBe
                "There is no run \"main\"; none was saved"
            baselines.save("monday", before)
            baselines.load("monday") shouldBe before
            shouldThrow<IllegalArgumentException> { baselines.load("main") }.message shouldBe
                "There is no run \"main\"; saved are monday"
        }

        "a name cannot lead out of the folder" {
            shouldThrow<IllegalArgumentException> { Baselines(tempdir().toPath()).checkName("../compare") }
        }
    })
