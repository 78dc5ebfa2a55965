// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.FieldCursor
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.hasDigits
import dev.marcato.validation.internal.checks.number

private val RULE = contentRule(
    "entryDate",
    FindingSeverity.WARNING,
    "the date on which the record was made doesn't exist",
    "008a",
    "008/00-05 is the date on which the record was entered: the last two digits of the year, month and day.",
)

/** The date in 008/00-05. That it has six digits is a rule of the schema. */
internal object EntryDateCheck : FieldCheck(Scope.MARC_21, listOf("008"), listOf(RULE)) {
    private const val LENGTH = 6

    override fun check(field: FieldCursor, at: Examination) {
        // A year of two digits is a leap year if it was one in one of the centuries; only 1900 differs.
        if (field.byteLength < LENGTH || !field.hasDigits(0, LENGTH)) return
        if (!Calendar.isDay(2000 + field.number(0, 2), field.number(2, 2), field.number(4, 2))) {
            at.reportPositions(RULE, field, 0, LENGTH - 1, "a date that exists, as yymmdd")
        }
    }
}
