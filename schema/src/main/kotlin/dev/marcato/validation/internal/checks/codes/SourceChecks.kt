// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.FormCheck
import dev.marcato.validation.internal.checks.places

/** Sources in $2: whether they are needed and known. */
internal object SourceChecks {
    /** Tags of which an indicator of 7 refers to $2. */
    const val BY_FIRST = "016 024 052 082 083 852 856 857"
    const val BY_BLANK = "086"
    private const val HEADINGS = "072 600 610 611 630 647 648 650 651 655 656 657 688"
    const val BY_SECOND = "041 047 048 377 $HEADINGS 866 867 868"
    const val AUTHORITY_BY_SECOND = "072 700 710 711 730 747 748 750 751 755 762 780 781 782 785 788"
    const val HOLDINGS_BY_SECOND = "866 867 868"

    private val terms =
        SourceCode("subject", "genre", "name", "occupation", "function", "curriculum", "taxonomy", "category")
    private val classes = SourceCode("classification", "category", "subject")

    private val missing = listOf(
        MissingSourceCheck(Scope.MARC_21, places(BY_FIRST), 1, '7'),
        MissingSourceCheck(Scope.MARC_21, places(BY_BLANK), 1, ' '),
        MissingSourceCheck(Scope.AUTHORITY, places("087"), 1, ' '),
        MissingSourceCheck(Scope.BIBLIOGRAPHIC, places(BY_SECOND), 2, '7'),
        MissingSourceCheck(Scope.AUTHORITY, places(AUTHORITY_BY_SECOND), 2, '7'),
        MissingSourceCheck(Scope.HOLDINGS, places(HOLDINGS_BY_SECOND), 2, '7'),
    )

    private val unused = listOf(
        UnusedSourceCheck(Scope.MARC_21, places("024 052 856 857"), 1, "01234568"),
        UnusedSourceCheck(Scope.MARC_21, places("041 047 048 377"), 2, " "),
        UnusedSourceCheck(Scope.BIBLIOGRAPHIC, places(HEADINGS), 2, "0123456"),
        UnusedSourceCheck(Scope.AUTHORITY, places(AUTHORITY_BY_SECOND), 2, "0123456"),
    )

    private val known = listOf(
        known("015\$2", SourceCode("bibliography")),
        known("024\$2", SourceCode("identifier")),
        known("034\$2", SourceCode("cartography")),
        known("040\$e", SourceCode("conventions")),
        known("041\$2 377\$2", SourceCode("language")),
        known("046\$2", SourceCode("date")),
        known("047\$2", SourceCode("composition")),
        known("048\$2 382\$2", SourceCode("instrumentation", "subject", "genre")),
        known("052\$2 055\$2 065\$2 072\$2 084\$2 086\$2 852\$2", classes),
        known("1XX\$2 240\$2 257\$2 33X\$2 34X\$2 370\$2 380\$2 381\$2 385\$2 386\$2 388\$2 518\$2", terms),
        known("700\$2 710\$2 711\$2 730\$2 75X\$2 800\$2 810\$2 811\$2 830\$2", terms),
        known(
            "600\$2 610\$2 611\$2 630\$2 647\$2 648\$2 650\$2 651\$2 654\$2 655\$2 656\$2 657\$2 658\$2 662\$2",
            terms,
        ),
        known("856\$2 857\$2", SourceCode("access")),
    )

    val all: List<Check> = missing + unused + known

    private fun known(places: String, form: SourceCode) =
        FormCheck(Scope.MARC_21, places(places), listOf(Sources.UNDEFINED), form)
}
