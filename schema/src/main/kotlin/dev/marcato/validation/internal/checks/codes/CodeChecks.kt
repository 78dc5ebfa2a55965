// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.FormCheck
import dev.marcato.validation.internal.checks.places

/** Codes from the lists of MARC 21 and of RDA. */
internal object CodeChecks {
    private val areas = listOf(CodeRules.AREA, CodeRules.AREA_FILL, CodeRules.OBSOLETE, CodeRules.TOGETHER)

    val all: List<Check> = listOf(
        OrganizationCheck,
        AgencyCheck,
        listed(places("040\$b 242\$y"), LanguageCode),
        SourcedCodeCheck("041", "abdefghijkmnpqrt", LanguageCode),
        FormCheck(Scope.MARC_21, places("043\$a"), areas, AreaCode),
        listed(places("044\$a"), CountryCode),
        SourcedCodeCheck("047", "a", CompositionCode),
        SourcedCodeCheck("048", "ab", InstrumentCode),
        DeweyEditionCheck,
        RdaCheck("336", "rdacontent"),
        RdaCheck("337", "rdamedia"),
        RdaCheck("338", "rdacarrier"),
        SourcedCodeCheck("377", "a", LanguageCode),
        listed(places("1XX\$4 6XX\$4 7XX\$4 800\$4 810\$4 811\$4"), RelatorCode),
    )

    private fun listed(places: List<String>, form: ListedCode) =
        FormCheck(Scope.BIBLIOGRAPHIC, places, listOf(form.rule, CodeRules.OBSOLETE, CodeRules.TOGETHER), form)
}
