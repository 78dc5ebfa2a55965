// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

/**
 * A rule couldn't be done on a record, which stayed as it was before that rule; or it was done, and left something
 * that needs a look.
 *
 * @property rule the rule
 * @property path a path of the field that it is about; null if it isn't about one
 * @property reason what is wrong, such as `the value of subfield a contains U+001F`
 * @property isWarning whether the rule was done nevertheless
 */
public class EditProblem private constructor(
    @get:JvmName("rule") public val rule: EditRule,
    @get:JvmName("path") public val path: String?,
    @get:JvmName("reason") public val reason: String,
    @get:JvmName("isWarning") public val isWarning: Boolean,
) {
    /** The rule, the place and the reason. */
    override fun toString(): String = "$rule: ${path?.let { "$it: " }.orEmpty()}$reason"

    internal companion object {
        @JvmSynthetic
        internal fun of(rule: EditRule, path: String?, reason: String, isWarning: Boolean): EditProblem =
            EditProblem(rule, path, reason, isWarning)
    }
}
