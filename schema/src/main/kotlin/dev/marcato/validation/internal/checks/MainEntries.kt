// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.FieldCursor
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope

/** What of 1XX, 240 and 245 goes together. */
internal object MainEntries : RecordCheck(Scope.BIBLIOGRAPHIC, Rules.all) {
    private val NAMES = listOf("100", "110", "111")
    private const val UNIFORM_TITLE = "130"

    override fun check(at: Examination) {
        val names = NAMES.count(at::has)
        val hasTitle = at.has(UNIFORM_TITLE)
        val isSeveral = names > 1 || (names == 1 && hasTitle)
        if (isSeveral) reportSecond(at)
        if (names == 0 && at.has("240")) {
            firstWith(at, "240")?.let { at.reportField(Rules.uniformTitleWithoutName, it, expected = "130") }
        }
        if (names == 0 && !hasTitle && at.has("245")) {
            val title = firstWith(at, "245")
            if (title?.indicator1 == '1') at.reportIndicator(Rules.titleAddedEntry, title, 1, "0")
        }
    }

    private fun reportSecond(at: Examination) {
        val fields = at.otherFields()
        var first = ""
        while (fields.next()) {
            val tag = fields.tag
            if (tag != UNIFORM_TITLE && tag !in NAMES) continue
            if (first.isEmpty()) first = tag
            if (tag == first) continue
            return at.reportField(Rules.severalMainEntries, fields, expected = "only the field $first")
        }
    }

    private fun firstWith(at: Examination, tag: String): FieldCursor? {
        val fields = at.otherFields()
        while (fields.next()) if (fields.tag == tag) return fields
        return null
    }

    private object Rules {
        val severalMainEntries: Rule = Rule.of(
            "severalMainEntries",
            RuleCategory.RECORD,
            FindingSeverity.ERROR,
            "record has several main entries",
            "A record has at most one of the fields 100, 110, 111 and 130. Other names and titles are added " +
                "entries, 700 to 730.",
            "https://www.loc.gov/marc/bibliographic/bd1xx.html",
        )
        val uniformTitleWithoutName: Rule = Rule.of(
            "uniformTitleWithoutName",
            RuleCategory.RECORD,
            FindingSeverity.WARNING,
            "uniform title without a name",
            "Field 240 is for works that are entered under a name, 100, 110 or 111. If the title itself is the main " +
                "entry, it is in 130.",
            "https://www.loc.gov/marc/bibliographic/bd240.html",
        )
        val titleAddedEntry: Rule = Rule.of(
            "titleAddedEntry",
            RuleCategory.INDICATOR,
            FindingSeverity.HINT,
            "title is no added entry",
            "The first indicator of 245 asks for an added entry, but no field 100, 110, 111 or 130 is the main " +
                "entry: the title is. Reported only if it is 1.",
            "https://www.loc.gov/marc/bibliographic/bd245.html",
        )
        val all = listOf(severalMainEntries, uniformTitleWithoutName, titleAddedEntry)
    }
}
