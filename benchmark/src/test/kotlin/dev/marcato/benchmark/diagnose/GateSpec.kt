// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class GateSpec :
    FreeSpec({
        "four cores show all of them" {
            val gates = Gate.all(4, mapOf(2 to 1.86, 4 to 3.0), mapOf(2 to 1.5, 4 to 2.6), mapOf(2 to 2.0, 4 to 3.0))
            gates.map { it.target } shouldBe listOf(1.8, 2.5, 3.2, 1.8, 2.5, 0.93, 0.93)
            gates.map { it.measured } shouldBe listOf(1.86, 3.0, 3.0, 1.5, 2.6, 0.93, 1.0)
            gates.map { it.state == Gate.State.MET } shouldBe listOf(true, true, false, false, true, true, true)
        }

        "two cores show nothing of four workers, although four may have run" {
            val gates = Gate.all(2, mapOf(2 to 1.7, 4 to 1.7), mapOf(2 to 1.9, 4 to 1.9), mapOf(2 to 1.9, 4 to 1.9))
            gates.map { it.state } shouldBe listOf(
                Gate.State.MISSED,
                Gate.State.NOT_SHOWN,
                Gate.State.NOT_SHOWN,
                Gate.State.MET,
                Gate.State.NOT_SHOWN,
                Gate.State.MISSED,
                Gate.State.NOT_SHOWN,
            )
            gates.filter { it.state == Gate.State.NOT_SHOWN }.map { it.measured } shouldBe List(4) { null }
        }

        "nothing measured shows nothing" {
            val odd = mapOf(2 to Double.NaN, 4 to 0.0)
            for (speedUps in listOf(emptyMap(), odd)) {
                Gate.all(8, speedUps, speedUps, odd).map { it.state }.distinct() shouldBe listOf(Gate.State.NOT_SHOWN)
            }
        }
    })
