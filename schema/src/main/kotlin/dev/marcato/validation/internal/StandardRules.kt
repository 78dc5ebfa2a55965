// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.Rule
import dev.marcato.validation.internal.checks.ContentChecks

/** The rules that Marcato brings along, and the checks that look at them. */
internal object StandardRules {
    /** All checks. */
    val checks: List<Check> = ContentChecks.all

    /** All rules, in the order of the documentation. */
    val rules: List<Rule> = (SchemaRules.all + checks.flatMap { it.rules }).distinct()
}
