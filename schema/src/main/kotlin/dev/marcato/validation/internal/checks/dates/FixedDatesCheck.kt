// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.dates

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.Rule
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.hasDigits
import dev.marcato.validation.internal.checks.number

/** The dates of publication in 008/06-14, of which one thing is reported: the first that is wrong. */
internal object FixedDatesCheck : FieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("008"),
    listOf(DateTypes.FORM, DateTypes.FIT, DateTypes.ORDER, DateTypes.FUTURE),
) {
    private const val LEVEL = 7
    private const val SERIALS = "bis"
    private const val LEAP_YEAR = 2000

    override fun check(field: FieldCursor, at: Examination) {
        if (field.byteLength != FixedDates.GENERAL) return
        val type = DateTypes.of(field.charAt(FixedDates.TYPE)) ?: return
        val first = FixedDates.kind(field, FixedDates.DATE_1)
        val second = FixedDates.kind(field, FixedDates.DATE_2)
        // What has other characters is reported by the schema.
        if (first == DateKind.FOREIGN || second == DateKind.FOREIGN) return
        // c and d meant something else before, in records of other materials.
        val isOld = type.code in "cd" && at.leader(LEVEL) !in SERIALS
        when {
            first == DateKind.MIXED -> report(DateTypes.FORM, field, at, FixedDates.DATE_1, type)

            !hasForm(field, type, second) -> report(DateTypes.FORM, field, at, FixedDates.DATE_2, type)

            isOld -> Unit

            !fits(first, type.first) -> report(DateTypes.FIT, field, at, FixedDates.DATE_1, type)

            !fits(second, type.second) -> report(DateTypes.FIT, field, at, FixedDates.DATE_2, type)

            isReversed(field, type, first, second) -> at.reportPositions(
                DateTypes.ORDER,
                field,
                FixedDates.DATE_1,
                FixedDates.DATE_2 + FixedDates.LENGTH - 1,
                if (type.order == DateTypes.ASCENDING) "the earlier year first" else "the later year first",
            )

            first == DateKind.YEAR && Calendar.isFuture(FixedDates.earliest(field, FixedDates.DATE_1)) ->
                at.reportPositions(DateTypes.FUTURE, field, FixedDates.DATE_1, END_1, "a year up to the next one")
        }
    }

    private fun report(rule: Rule, field: FieldCursor, at: Examination, start: Int, type: DateType) {
        val words = if (start == FixedDates.DATE_1) type.firstInWords else type.secondInWords
        val expected = "$words, since 008/06 is ${type.code}"
        at.reportPositions(rule, field, start, start + FixedDates.LENGTH - 1, expected)
    }

    private fun fits(kind: DateKind, kinds: Set<DateKind>): Boolean = kind == DateKind.FILL || kind in kinds

    /** Whether date 2 has the form of a date: of a detailed date, of month and day. */
    private fun hasForm(field: ValueView, type: DateType, kind: DateKind): Boolean {
        if (type.code != 'e') return kind != DateKind.MIXED
        if (kind != DateKind.YEAR && kind != DateKind.MIXED) return true
        val start = FixedDates.DATE_2
        if (!field.hasDigits(start, 2)) return false
        val month = field.number(start, 2)
        if (!field.hasDigits(start + 2, 2)) return Calendar.isMonth(month) && field.charAt(start + 2) in " u"
        val isKnown = field.hasDigits(FixedDates.DATE_1, FixedDates.LENGTH)
        val year = if (isKnown) field.number(FixedDates.DATE_1, FixedDates.LENGTH) else LEAP_YEAR
        return Calendar.isDay(year, month, field.number(start + 2, 2))
    }

    private fun isReversed(field: ValueView, type: DateType, first: DateKind, second: DateKind): Boolean {
        if (first != DateKind.YEAR || second != DateKind.YEAR) return false
        return when (type.order) {
            DateTypes.ASCENDING ->
                FixedDates.earliest(field, FixedDates.DATE_1) > FixedDates.latest(field, FixedDates.DATE_2)

            DateTypes.DESCENDING ->
                FixedDates.latest(field, FixedDates.DATE_1) < FixedDates.earliest(field, FixedDates.DATE_2)

            else -> false
        }
    }

    private const val END_1 = FixedDates.DATE_1 + FixedDates.LENGTH - 1
}
