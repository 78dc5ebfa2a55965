// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.codeRule
import dev.marcato.validation.internal.checks.hasSubfield

/** Codes of the lists, classifications and so on that $2 names. */
internal object Sources {
    val UNDEFINED = codeRule(
        "undefinedSource",
        FindingSeverity.WARNING,
        "\$2 has no code of the Library of Congress' lists of sources",
        "https://www.loc.gov/standards/sourcelist/",
        "\$2 names the list or thesaurus by a code. Codes are registered at the Library of Congress; its lists are " +
            "known as of 2025, and grow. Looked at are sources of terms, names, classifications, identifiers, " +
            "languages, national bibliographies, cartographic data, dates, music and access methods, and 040 \$e. " +
            "Lists that aren't known here aren't looked at: organizations (016, 885), codes of actions, " +
            "restrictions, prices, formats and others.",
    )
    val MISSING = codeRule(
        "missingSource",
        FindingSeverity.ERROR,
        "\$2 is missing, though the indicator refers to it",
        "https://www.loc.gov/standards/sourcelist/",
        "An indicator of 7 (in 086 a blank) says that \$2 names the source: the thesaurus, the kind of number, the " +
            "method of access. Without it, nobody knows what the value is.",
    )
    val UNUSED = codeRule(
        "unusedSource",
        FindingSeverity.WARNING,
        "there is a \$2, but the indicator says that the source is another one",
        "https://www.loc.gov/standards/sourcelist/",
        "\$2 counts if the indicator is 7. With another indicator, it contradicts it: systems that look at the " +
            "indicator take the term for one of another list.",
    )
}

/** Codes of sources in $2 of some fields, by lists that are looked up together. */
internal class SourceCode(vararg lists: String) : Form {
    private val table by lazy { CodeIndexes.ofSources(*lists) }

    override fun isFine(value: ValueView): Boolean = table.find(value) != null

    override fun fault(text: String): Fault? {
        // An edition or a language may follow.
        val code = text.substringBefore('/').trim()
        if (table.find(code) != null || code.startsWith("rda")) return null
        val near = code.trimEnd('.', ',', ';').lowercase()
        return Fault(Sources.UNDEFINED, if (table.find(near) != null) near else "a code of the list of sources")
    }
}

/**
 * Asks for $2 where an indicator says that it is there.
 *
 * @property number the indicator, 1 or 2
 */
internal class MissingSourceCheck(scope: Scope, tags: List<String>, private val number: Int, private val sign: Char) :
    FieldCheck(scope, tags, listOf(Sources.MISSING)) {
    override fun check(field: FieldCursor, at: Examination) {
        val indicator = if (number == 1) field.indicator1 else field.indicator2
        if (indicator == sign && !field.hasSubfield('2')) at.reportMissing(Sources.MISSING, field, '2', "a \$2")
    }
}

/**
 * Reports $2 where the indicator says that the source is another one.
 *
 * @property signs the values of the indicator that say so; others than these and 7 are wrong anyway
 */
internal class UnusedSourceCheck(
    scope: Scope,
    tags: List<String>,
    private val number: Int,
    private val signs: String,
) :
    SubfieldCheck(scope, tags.map { "$it\$2" }, listOf(Sources.UNUSED)) {
    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        val indicator = if (number == 1) field.indicator1 else field.indicator2
        if (indicator !in signs) return
        val which = if (number == 1) "first" else "second"
        at.reportSubfield(Sources.UNUSED, field, "no \$2, or 7 as the $which indicator, which is \"$indicator\"")
    }
}
