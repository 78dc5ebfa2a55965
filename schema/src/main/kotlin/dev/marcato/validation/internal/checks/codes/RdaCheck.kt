// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.schema.Code
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.codeRule
import dev.marcato.validation.internal.checks.eachSubfield

/** Types of content, media and carriers in 336, 337 and 338 by the lists of RDA. */
internal class RdaCheck(tag: String, private val list: String) : FieldCheck(
    Scope.MARC_21,
    listOf(tag),
    listOf(SOURCE, CODE, TERM, PAIR),
) {
    private val codes by lazy { CodeIndex(CodeIndexes.source(list)) }

    // The terms, whose labels are the codes.
    private val terms by lazy { CodeIndex(CodeIndexes.source(list).map { Code.of(it.label.orEmpty(), it.code) }) }

    override fun check(field: FieldCursor, at: Examination) {
        if (!isByList(field, at)) return
        var term: Code? = null
        var count = 0
        field.eachSubfield {
            if (it.code == 'a') {
                count++
                term = terms.find(it)
                if (term == null && !it.isEmpty && isInEnglish(at)) report(TERM, it, field, at)
            }
        }
        field.eachSubfield {
            if (it.code == 'b') {
                val code = codes.find(it)
                val right = term
                if (code == null) {
                    if (!it.isEmpty) report(CODE, it, field, at)
                } else if (right != null && count == 1 && right.label != code.code) {
                    at.reportSubfield(
                        PAIR,
                        field,
                        "${right.label}, the code of ${right.code}, or the term ${code.label}",
                    )
                }
                count++
            }
        }
    }

    /** Whether $2 names the list; reports it if it names that of another field. */
    private fun isByList(field: FieldCursor, at: Examination): Boolean {
        field.eachSubfield {
            if (it.code == '2') {
                if (it.valueEquals(list)) return true
                if (LISTS.any { other -> it.valueEquals(other) }) at.reportSubfield(SOURCE, field, list)
                return false
            }
        }
        return false
    }

    private fun report(rule: Rule, value: ValueView, field: FieldCursor, at: Examination) {
        val text = value.value.trim(' ', '.', ',', ';').lowercase()
        val near = if (rule == TERM) terms.find(text)?.code else codes.find(text)?.code
        at.reportSubfield(rule, field, near ?: if (rule == TERM) "a term of the list" else "a code of the list")
    }

    /** Whether 040 says that the record is in English; terms are translated. */
    private fun isInEnglish(at: Examination): Boolean {
        val fields = at.otherFields()
        while (fields.next()) {
            if (fields.hasTag("040")) fields.eachSubfield { if (it.code == 'b') return it.valueEquals("eng") }
        }
        return false
    }

    private companion object {
        private val LISTS = listOf("rdacontent", "rdamedia", "rdacarrier")
        private const val URL = "https://www.loc.gov/standards/valuelist/"
        val SOURCE = codeRule(
            "rdaList",
            FindingSeverity.WARNING,
            "\$2 names the list of another field",
            URL,
            "336 is for types of content (rdacontent in \$2), 337 for media (rdamedia), 338 for carriers (rdacarrier).",
        )
        val CODE = codeRule(
            "rdaCode",
            FindingSeverity.ERROR,
            "not a code of the list that \$2 names",
            URL,
            "\$b of 336, 337 and 338 has a code of the list in \$2, if that is rdacontent, rdamedia or rdacarrier.",
        )
        val TERM = codeRule(
            "rdaTerm",
            FindingSeverity.WARNING,
            "not a term of the list that \$2 names",
            URL,
            "\$a of 336, 337 and 338 has a term of the list in \$2, as it is written there. Terms in other " +
                "languages than English aren't looked at, so 040 \$b has to be eng.",
        )
        val PAIR = codeRule(
            "rdaTermAndCode",
            FindingSeverity.WARNING,
            "term and code contradict each other",
            URL,
            "\$a and \$b of 336, 337 and 338 are the term and the code for the same thing. Fields with several of " +
                "them aren't looked at.",
        )
    }
}
