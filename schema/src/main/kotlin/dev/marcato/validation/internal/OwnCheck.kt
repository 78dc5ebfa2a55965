// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.path.Comparison
import dev.marcato.path.ConditionVisitor
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.PathLimitException
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory

/**
 * A rule of a profile. Exactly one of [forbidden] and [required] is there.
 *
 * @property condition the records that it is for; null for all
 * @property forbidden each place that this selects is a finding
 * @property required a record for which this doesn't hold is a finding
 */
internal class OwnCheck(
    val rule: Rule,
    private val condition: MarcCondition?,
    private val forbidden: MarcPath?,
    private val required: MarcCondition?,
) : RecordCheck(Scope.ANY, listOf(rule)) {
    // What is missing is missing at the first place that the condition names.
    private val missing = required?.let { it.accept(FirstPath) }

    override fun check(at: Examination) {
        try {
            if (condition != null && !condition.test(at.record)) return
            forbidden?.forEachPlace(at.record) { at.reportPlace(rule, it) }
            if (required != null && !required.test(at.record)) {
                at.report(rule, missing ?: LEADER, found = null, expected = "$required")
            }
        } catch (e: PathLimitException) {
            at.report(STOPPED, LEADER, found = rule.code, expected = "at most ${e.steps} steps for a record")
        }
    }

    private fun parts() = listOf(
        rule,
        rule.severity,
        rule.title,
        rule.explanation,
        rule.url,
        condition,
        forbidden,
        required,
    )

    override fun equals(other: Any?): Boolean = other is OwnCheck && parts() == other.parts()

    override fun hashCode(): Int = rule.hashCode()

    companion object {
        private const val LEADER = "LDR"

        /** The rule that reports rules that were given up. */
        val STOPPED = Rule.of(
            "ruleStopped",
            RuleCategory.PROFILE,
            FindingSeverity.WARNING,
            "rule was given up",
            "A rule of a profile compares too many places of this record with one another, so it was given up " +
                "after about a second, and what it looks for wasn't found out. A rule with fewer conditions in " +
                "braces, or a shorter path, takes less time.",
        )
    }
}

/** Finds the first path in a condition; what others may look at has none. */
private object FirstPath : ConditionVisitor<String?> {
    override fun allOf(parts: List<String?>): String? = parts.firstNotNullOfOrNull { it }

    override fun anyOf(parts: List<String?>): String? = parts.firstNotNullOfOrNull { it }

    override fun not(part: String?): String? = part

    override fun exists(path: MarcPath): String = "$path"

    override fun compares(path: MarcPath, comparison: Comparison, texts: List<String>, ignoresCase: Boolean): String =
        "$path"

    override fun other(condition: MarcCondition): String? = null
}
