// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.validation.internal.checks.dates.Calendar
import dev.marcato.validation.internal.checks.dates.EventDate
import dev.marcato.validation.internal.checks.dates.PeriodDate
import dev.marcato.validation.internal.checks.dates.SpecialDate
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.checkAll
import java.time.DateTimeException
import java.time.LocalDate
import java.time.Year

/** Days exist as the calendar of the JDK has them. */
class CalendarSpec : FreeSpec({
    "days of all months" {
        for (year in listOf(1600, 1900, 1999, 2000, 2023, 2024)) {
            for (month in 0..13) for (day in 0..32) Calendar.isDay(year, month, day) shouldBe exists(year, month, day)
        }
    }

    "dates in 033, 045 and 046" {
        checkAll(3_000, Arb.int(1..9999), Arb.int(0..13), Arb.int(0..32)) { year, month, day ->
            val exists = exists(year, month, day)
            val date = two(year / 100) + two(year % 100) + two(month) + two(day)
            (EventDate.faultOf(date) == null) shouldBe exists
            (PeriodDate.faultOf("d$date") == null) shouldBe exists
            (SpecialDate.faultOf(date) == null) shouldBe exists
            (SpecialDate.faultOf("${date.take(4)}-${two(month)}-${two(day)}") == null) shouldBe exists
        }
    }

    "the year after the next is in the future" {
        val year = Year.now().value
        Calendar.isFuture(year + 1) shouldBe false
        Calendar.isFuture(year + 2) shouldBe true
    }
})

private fun two(number: Int) = "$number".padStart(2, '0')

private fun exists(year: Int, month: Int, day: Int): Boolean = try {
    LocalDate.of(year, month, day).dayOfMonth == day
} catch (_: DateTimeException) {
    false
}
