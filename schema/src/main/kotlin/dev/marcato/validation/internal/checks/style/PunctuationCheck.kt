// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.FieldCursor
import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.STYLE
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.NONE
import dev.marcato.validation.internal.checks.isAlternate
import dev.marcato.validation.internal.checks.lastMark
import dev.marcato.validation.internal.checks.moveToSubfield

/**
 * Looks at the marks before the subfields of some fields, where the record says that it has them.
 *
 * @param codes codes of subfields that have a mark before them
 * @param marks for each of them, the marks that are right at the end of the subfield before it
 * @param after codes of the subfields after which a mark is expected
 */
internal class PunctuationCheck(
    tags: List<String>,
    private val codes: String,
    private val marks: List<String>,
    private val after: String,
) : FieldCheck(Scope.BIBLIOGRAPHIC, tags, listOf(rule)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (at.leader(FORM) !in "ai" || field.isAlternate) return
        val value = field.subfields
        var before = NONE
        var place = 0
        while (value.next()) {
            val code = value.code
            val wanted = codes.indexOf(code)
            if (wanted >= 0 && before in after && !value.isEmpty) {
                // Looked at only now, since the last subfield needs no mark, and text beyond ASCII has to be decoded.
                field.moveToSubfield(place - 1)
                val mark = value.lastMark
                if (mark in FIRST_ASCII..LAST_ASCII && mark !in marks[wanted]) return report(field, wanted, at)
                field.moveToSubfield(place)
            }
            before = code
            place++
        }
    }

    private fun report(field: FieldCursor, wanted: Int, at: Examination) {
        at.reportSubfield(rule, field, "\"${marks[wanted][0]}\" at the end, before \$${codes[wanted]}")
    }

    companion object {
        private const val FORM = 18

        // An empty subfield is a finding of its own, and other scripts have marks of their own.
        private const val FIRST_ASCII = ' '
        private const val LAST_ASCII = '~'

        private val rule = Rule.of(
            "isbdPunctuation",
            STYLE,
            HINT,
            "mark before the next subfield is missing",
            "Leader/18 says that the record has the punctuation of ISBD, in which each element begins with a mark: " +
                "\"Title : other title / author\". It stands at the end of the subfield before. One place a field is " +
                "reported; full stops at the end of fields are never missed.",
            "https://www.loc.gov/marc/bibliographic/bdleader.html",
        )

        /** All of these. */
        val all = listOf(
            PunctuationCheck(listOf("245"), "bc", listOf(":;=,", "/"), "abhnps"),
            PunctuationCheck(listOf("250"), "b", listOf("/=,"), "a"),
            PunctuationCheck(listOf("260", "264"), "bc", listOf(":", ","), "ab"),
            PunctuationCheck(listOf("300"), "bce", listOf(":", ";", "+"), "abc"),
            PunctuationCheck(listOf("490"), "v", listOf(";"), "ax"),
            PunctuationCheck(listOf("100", "700"), "e", listOf(",-"), "abcdq"),
        )
    }
}
