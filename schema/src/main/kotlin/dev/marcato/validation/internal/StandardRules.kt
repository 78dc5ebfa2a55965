// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.Rule
import dev.marcato.validation.internal.checks.EncodingLevels
import dev.marcato.validation.internal.checks.LinkAndStyleChecks
import dev.marcato.validation.internal.checks.MainEntries
import dev.marcato.validation.internal.checks.RecordTypes
import dev.marcato.validation.internal.file.IdentifierRules

/** The rules that Marcato brings along, and the checks that look at them. */
internal object StandardRules {
    /** All checks. */
    val checks: List<Check> = listOf(
        EncodingLevels,
        MainEntries,
        RecordTypes,
    ) + LinkAndStyleChecks.all

    /** All rules, in the order of the documentation. */
    val rules: List<Rule> = (SchemaRules.all + checks.flatMap { it.rules } + IdentifierRules.all).distinct()
}
