// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.maps

import dev.marcato.ValueView
import dev.marcato.validation.internal.checks.hasDigits
import dev.marcato.validation.internal.checks.number

/**
 * Reads coordinates of 034 $d to $g: a letter for the hemisphere or a sign, three digits for degrees, and two each for
 * minutes and seconds (`W0963700`), or decimals after a full stop (`+096.616667`).
 */
internal object Coordinate {
    /** What [degrees] returns for what isn't a coordinate. */
    const val NONE = Double.NaN
    private const val DEGREES = 3
    private const val PAIR = 2
    private const val SIXTY = 60
    private const val TEN = 10.0
    private const val LONGEST = 24

    /** The degrees of [value], west and south below zero; [NONE] if it isn't a coordinate with one of these [letters]. */
    fun degrees(value: ValueView, letters: String): Double {
        val length = value.byteLength
        if (length > LONGEST) return NONE
        val first = value.charAt(0)
        val start = if (first in letters || first == '+' || first == '-') 1 else 0
        if (!value.hasDigits(start, DEGREES)) return NONE
        val whole = wholeDigits(value, start)
        val isNegative = first == letters[1] || first == '-'
        val size = sizeOf(value, start, whole) + decimals(value, start + whole, length) / partOf(whole)
        return if (isNegative) -size else size
    }

    private fun wholeDigits(value: ValueView, start: Int): Int {
        var count = DEGREES
        while (count < DEGREES + 2 * PAIR && value.charAt(start + count) in '0'..'9') count++
        return count
    }

    private fun sizeOf(value: ValueView, start: Int, digits: Int): Double {
        if (digits != DEGREES && digits != DEGREES + PAIR && digits != DEGREES + 2 * PAIR) return NONE
        val minutes = if (digits > DEGREES) value.number(start + DEGREES, PAIR) else 0
        val seconds = if (digits > DEGREES + PAIR) value.number(start + DEGREES + PAIR, PAIR) else 0
        if (minutes >= SIXTY || seconds >= SIXTY) return NONE
        return value.number(start, DEGREES) + (minutes + seconds.toDouble() / SIXTY) / SIXTY
    }

    /** The part of a degree that the last of so many digits counts. */
    private fun partOf(digits: Int): Int = when (digits) {
        DEGREES -> 1
        DEGREES + PAIR -> SIXTY
        else -> SIXTY * SIXTY
    }

    /** What follows from [start] to the end: a full stop or comma and digits, or nothing. */
    private fun decimals(value: ValueView, start: Int, end: Int): Double {
        if (start == end) return 0.0
        if (value.charAt(start) != '.' && value.charAt(start) != ',') return NONE
        var decimals = 0.0
        var unit = 1.0
        for (index in start + 1 until end) {
            if (value.charAt(index) !in '0'..'9') return NONE
            unit /= TEN
            decimals += (value.charAt(index) - '0') * unit
        }
        return if (start + 1 == end) NONE else decimals
    }
}
