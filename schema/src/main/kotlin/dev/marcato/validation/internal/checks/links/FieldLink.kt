// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.ValueView
import dev.marcato.validation.internal.checks.NONE

/** The text of $8: `1\p`, `1.2\x`, and `1.2` in holdings. */
internal object FieldLink {
    /** What the number of a value is that hasn't the form. */
    const val BROKEN = -1L

    /** The type of a value without one. */
    const val NO_TYPE = NONE

    /** All types. */
    const val TYPES = "acprux"

    /** The types for which a field alone makes no sense; a single item, or the first of a sequence, may be alone. */
    const val TYPES_OF_PAIRS = "apru"

    private const val TEN = 10L
    private const val LONGEST = 18

    /** The link number in [value], or [BROKEN]. */
    fun numberIn(value: ValueView): Long {
        val end = endOfDigits(value, 0)
        if (end == 0 || end > LONGEST || !isRightAfter(value, end)) return BROKEN
        var number = 0L
        for (at in 0 until end) number = number * TEN + (value.charAt(at) - '0')
        return number
    }

    /** The type in a [value] that has the form, or [NO_TYPE]. */
    fun typeIn(value: ValueView): Char {
        var at = 0
        while (value.charAt(at) != '\\') if (value.charAt(at++) == NONE) return NO_TYPE
        return value.charAt(at + 1)
    }

    private fun isRightAfter(value: ValueView, number: Int): Boolean {
        var at = number
        if (value.charAt(at) == '.') {
            at = endOfDigits(value, number + 1)
            if (at == number + 1) return false
        }
        if (value.charAt(at) == '\\') {
            if (value.charAt(at + 1) == NONE) return false
            at += 2
        }
        return value.charAt(at) == NONE
    }

    private fun endOfDigits(value: ValueView, start: Int): Int {
        var at = start
        while (value.charAt(at) in '0'..'9') at++
        return at
    }
}
