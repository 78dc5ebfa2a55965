// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import java.time.Year

/** Which days there are. */
internal object Calendar {
    private const val MONTHS = 12
    private const val FEBRUARY = 2
    private const val LEAP_DAY = 29
    private const val MOST = 31
    private const val EACH_LEAP_YEAR = 4
    private const val CENTURY = 100
    private const val LAST_SURE_YEAR = 2026
    private val SHORT_MONTHS = intArrayOf(4, 6, 9, 11)

    fun isMonth(month: Int): Boolean = month in 1..MONTHS

    /** Whether [month] of [year] has this [day], by the calendar of today. */
    fun isDay(year: Int, month: Int, day: Int): Boolean = isMonth(month) && day in 1..days(year, month)

    /** Whether it is later than next year. */
    fun isFuture(year: Int): Boolean = year > LAST_SURE_YEAR && year > Year.now().value + 1

    private fun days(year: Int, month: Int): Int = when (month) {
        FEBRUARY -> if (isLeap(year)) LEAP_DAY else LEAP_DAY - 1
        in SHORT_MONTHS -> MOST - 1
        else -> MOST
    }

    private fun isLeap(year: Int): Boolean = year % EACH_LEAP_YEAR == 0 &&
        (year % CENTURY != 0 || year % (EACH_LEAP_YEAR * CENTURY) == 0)
}
