// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.hasDigits
import dev.marcato.validation.internal.checks.number

/** Date and time of an event in 033: `yyyymmddhhmm+-hhmm`, with hyphens for what isn't known. */
internal object EventDate : Form {
    val RULE = contentRule(
        "eventDate",
        FindingSeverity.WARNING,
        "not a date of an event",
        "033",
        "033 \$a is year, month and day as yyyymmdd, with hyphens for what isn't known, and may go on with hour and " +
            "minute, and the difference from Greenwich time as + or - and hhmm.",
    )
    private const val DATE = 8
    private const val MINUTE = 12
    private const val FULL = 17
    private const val HOURS = 24
    private const val MINUTES = 60
    private const val LEAP_YEAR = 2000

    override fun isFine(value: ValueView): Boolean = value.byteLength == DATE && value.hasDigits(0, DATE) &&
        Calendar.isDay(value.number(0, 4), value.number(4, 2), value.number(6, 2))

    override fun fault(text: String): Fault? {
        val date = text.take(DATE)
        val time = text.drop(DATE)
        return if (isDate(date) &&
            isTime(time)
        ) {
            null
        } else {
            Fault(RULE, "a date as yyyymmdd, with hyphens for unknown parts")
        }
    }

    private fun isDate(date: String): Boolean {
        if (date.length != DATE || !date.all { it in '0'..'9' || it == '-' }) return false
        val month = date.substring(4, 6)
        val day = date.substring(6)
        val year = date.take(4).toIntOrNull() ?: LEAP_YEAR
        val monthNumber = month.toIntOrNull()
        if (monthNumber == null || monthNumber < 0) return day == "--" && month.all { it == '-' }
        if (!Calendar.isMonth(monthNumber)) return false
        return day == "--" || Calendar.isDay(year, monthNumber, day.toIntOrNull() ?: 0)
    }

    private fun isTime(time: String): Boolean {
        if (time.isEmpty()) return true
        val clock = time.take(MINUTE - DATE)
        val zone = time.drop(MINUTE - DATE)
        val isZone = zone.isEmpty() || (zone.length == FULL - MINUTE && zone[0] in "+-" && isClock(zone.drop(1)))
        return isZone && (isClock(clock) || clock == "----")
    }

    private fun isClock(text: String): Boolean = text.length == 4 && text.all { it in '0'..'9' } &&
        text.take(2).toInt() < HOURS && text.drop(2).toInt() < MINUTES
}

/** Periods in 045: codes of two characters in $a, formatted dates in $b and $c. */
internal object PeriodCode : Form {
    val RULE = contentRule(
        "timePeriod",
        FindingSeverity.WARNING,
        "not a time period",
        "045",
        "045 \$a has two codes of a letter from a to y and a digit or hyphen each: x2x4. \$b is c or d for before " +
            "or after the birth of Christ, a year of four digits, and perhaps month, day and hour. \$c is a number " +
            "of years.",
    )
    private const val LENGTH = 4

    override fun isFine(value: ValueView): Boolean =
        value.byteLength == LENGTH && isCode(value.charAt(0), value.charAt(1)) &&
            isCode(value.charAt(2), value.charAt(3))

    override fun fault(text: String): Fault? = Fault(RULE, "two codes of a letter and a digit or hyphen, such as x2x4")

    private fun isCode(letter: Char, digit: Char) = letter in 'a'..'y' && (digit in '0'..'9' || digit == '-')
}

/** A formatted date in 045 $b. */
internal object PeriodDate : Form {
    private const val YEAR_END = 5
    private const val MONTH_END = 7
    private const val DAY_END = 9
    private const val HOUR_END = 11
    private const val HOURS = 24

    override fun isFine(value: ValueView): Boolean {
        val length = value.byteLength
        if (length != YEAR_END && length != MONTH_END && length != DAY_END && length != HOUR_END) return false
        if (value.charAt(0) !in "cd" || !value.hasDigits(1, length - 1)) return false
        val year = value.number(1, 4)
        return when {
            length == YEAR_END -> true

            length == MONTH_END -> Calendar.isMonth(value.number(YEAR_END, 2))

            else -> Calendar.isDay(year, value.number(YEAR_END, 2), value.number(MONTH_END, 2)) &&
                (length == DAY_END || value.number(DAY_END, 2) < HOURS)
        }
    }

    override fun fault(text: String): Fault? = Fault(PeriodCode.RULE, "c or d and a year of four digits, such as d1972")
}

/** Years before 9999 B.C. in 045 $c. */
internal object PeriodYears : Form {
    override fun isFine(value: ValueView): Boolean = value.hasDigits(0, value.byteLength)

    override fun fault(text: String): Fault? = Fault(PeriodCode.RULE, "a number of years")
}

/** Coded dates in 046. There are several ways to write them, so only days and months that don't exist are reported. */
internal object SpecialDate : Form {
    val RULE = contentRule(
        "specialDate",
        FindingSeverity.WARNING,
        "the date doesn't exist",
        "046",
        "Dates in 046 are written yyyy, yyyy-mm, yyyymmdd or, with edtf in \$2, yyyy-mm-dd. Reported are months and " +
            "days that don't exist; other ways to write them aren't judged.",
    )
    private const val DAY = 8
    private const val YEAR_MONTH = 7
    private const val DASHED = 10

    override fun isFine(value: ValueView): Boolean = when (value.byteLength) {
        DAY -> !value.hasDigits(0, DAY) || Calendar.isDay(value.number(0, 4), value.number(4, 2), value.number(6, 2))

        YEAR_MONTH -> !isDashed(value) || isMonthOrSeason(value.number(5, 2))

        DASHED -> !isDashed(value) || value.charAt(YEAR_MONTH) != '-' || !value.hasDigits(DAY, 2) ||
            Calendar.isDay(value.number(0, 4), value.number(5, 2), value.number(DAY, 2))

        else -> true
    }

    private fun isDashed(value: ValueView): Boolean =
        value.hasDigits(0, 4) && value.charAt(4) == '-' && value.hasDigits(5, 2)

    /** Seasons have numbers in EDTF. */
    private fun isMonthOrSeason(number: Int): Boolean = Calendar.isMonth(number) || number in 21..41

    override fun fault(text: String): Fault? = Fault(RULE, "a month and a day that exist")
}

/** Playing times in 306: `hhmmss`. */
internal object PlayingTime : Form {
    val RULE = contentRule(
        "playingTime",
        FindingSeverity.WARNING,
        "not a playing time",
        "306",
        "306 \$a is hours, minutes and seconds as six digits: 000345. Letters and colons belong in 300 or 500.",
    )
    private const val LENGTH = 6
    private const val SIXTY = 60

    override fun isFine(value: ValueView): Boolean = value.byteLength == LENGTH && value.hasDigits(0, LENGTH) &&
        value.number(2, 2) < SIXTY && value.number(4, 2) < SIXTY

    override fun fault(text: String): Fault? =
        Fault(RULE, "six digits as hhmmss, with fewer than 60 minutes and seconds")
}
