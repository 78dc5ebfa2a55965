// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.contentRule

/** Which dates belong to a type of date in 008/06: the kinds of date 1 and date 2, and how to say them. */
internal class DateType(
    val code: Char,
    val first: Set<DateKind>,
    val firstInWords: String,
    val second: Set<DateKind>,
    val secondInWords: String,
    val order: Int = 0,
)

internal object DateTypes {
    val FIT = contentRule(
        "dateType",
        FindingSeverity.WARNING,
        "the date doesn't fit the type of date in 008/06",
        "008a",
        "008/06 says what the two dates in 008/07-14 are: a single date has no second one, a serial that still " +
            "appears has 9999 there, one that ended the year, and so on. Systems sort and search by these dates. " +
            "Dates that aren't coded (||||) are never wrong; in records other than those of serials, the types c " +
            "and d aren't looked at, since they meant something else before.",
    )
    val FORM = contentRule(
        "dateForm",
        FindingSeverity.WARNING,
        "not a date of 008",
        "008a",
        "A date of 008 has four digits, and the last ones may be unknown (u); or all of it is blank or not coded " +
            "(||||).",
    )
    val ORDER = contentRule(
        "datesReversed",
        FindingSeverity.WARNING,
        "the dates are in the wrong order",
        "008a",
        "Of a range, date 1 in 008/07-10 is the first year and date 2 the last one; of a reprint, date 1 is the " +
            "year of the reprint and date 2 that of the original. Reported only if it is certain whatever unknown " +
            "digits are.",
    )
    val FUTURE = contentRule(
        "futureYear",
        FindingSeverity.WARNING,
        "the year is in the future",
        "008a",
        "Date 1 in 008/07-10 is after next year: probably digits were swapped.",
    )

    /** Date 1 isn't after date 2. */
    const val ASCENDING = 1

    /** Date 1 isn't before date 2. */
    const val DESCENDING = -1

    private const val YEAR = "a year, or uuuu"
    private const val BLANKS = "four blanks"
    private const val UNKNOWN = "uuuu"
    private val years = setOf(DateKind.YEAR, DateKind.UNKNOWN)
    private val openYears = years + DateKind.OPEN
    private val blank = setOf(DateKind.BLANK)
    private val unknown = setOf(DateKind.UNKNOWN)

    private val byCode = listOf(
        DateType('b', blank, BLANKS, blank, BLANKS),
        DateType('c', years, YEAR, setOf(DateKind.OPEN), "9999"),
        DateType('d', years, YEAR, years, "the year in which it ended, or uuuu", ASCENDING),
        DateType('e', years, YEAR, DateKind.entries.toSet(), "month and day as mmdd"),
        DateType('i', years, YEAR, openYears, "the last year, uuuu or 9999", ASCENDING),
        DateType('k', years, YEAR, openYears, "the last year, uuuu or 9999", ASCENDING),
        DateType('m', years, YEAR, openYears, "the last year, uuuu or 9999", ASCENDING),
        DateType('n', unknown, UNKNOWN, unknown, UNKNOWN),
        DateType('p', years, YEAR, years, "the year of production, or uuuu", DESCENDING),
        DateType('q', years, YEAR, years, "the latest possible year", ASCENDING),
        DateType('r', years, YEAR, years, "the year of the original, or uuuu", DESCENDING),
        DateType('s', years, YEAR, blank, BLANKS),
        DateType('t', years, YEAR, years, "the year of copyright, or uuuu"),
        DateType('u', years, YEAR, unknown, UNKNOWN),
    )

    fun of(code: Char): DateType? = byCode.firstOrNull { it.code == code }
}
