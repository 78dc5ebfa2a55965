// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.ValueView
import dev.marcato.validation.internal.checks.NONE

/** The text of $6: `880-01`, `245-01/(3/r`. */
internal object Linkage {
    /** The number of 880 fields without a partner. */
    const val NO_PARTNER = 0

    private const val HYPHEN = 3
    private const val AFTER_NUMBER = 6
    private const val SCRIPT_LENGTH = 4
    private const val ASCII_BITS = 7

    /** The sets of MARC-8, and those that 066 adds to them. */
    private val MARC8 = listOf("(3", "(4", "(B", "(N", "(Q", "(S", "(2", "\$1")

    /** Whether a tag, a hyphen and two digits come first, and then nothing or a slash with something after it. */
    fun hasForm(value: ValueView): Boolean {
        for (at in 0 until HYPHEN) if (!isLetterOrDigit(value.charAt(at))) return false
        val after = value.charAt(AFTER_NUMBER)
        return value.charAt(HYPHEN) == '-' && value.charAt(HYPHEN + 1) in '0'..'9' &&
            value.charAt(HYPHEN + 2) in '0'..'9' &&
            (after == NONE || (after == '/' && value.charAt(AFTER_NUMBER + 1) != NONE))
    }

    /** The occurrence number of a [value] that has the form. */
    fun numberIn(value: ValueView): Int = (value.charAt(HYPHEN + 1) - '0') * TEN + (value.charAt(HYPHEN + 2) - '0')

    /** The tag in a [value] that has the form, as a number. */
    fun tagIn(value: ValueView): Int = packed(value.charAt(0), value.charAt(1), value.charAt(2))

    /** The same number for [tag]. */
    fun pack(tag: String): Int = packed(tag[0], tag[1], tag[2])

    /** The tag as text. */
    fun unpack(tag: Int): String = charArrayOf(
        (tag shr 2 * ASCII_BITS).toChar(),
        (tag shr ASCII_BITS and ASCII).toChar(),
        (tag and ASCII).toChar(),
    ).concatToString()

    /** Whether what follows the number of a [value] with the form is a script, an orientation, or both. */
    fun hasScript(value: ValueView): Boolean {
        if (value.charAt(AFTER_NUMBER) == NONE) return true
        val start = AFTER_NUMBER + 1
        var end = start
        while (value.charAt(end) != '/' && value.charAt(end) != NONE) end++
        val isKnown = when (end - start) {
            0 -> true

            // The orientation without a script: one of several ways to write it.
            1 -> value.charAt(start) == 'r' && value.charAt(end) == NONE

            2 -> MARC8.any { it[0] == value.charAt(start) && it[1] == value.charAt(start + 1) }

            SCRIPT_LENGTH -> (start until end).all { isLetter(value.charAt(it)) }

            else -> false
        }
        return isKnown && hasOrientation(value, end, isNeeded = end == start)
    }

    private fun hasOrientation(value: ValueView, slash: Int, isNeeded: Boolean): Boolean =
        if (value.charAt(slash) == NONE) {
            !isNeeded
        } else {
            value.charAt(slash + 1) == 'r' && value.charAt(slash + 2) == NONE
        }

    private fun packed(first: Char, second: Char, third: Char): Int =
        (first.code shl 2 * ASCII_BITS) or (second.code shl ASCII_BITS) or third.code

    private fun isLetter(character: Char): Boolean = character in 'A'..'Z' || character in 'a'..'z'

    private fun isLetterOrDigit(character: Char): Boolean = character in '0'..'9' || isLetter(character)

    private const val ASCII = 0x7F
    private const val TEN = 10
}
