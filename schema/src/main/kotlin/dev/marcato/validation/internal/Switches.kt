// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule

/**
 * Which rules are looked at, where, and how much their findings matter.
 *
 * @property settings what a profile says, by the code of a rule or a name in [RuleNames]
 * @property local what isn't judged as long as it isn't defined
 */
internal class Switches(
    val settings: Map<String, Setting> = emptyMap(),
    val local: LocalPractice = LocalPractice.USUAL,
) {
    /** Whether findings of [rule] are reported at all. */
    fun isOn(rule: Rule): Boolean = severityOf(rule) != null

    /** How much findings of [rule] matter; null if it is off. */
    fun severityOf(rule: Rule): FindingSeverity? =
        when (val level = settingsOf(rule).firstNotNullOfOrNull { it.level }) {
            null -> rule.severity.takeIf { rule.isOnByDefault }
            Level.OFF -> null
            Level.ON -> rule.severity
            else -> level.severity
        }

    /** What is said of [rule], the narrowest first. */
    fun settingsOf(rule: Rule): List<Setting> =
        if (settings.isEmpty()) emptyList() else RuleNames.of(rule).mapNotNull { settings[it] }
}
