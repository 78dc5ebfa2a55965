// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.Record
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule

/**
 * Which rules are looked at, where, and how much their findings matter.
 *
 * @property settings what a profile says, by the code of a rule or a name in [RuleNames]
 * @property local what is local, and not judged
 * @property options the options of Avram that aren't rules, by name; see [Options]
 * @property own the checks of a profile
 */
internal class Switches(
    private val settings: Map<String, Setting> = emptyMap(),
    val local: LocalPractice = LocalPractice.USUAL,
    private val options: Map<String, Boolean> = emptyMap(),
    val own: List<RecordCheck> = emptyList(),
) {
    /** Whether findings of [rule] are reported at all. */
    fun isOn(rule: Rule): Boolean = severityOf(rule) != null

    /** How much findings of [rule] matter; null if it is off. */
    fun severityOf(rule: Rule): FindingSeverity? = when (val level = levelOf(rule)) {
        null -> rule.severity.takeIf { rule.isOnByDefault }
        Level.OFF -> null
        Level.ON -> rule.severity
        else -> level.severity
    }

    /** Whether a profile says how much findings of [rule] matter. */
    fun isSet(rule: Rule): Boolean = levelOf(rule).let { it != null && it != Level.ON }

    /** Whether the option of Avram with this [name] is on. */
    fun isOn(name: String): Boolean = options[name] ?: true

    /** Whether a finding of [rule] at [path] in [record] isn't an exception. */
    fun allow(rule: Rule, path: String, record: Record): Boolean {
        if (settings.isEmpty()) return true
        val exceptions = settingsOf(rule).filter { it.except.isNotEmpty() || it.only != null }
        return exceptions.isEmpty() || Exceptions(path, record).allow(exceptions)
    }

    private fun levelOf(rule: Rule) = settingsOf(rule).firstNotNullOfOrNull { it.level }

    /** What is said of [rule], the narrowest first. */
    private fun settingsOf(rule: Rule): List<Setting> =
        if (settings.isEmpty()) emptyList() else RuleNames.of(rule).mapNotNull { settings[it] }
}

/** The options of Avram that aren't rules, all of which are on by default. */
internal object Options {
    /** Records are judged one by one; otherwise they are only counted. */
    const val INVALID_RECORD = "invalidRecord"

    /** What a schema says of records of one type holds, too. */
    const val RECORD_TYPES = "recordTypes"

    val all: List<String> = listOf(INVALID_RECORD, RECORD_TYPES)
}

/** Whether a [tag] matches a [pattern], in which an X or a full stop stands for any character. */
internal fun matches(pattern: String, tag: String): Boolean = pattern.length == tag.length &&
    pattern.indices.all { pattern[it] == tag[it] || pattern[it] == 'X' || pattern[it] == '.' }
