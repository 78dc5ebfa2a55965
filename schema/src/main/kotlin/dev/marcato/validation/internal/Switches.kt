// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule

/**
 * Which rules are looked at, and how much their findings matter.
 *
 * @param settings how much findings of rules matter, by code; null if a rule is off
 * @property local what is local, and not judged
 * @property options the options of Avram that aren't rules, by name; see [Options]
 */
internal class Switches(
    private val settings: Map<String, FindingSeverity?> = emptyMap(),
    val local: Local = Local.DEFAULT,
    private val options: Map<String, Boolean> = emptyMap(),
) {
    /** Whether findings of [rule] are reported at all. */
    fun isOn(rule: Rule): Boolean = severityOf(rule) != null

    /** How much findings of [rule] matter; null if it is off. */
    fun severityOf(rule: Rule): FindingSeverity? =
        if (rule.code in settings) settings[rule.code] else rule.severity.takeIf { rule.isOnByDefault }

    /** Whether a profile says how much findings of [rule] matter. */
    fun isSet(rule: Rule): Boolean = rule.code in settings

    /** Whether the option of Avram with this [name] is on. */
    fun isOn(name: String): Boolean = options[name] ?: true
}

/** The options of Avram that aren't rules, all of which are on by default. */
internal object Options {
    /** Records are judged one by one; otherwise they are only counted. */
    const val INVALID_RECORD = "invalidRecord"

    /** What a schema says of records of one type holds, too. */
    const val RECORD_TYPES = "recordTypes"

    val all: List<String> = listOf(INVALID_RECORD, RECORD_TYPES)
}

/**
 * What libraries define for themselves.
 *
 * @param tags patterns of tags; what the schema defines isn't local, unless it is obsolete there
 * @param codes codes of subfields, in all fields that don't define them
 */
internal class Local(private val tags: List<String>, private val codes: String) {
    fun hasTag(tag: String): Boolean = tags.any { matches(it, tag) }

    fun hasCode(code: Char): Boolean = code in codes

    companion object {
        /** As MARC 21 says: all tags with a 9 that it doesn't define itself, and subfields $9. */
        val DEFAULT: Local = Local(listOf("9XX", "X9X", "XX9"), "9")
    }
}

/** Whether a [tag] matches a [pattern], in which an X or a full stop stands for any character. */
internal fun matches(pattern: String, tag: String): Boolean = pattern.length == tag.length &&
    pattern.indices.all { pattern[it] == tag[it] || pattern[it] == 'X' || pattern[it] == '.' }
