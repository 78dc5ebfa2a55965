// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class KneeSpec :
    FreeSpec({
        "the knee is the smallest value within 5 % of the plateau" {
            val points = curve(10 to 60.0, 25 to 80.0, 50 to 94.9, 100 to 95.0, 200 to 100.0, 500 to 98.0)
            Knee.of(points) shouldBe Measured(100, 95.0)
        }

        "the order of the points does not matter" {
            Knee.of(curve(500 to 98.0, 50 to 97.0, 200 to 100.0, 10 to 60.0)) shouldBe Measured(50, 97.0)
        }

        "of a single point it is that point" {
            Knee.of(curve(10 to 60.0)) shouldBe Measured(10, 60.0)
        }

        "of a falling curve it is the first" {
            Knee.of(curve(10 to 100.0, 25 to 90.0, 50 to 80.0)) shouldBe Measured(10, 100.0)
        }

        "what was not measured does not count" {
            val odd = curve(10 to Double.NaN, 25 to 0.0, 50 to -3.0, 100 to Double.POSITIVE_INFINITY)
            Knee.of(odd) shouldBe null
            Knee.of(emptyList()) shouldBe null
            Knee.of(odd + Measured(200, 7.0)) shouldBe Measured(200, 7.0)
        }

        "a curve is flat if its lowest point is within 5 % of the highest" {
            Knee.isFlat(curve(10 to 95.0, 25 to 100.0, 50 to 96.0)) shouldBe true
            Knee.isFlat(curve(10 to 94.9, 25 to 100.0, 50 to 96.0)) shouldBe false
        }

        "one point, or none that was measured, is no flat curve" {
            Knee.isFlat(curve(10 to 95.0)) shouldBe false
            Knee.isFlat(curve(10 to Double.NaN, 25 to 0.0)) shouldBe false
            Knee.isFlat(emptyList()) shouldBe false
        }

        "a curve still rises if its last point is more than 2 % above all others" {
            Knee.isStillRising(curve(10 to 60.0, 200 to 100.0, 500 to 102.1)) shouldBe true
            Knee.isStillRising(curve(10 to 60.0, 200 to 100.0, 500 to 102.0)) shouldBe false
            Knee.isStillRising(curve(10 to 110.0, 200 to 100.0, 500 to 105.0)) shouldBe false
            Knee.isStillRising(curve(500 to 105.0)) shouldBe false
            Knee.isStillRising(curve(200 to 100.0, 500 to Double.NaN)) shouldBe false
        }
    })

private fun curve(vararg points: Pair<Int, Double>): List<Measured> =
    points.map { (value, throughput) -> Measured(value, throughput) }
