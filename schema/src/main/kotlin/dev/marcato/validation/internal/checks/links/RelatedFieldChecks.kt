// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.LINK
import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck
import dev.marcato.validation.internal.checks.find
import dev.marcato.validation.internal.checks.isAlternate

private const val PAGES = "https://www.loc.gov/marc/bibliographic/"

private fun rule(code: String, severity: FindingSeverity, title: String, explanation: String, page: String): Rule =
    Rule.of(code, LINK, severity, title, explanation, "$PAGES$page.html")

/** 490 with first indicator 1 says that there is a heading for the series. */
internal object TracedSeriesCheck : FieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("490"),
    listOf(
        rule(
            "seriesWithoutHeading",
            WARNING,
            "series is traced, but has no heading",
            "The first indicator 1 of 490 says that a heading for the series is in 800, 810, 811 or 830, and there " +
                "is none. So the series isn't found by its heading.",
            "bd490",
        ),
    ),
) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator1 != '1' || field.isAlternate || hasSeriesHeading(at)) return
        at.reportIndicator(rules.first(), field, 1, "0, or a heading in 800, 810, 811 or 830")
    }

    private fun hasSeriesHeading(at: Examination): Boolean =
        at.has("830") || at.has("800") || at.has("810") || at.has("811") || at.has("840")
}

/** A heading for a series belongs to a series that is traced. */
internal object SeriesHeadingCheck : FieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("800", "810", "811", "830"),
    listOf(
        rule(
            "headingWithoutSeries",
            HINT,
            "heading of a series has no traced series statement",
            "A series heading usually goes with a series statement in 490 with first indicator 1. It may stand " +
                "alone if the series isn't on the item, or if it belongs to a reproduction (533).",
            "bd490",
        ),
    ),
) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.isAlternate || !at.has("490")) return
        val others = at.otherFields()
        while (others.next()) if (others.hasTag("490") && others.indicator1 == '1') return
        if (at.has("440") || at.has("400") || at.has("410") || at.has("411") || at.has("533")) return
        at.reportField(rules.first(), field, expected = "a field 490 with first indicator 1")
    }
}

/** An article or a chapter is in something. */
internal object HostCheck : RecordCheck(
    Scope.BIBLIOGRAPHIC,
    listOf(
        rule(
            "componentWithoutHost",
            WARNING,
            "component part has no host item",
            "Leader/07 says that the record describes a part of a book or serial (a, b). What it is a part of is " +
                "in 773.",
            "bd773",
        ),
    ),
) {
    override fun check(at: Examination) {
        if (at.leader(LEVEL) in "ab" && !at.has("773")) {
            at.report(rules.first(), "773", expected = "a field 773 with the host item, or another level")
        }
    }

    private const val LEVEL = 7
}

/** The language of the original belongs to a translation. */
internal object TranslationCheck : SubfieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("041\$h"),
    listOf(
        rule(
            "translationIndicator",
            WARNING,
            "indicator says that it isn't a translation",
            "041 has the language of the original in \$h, but its first indicator 0 says that neither the item nor " +
                "a part of it is a translation.",
            "bd041",
        ),
    ),
) {
    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        // Of films and music, $h may be about subtitles or the booklet, which make no translation.
        if (field.indicator1 != '0' || at.leader(TYPE) !in "at") return
        at.reportIndicator(rules.first(), field, 1, "1, since \$h has the original language")
    }

    private const val TYPE = 6
}

/** A work that the item contains has a title. */
internal object AnalyticalEntryCheck : FieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("700", "710", "711"),
    listOf(
        rule(
            "analyticalEntryWithoutTitle",
            WARNING,
            "analytical entry has no title",
            "The second indicator 2 says that the item contains the work that the field names. The title of that " +
                "work, in \$t or \$k, is missing, so the field names a person or body only.",
            "bd70x75x",
        ),
    ),
) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator2 != '2' || field.isAlternate || field.find('t') || field.find('k')) return
        at.reportIndicator(rules.first(), field, 2, "a blank, or a title in \$t")
    }
}

/** All of these. */
internal val relatedFieldChecks: List<Check> = listOf(
    TracedSeriesCheck,
    SeriesHeadingCheck,
    HostCheck,
    TranslationCheck,
    AnalyticalEntryCheck,
)
