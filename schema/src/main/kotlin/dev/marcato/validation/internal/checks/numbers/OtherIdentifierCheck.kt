// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.check
import dev.marcato.validation.internal.checks.eachSubfield

/** Other standard identifiers. The first indicator of 024, or $2, says of which kind. */
internal object OtherIdentifierCheck : FieldCheck(
    Scope.MARC_21,
    listOf("024"),
    listOf(
        Isrc.RULE,
        ArticleNumber.UPC.rule,
        Ismn.RULE,
        ArticleNumber.EAN.rule,
        Isni.RULE,
        Doi.RULE,
        Wikidata.RULE,
    ),
) {
    override fun check(field: FieldCursor, at: Examination) {
        val form = when (field.indicator1) {
            '0' -> Isrc
            '1' -> ArticleNumber.UPC
            '2' -> Ismn
            '3' -> ArticleNumber.EAN
            '7' -> named(field)
            else -> null
        } ?: return
        field.eachSubfield { if (it.code == 'a') form.check(field, at) }
    }

    private fun named(field: FieldCursor): Form? {
        field.eachSubfield { if (it.code == '2') return named(it) }
        return null
    }

    private fun named(source: ValueView): Form? = when {
        source.valueEquals("isni") || source.valueEquals("orcid") -> IsniNumber
        source.valueEquals("doi") -> Doi
        source.valueEquals("wikidata") -> Wikidata
        else -> null
    }
}
