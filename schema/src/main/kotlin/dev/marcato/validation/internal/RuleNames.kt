// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory

/** The names by which profiles call rules: codes, categories, Avram's name for the rules of a schema, and all. */
internal object RuleNames {
    private const val ALL = "all"
    private const val AVRAM = "invalidRecord"

    /** Names in Avram that aren't a rule here, and what to write instead. */
    val replaced: Map<String, String> = mapOf(
        "invalidFieldValue" to "name the rules about values, such as patternMismatch, and the fields in \"only\"",
        "invalidSubfieldValue" to "name the rules about values, such as patternMismatch, and the subfields in \"only\"",
        "recordTypes" to "the type of a record always counts",
        "externalRule" to "own rules are in \"checks\"",
    )

    private val ofAvram = setOf(
        "undefinedField", "deprecatedField", "nonrepeatableField", "missingField", "invalidIndicator",
        "undefinedSubfield", "deprecatedSubfield", "nonrepeatableSubfield", "missingSubfield", "patternMismatch",
        "invalidPosition", "invalidFlag", "undefinedCode", "deprecatedCode", "undefinedCodelist",
    )

    /** The names of several rules. */
    val groups: List<String> = RuleCategory.entries.map(::nameOf) + AVRAM + ALL

    fun nameOf(category: RuleCategory): String = category.name.lowercase()

    /** All names of a [rule], the narrowest first. */
    fun of(rule: Rule): List<String> =
        listOfNotNull(rule.code, nameOf(rule.category), AVRAM.takeIf { rule.code in ofAvram }, ALL)

    /** Asks whether the most similar of [names] was meant, if one is similar enough to [word]; else says nothing. */
    fun hintAt(word: String, names: Collection<String>): String {
        val nearest = names.minByOrNull { distance(word.lowercase(), it.lowercase()) } ?: return ""
        val isNear = distance(word.lowercase(), nearest.lowercase()) <= (word.length + 1) / LETTERS_FOR_A_MISTAKE
        return if (isNear) "; is \"$nearest\" meant?" else ""
    }

    /** How many letters to remove, insert or replace to turn one word into the other. */
    private fun distance(first: String, second: String): Int {
        var last = IntArray(second.length + 1) { it }
        for (i in 1..first.length) {
            val row = IntArray(second.length + 1)
            row[0] = i
            for (j in 1..second.length) {
                val change = if (first[i - 1] == second[j - 1]) 0 else 1
                row[j] = minOf(last[j] + 1, row[j - 1] + 1, last[j - 1] + change)
            }
            last = row
        }
        return last[second.length]
    }

    // A short word is similar to almost everything.
    private const val LETTERS_FOR_A_MISTAKE = 4
}
