// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.ValueView

/** What the four characters of a date in 008 are. */
internal enum class DateKind {
    /** Digits, the last of which may be unknown: `1985`, `198u`. */
    YEAR,

    /** `9999`: it goes on. */
    OPEN,

    /** `uuuu`. */
    UNKNOWN,

    /** Four blanks. */
    BLANK,

    /** `||||`: not coded. */
    FILL,

    /** Anything else of characters that are allowed. */
    MIXED,

    /** With characters that are allowed in no date, which the schema says. */
    FOREIGN,
}

/** The dates in 008: date 1 from position 7, date 2 from position 11. */
internal object FixedDates {
    const val TYPE = 6
    const val DATE_1 = 7
    const val DATE_2 = 11
    const val LENGTH = 4
    const val GENERAL = 40
    private const val TEN = 10

    fun kind(field: ValueView, start: Int): DateKind {
        var digits = 0
        var unknown = 0
        var blanks = 0
        var fill = 0
        var isOrdered = true
        for (index in start until start + LENGTH) {
            when (field.charAt(index)) {
                in '0'..'9' -> {
                    digits++
                    if (unknown > 0) isOrdered = false
                }

                'u' -> unknown++

                ' ' -> blanks++

                '|' -> fill++

                else -> return DateKind.FOREIGN
            }
        }
        return when {
            digits == LENGTH -> if (isOpen(field, start)) DateKind.OPEN else DateKind.YEAR
            unknown == LENGTH -> DateKind.UNKNOWN
            blanks == LENGTH -> DateKind.BLANK
            fill == LENGTH -> DateKind.FILL
            isOrdered && digits + unknown == LENGTH -> DateKind.YEAR
            else -> DateKind.MIXED
        }
    }

    /** The first year that the date can be, if it has digits. */
    fun earliest(field: ValueView, start: Int): Int = year(field, start, 0)

    /** The last year that the date can be, if it has digits. */
    fun latest(field: ValueView, start: Int): Int = year(field, start, TEN - 1)

    private fun year(field: ValueView, start: Int, unknown: Int): Int {
        var year = 0
        for (index in start until start + LENGTH) {
            val character = field.charAt(index)
            year = year * TEN + if (character == 'u') unknown else character - '0'
        }
        return year
    }

    private fun isOpen(field: ValueView, start: Int): Boolean {
        for (index in start until start + LENGTH) if (field.charAt(index) != '9') return false
        return true
    }
}
