// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule

/** Which rules are looked at, and how much their findings matter. */
internal class Switches(private val settings: Map<String, FindingSeverity?> = emptyMap()) {
    /** Whether findings of [rule] are reported at all. */
    fun isOn(rule: Rule): Boolean = severityOf(rule) != null

    /** How much findings of [rule] matter; null if it is off. */
    fun severityOf(rule: Rule): FindingSeverity? =
        if (rule.code in settings) settings[rule.code] else rule.severity.takeIf { rule.isOnByDefault }
}
