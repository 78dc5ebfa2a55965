// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.eachSubfield

private val RULE = contentRule(
    "yearAgreement",
    FindingSeverity.HINT,
    "the year of publication is another one than in 008",
    "008a",
    "If 008/06 is s, 008/07-10 is the year that is in 260 \$c or 264 \$c. Often it was expected when the record was " +
        "made, and is another one in the end. Looked at are records with one such field that has one number, a year " +
        "of four digits.",
)

/** Compares a single year of publication with the year of 008. */
internal object YearAgreementCheck : FieldCheck(Scope.BIBLIOGRAPHIC, listOf("260", "264"), listOf(RULE)) {
    /** Years that differ by more are those of other calendars. */
    private const val OTHER_CALENDAR = 500
    private const val OPEN = 9999
    private const val TEN = 10

    override fun check(field: FieldCursor, at: Examination) {
        if (at.general(FixedDates.TYPE) != 's') return
        val year = generalYear(at)
        if (year == 0 || year == OPEN) return
        var found = 0
        var count = 0
        field.eachSubfield {
            if (it.code == 'c') {
                found = onlyYear(it)
                count++
            }
        }
        if (count != 1 || found == year || found !in year - OTHER_CALENDAR..year + OTHER_CALENDAR) return
        if (at.count("260") + at.count("264") != 1) return
        field.eachSubfield {
            if (it.code == 'c') at.reportSubfield(RULE, field, "$year as in 008/07-10, or $found there")
        }
    }

    /** The year of date 1; 0 if it isn't four digits. */
    private fun generalYear(at: Examination): Int {
        var year = 0
        for (index in FixedDates.DATE_1 until FixedDates.DATE_2) {
            val character = at.general(index)
            if (character !in '0'..'9') return 0
            year = year * TEN + (character - '0')
        }
        return year
    }

    /** The only number in [statement], if it has four digits; otherwise 0. */
    private fun onlyYear(statement: ValueView): Int {
        var year = 0
        var digits = 0
        var hasEnded = false
        for (index in 0 until minOf(statement.byteLength, LONGEST)) {
            val character = statement.charAt(index)
            if (character in '0'..'9') {
                if (hasEnded) return 0
                digits++
                year = year * TEN + (character - '0')
            } else if (digits > 0) {
                hasEnded = true
            }
            if (digits > FixedDates.LENGTH) return 0
        }
        return if (digits == FixedDates.LENGTH) year else 0
    }

    private const val LONGEST = 40
}
