// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.Rule

/** The rules that Marcato brings along, and the checks that look at them. */
internal object StandardRules {
    /** All checks. */
    val checks: List<Check> = emptyList()

    /** All rules, in the order of the documentation. */
    val rules: List<Rule> = (SchemaRules.all + checks.flatMap { it.rules }).distinct()
}
