// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.validation.internal.checks.maps.Coordinate
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.boolean
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll
import java.util.Locale

class CoordinateSpec : FreeSpec({
    "all ways to write a place mean the same" {
        checkAll(2_000, Arb.int(0..180), Arb.int(0..59), Arb.int(0..59), Arb.boolean()) {
                degrees,
                minutes,
                seconds,
                isWest,
            ->
            val size = degrees + minutes / 60.0 + seconds / 3600.0
            val expected = (if (isWest) -size else size) plusOrMinus 0.000_01
            val letter = if (isWest) "W" else "E"
            val sign = if (isWest) "-" else "+"
            degreesOf("$letter%03d%02d%02d".format(degrees, minutes, seconds)) shouldBe expected
            degreesOf("$letter%03d%02d%02d.000".format(degrees, minutes, seconds)) shouldBe expected
            degreesOf(String.format(Locale.ROOT, "$letter%03d%07.4f", degrees, minutes + seconds / 60.0)) shouldBe
                expected
            degreesOf(String.format(Locale.ROOT, "$sign%010.6f", size)) shouldBe expected
            degreesOf(String.format(Locale.ROOT, "$letter%010.6f", size)) shouldBe expected
        }
    }

    "60 minutes and seconds, and other letters, are none" {
        val none = listOf("E0106000", "E0100060", "N0100000", "E10", "E0100", "E01000000", "E010.", "10 E", "e0100000")
        for (text in none) {
            (text to degreesOf(text).isNaN()) shouldBe (text to true)
        }
    }

    "no text makes it fail" {
        checkAll(2_000, Arb.string(0..30)) { text -> degreesOf(text) }
    }
})

private fun degreesOf(text: String): Double = viewing(text) { Coordinate.degrees(it, "EW") }
