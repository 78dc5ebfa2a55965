// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.STYLE
import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck
import dev.marcato.validation.internal.checks.isAlternate
import dev.marcato.validation.internal.checks.lastMark

private const val PAGES = "https://www.loc.gov/marc/bibliographic/"

private fun rule(code: String, severity: FindingSeverity, title: String, explanation: String, page: String): Rule =
    Rule.of(code, STYLE, severity, title, explanation, "$PAGES$page.html")

/** A record that is described by RDA isn't described by AACR2. */
internal object DescriptionFormCheck : SubfieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("040\$e"),
    listOf(
        rule(
            "descriptionForm",
            WARNING,
            "record follows RDA and AACR2",
            "040 \$e says that the description follows RDA, and leader/18 is a, which means AACR2. RDA has i or c " +
                "there, with punctuation of ISBD or without.",
            "bdleader",
        ),
    ),
) {
    private const val FORM = 18

    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        if (at.leader(FORM) == 'a' && value.valueEquals("rda")) {
            at.reportLeader(rules.first(), FORM, expected = "i or c, since 040 \$e is rda")
        }
    }
}

/** The general material designation gave way to 336, 337 and 338. */
internal object MediumCheck : SubfieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("245\$h"),
    listOf(
        rule(
            "mediumBesideTypes",
            HINT,
            "medium is there in the old and the new way",
            "245 \$h is the medium in the way of AACR2. In RDA, fields 336, 337 and 338 have it instead, and this " +
                "record has these, too. Libraries keep \$h on purpose where their catalogue shows it.",
            "bd245",
        ),
    ),
) {
    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        if (!field.isAlternate && (at.has("336") || at.has("337") || at.has("338"))) {
            at.reportSubfield(rules.first(), field, "no \$h beside 336, 337 and 338")
        }
    }
}

/** 264 replaces 260. */
internal object PublicationCheck : FieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("260"),
    listOf(
        rule(
            "publicationTwice",
            HINT,
            "publication is there in the old and the new way",
            "The record has its publication both in 260 and, as RDA asks for, in 264. So programs may show it twice.",
            "bd264",
        ),
    ),
) {
    override fun check(field: FieldCursor, at: Examination) {
        if (!field.isAlternate && at.has("264")) {
            at.reportField(rules.first(), field, expected = "either 260 or 264")
        }
    }
}

/** A forename isn't turned around. */
internal object NameFormCheck : FieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("100", "600", "700", "800"),
    listOf(
        rule(
            "nameForm",
            HINT,
            "name with a comma is said to be in direct order",
            "The first indicator 0 says that a name is a forename, or in direct order. A comma in it, like in " +
                "\"Twain, Mark\", is a sign of a surname that comes first, for which the indicator is 1.",
            "bdx00",
        ),
    ),
) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator1 != '0') return
        val value = field.subfields
        if (!value.next() || value.code != 'a') return
        var comma = 0
        while (value.charAt(comma) != ',') if (value.charAt(comma++) == '\u0000') return
        if (comma < value.byteLength - 1 && value.lastMark != ',') {
            at.reportIndicator(rules.first(), field, 1, "1 for \"${value.value}\", if the surname comes first")
        }
    }
}

/** All of these. */
internal val descriptionChecks: List<Check> =
    listOf(DescriptionFormCheck, MediumCheck, PublicationCheck, NameFormCheck)
