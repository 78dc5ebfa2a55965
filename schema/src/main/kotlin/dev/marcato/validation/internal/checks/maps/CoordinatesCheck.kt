// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.maps

import dev.marcato.FieldCursor
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.eachSubfield

internal object Coordinates {
    val FORM = contentRule(
        "coordinateForm",
        FindingSeverity.WARNING,
        "not a coordinate",
        "034",
        "034 \$d to \$g have a letter for the hemisphere, three digits for degrees, and two each for minutes and " +
            "seconds: W0963700. Decimals may stand for minutes and seconds, and a sign for the letter: -096.616667.",
    )
    val RANGE = contentRule(
        "coordinateRange",
        FindingSeverity.ERROR,
        "there is no such place on the globe",
        "034",
        "A longitude has at most 180 degrees, a latitude at most 90.",
    )
    val COMPLETE = contentRule(
        "coordinatesIncomplete",
        FindingSeverity.WARNING,
        "a coordinate is missing",
        "034",
        "Each of 034 \$d (west), \$e (east), \$f (north) and \$g (south) needs the other three; for a point, two of " +
            "them are equal.",
    )
    val ORDER = contentRule(
        "coordinatesReversed",
        FindingSeverity.WARNING,
        "the northern edge is south of the southern one",
        "034",
        "034 \$f is the latitude of the northern edge of a map, \$g that of the southern one. West and east aren't " +
            "compared, since a map may lie across 180 degrees.",
    )
}

/** The edges of maps in 034. */
internal object CoordinatesCheck : FieldCheck(
    Scope.MARC_21,
    listOf("034"),
    listOf(Coordinates.FORM, Coordinates.RANGE, Coordinates.COMPLETE, Coordinates.ORDER),
) {
    private const val CODES = "defg"
    private const val ALL = 15
    private const val MOST_EAST = 180.0
    private const val MOST_NORTH = 90.0

    override fun check(field: FieldCursor, at: Examination) {
        // Places on other planets are counted otherwise.
        if (isPlanet(field)) return
        var present = 0
        var count = 0
        var north = Coordinate.NONE
        var south = Coordinate.NONE
        field.eachSubfield {
            val place = CODES.indexOf(it.code)
            if (place >= 0 && !it.isEmpty) {
                count++
                present = present or (1 shl place)
                val degrees = judged(field, at, isLongitude = place < 2)
                if (it.code == 'f') {
                    north = degrees
                } else if (it.code == 'g') {
                    south = degrees
                }
            }
        }
        if (present != 0 && present != ALL) {
            val missing = CODES.first { present and (1 shl CODES.indexOf(it)) == 0 }
            at.reportMissing(Coordinates.COMPLETE, field, missing, "all of \$d, \$e, \$f and \$g")
        }
        if (count == CODES.length && north < south) reportOrder(field, at)
    }

    private fun isPlanet(field: FieldCursor): Boolean {
        field.eachSubfield { if (it.code == '2') return it.valueEquals("gpn") }
        return false
    }

    /** The degrees of the current subfield, after reporting what is wrong with them. */
    private fun judged(field: FieldCursor, at: Examination, isLongitude: Boolean): Double {
        val letters = if (isLongitude) "EW" else "NS"
        val most = if (isLongitude) MOST_EAST else MOST_NORTH
        val degrees = Coordinate.degrees(field.subfields, letters)
        if (degrees.isNaN()) {
            val example = if (isLongitude) "E0123000" else "N0453000"
            at.reportSubfield(
                Coordinates.FORM,
                field,
                "${letters[0]} or ${letters[1]} and seven digits, such as $example",
            )
        } else if (degrees > most || degrees < -most) {
            at.reportSubfield(Coordinates.RANGE, field, "at most ${most.toInt()} degrees")
            return Coordinate.NONE
        }
        return degrees
    }

    private fun reportOrder(field: FieldCursor, at: Examination) {
        field.eachSubfield {
            if (it.code ==
                'f'
            ) {
                at.reportSubfield(Coordinates.ORDER, field, "a latitude north of \$g")
            }
        }
    }
}
