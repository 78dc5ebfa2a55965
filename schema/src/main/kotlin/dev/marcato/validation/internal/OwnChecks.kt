// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory

/** What the rules of profiles may be called. */
internal object OwnChecks {
    private val CODE = Regex("[a-z][A-Za-z0-9]*")

    fun rule(
        code: String,
        message: String,
        severity: FindingSeverity,
        explanation: String? = null,
        url: String? = null,
    ): Rule = Rule.of(code, RuleCategory.PROFILE, severity, message, explanation ?: "A rule of a profile.", url)

    /** Says why a rule can't have this [code]; null if it can. */
    fun faultOfCode(code: String): String? = when {
        !code.matches(CODE) -> "the code \"$code\" of a rule is a letter in lower case, then letters and digits"
        code in RuleNames.groups || code in RuleNames.replaced -> "\"$code\" is the name of several rules"
        StandardRules.rules.any { it.code == code } -> "\"$code\" is a rule of Marcato's"
        else -> null
    }

    /** Says why there is no rule with this [name], neither of Marcato's nor among [own]; null if there is one. */
    fun faultOfName(name: String, own: List<Rule>): String? {
        val names = RuleNames.groups + (StandardRules.rules + own).map { it.code }
        if (name in names) return null
        val hint = RuleNames.replaced[name]?.let { ": $it" } ?: RuleNames.hintAt(name, names)
        return "there is no rule \"$name\"$hint"
    }
}
