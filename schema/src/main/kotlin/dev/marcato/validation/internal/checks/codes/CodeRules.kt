// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.SchemaRules
import dev.marcato.validation.internal.checks.codeRule
import dev.marcato.validation.internal.checks.pageOf

/** Rules about codes from lists. Codes in 008 are looked at by the schema. */
internal object CodeRules {
    /** The same as of codes that the schema looks at. */
    val OBSOLETE = SchemaRules.deprecatedCode
    val TOGETHER = codeRule(
        "codesTogether",
        FindingSeverity.HINT,
        "several codes are in one subfield",
        pageOf("041"),
        "Each code has a subfield of its own. Until 2001, codes of languages were written together, as in engfre, " +
            "and programs have to cut them apart.",
    )
    val LANGUAGE = codeRule(
        "languageCode",
        FindingSeverity.ERROR,
        "not a code of the MARC list for languages",
        "https://www.loc.gov/marc/languages/",
        "Codes of 041, 040 \$b, 242 \$y and 377 \$a are those of the MARC list, three small letters, unless the " +
            "second indicator of 041 or 377 is 7 or there is a \$2, which names another list.",
    )
    val COUNTRY = codeRule(
        "countryCode",
        FindingSeverity.ERROR,
        "not a code of the MARC list for countries",
        "https://www.loc.gov/marc/countries/",
        "044 \$a has codes of the MARC list for countries: two or three small letters. Codes of ISO 3166 are in \$c.",
    )
    val AREA = codeRule(
        "areaCode",
        FindingSeverity.ERROR,
        "not a code of the MARC list for geographic areas",
        "https://www.loc.gov/marc/geoareas/",
        "043 \$a has codes of the MARC list for geographic areas. Local codes are in \$b, and codes of ISO 3166 in \$c.",
    )
    val AREA_FILL = codeRule(
        "areaCodeFill",
        FindingSeverity.WARNING,
        "the code of the area doesn't have seven characters",
        pageOf("043"),
        "A code for a geographic area in 043 \$a is filled with hyphens to seven characters: e-fr---.",
    )
    val RELATOR = codeRule(
        "relatorCode",
        FindingSeverity.WARNING,
        "not a code of the MARC list for relators",
        "https://www.loc.gov/marc/relators/",
        "A code in \$4 is usually one of the MARC list for relators: three small letters. Addresses aren't looked " +
            "at, nor are codes in authority records, which have lists of their own.",
    )
    val INSTRUMENT = codeRule(
        "instrumentCode",
        FindingSeverity.ERROR,
        "not a code of the MARC list for instruments and voices",
        "https://www.loc.gov/standards/valuelist/marcmusperf.html",
        "048 has codes of the MARC list for instruments and voices, two letters, and how many there are, two " +
            "digits, unless \$2 names another list.",
    )
    val COMPOSITION = codeRule(
        "compositionCode",
        FindingSeverity.ERROR,
        "not a code of the MARC list for forms of composition",
        "https://www.loc.gov/standards/valuelist/marcmuscomp.html",
        "047 has codes for forms of composition, the same as 008/18-19 of music, unless \$2 names another list.",
    )
}
