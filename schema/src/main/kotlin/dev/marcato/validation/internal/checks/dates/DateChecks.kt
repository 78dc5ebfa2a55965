// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.FormCheck
import dev.marcato.validation.internal.checks.places

/** Dates, times and periods. */
internal object DateChecks {
    val all: List<Check> = listOf(
        TransactionDateCheck,
        EntryDateCheck,
        YearAgreementCheck,
        FixedDatesCheck,
        FormCheck(Scope.BIBLIOGRAPHIC, places("033\$a"), listOf(EventDate.RULE), EventDate),
        FormCheck(Scope.MARC_21, places("045\$a"), listOf(PeriodCode.RULE), PeriodCode),
        FormCheck(Scope.MARC_21, places("045\$b"), listOf(PeriodCode.RULE), PeriodDate),
        FormCheck(Scope.MARC_21, places("045\$c"), listOf(PeriodCode.RULE), PeriodYears),
        FormCheck(Scope.MARC_21, "cefgjklmnopqrstu".map { "046$$it" }, listOf(SpecialDate.RULE), SpecialDate),
        FormCheck(Scope.BIBLIOGRAPHIC, places("306\$a"), listOf(PlayingTime.RULE), PlayingTime),
    )
}
