// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.hasDigits
import dev.marcato.validation.internal.checks.number

/** The date and time of the latest transaction, in 005. */
internal object TransactionDateCheck : FieldCheck(Scope.MARC_21, listOf("005"), listOf(TransactionDates.RULE)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (!TransactionDates.hasForm(field)) {
            at.reportField(TransactionDates.RULE, field, expected = "year, month, day and time as YYYYMMDDHHMMSS.F")
        } else if (!TransactionDates.isReal(field)) {
            at.reportField(TransactionDates.RULE, field, expected = "a date and time that exist")
        }
    }
}

internal object TransactionDates {
    val RULE = contentRule(
        "transactionDate",
        FindingSeverity.ERROR,
        "not a date and time",
        "005",
        "005 has 16 characters: year, month, day, hour, minute and second, a full stop, and tenths of a second. " +
            "Systems compare it to see which version of a record is newer.",
    )
    private const val LENGTH = 16
    private const val POINT = 14
    private const val HOURS = 24
    private const val MINUTES = 60
    private const val HOUR = 8

    fun hasForm(value: ValueView): Boolean = value.byteLength == LENGTH && value.hasDigits(0, POINT) &&
        value.charAt(POINT) == '.' && value.hasDigits(POINT + 1, 1)

    // A minute may have a second more.
    fun isReal(value: ValueView): Boolean =
        Calendar.isDay(value.number(0, 4), value.number(4, 2), value.number(6, 2)) &&
            value.number(HOUR, 2) < HOURS && value.number(HOUR + 2, 2) < MINUTES && value.number(HOUR + 4, 2) <= MINUTES
}
