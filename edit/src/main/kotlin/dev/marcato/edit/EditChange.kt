// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

/**
 * What a rule did to one field.
 *
 * @property rule the rule
 * @property path a path that selects the field at the time of the change, or where a new one went: `856[1]`, `LDR`
 * @property before the field as it was; null if it is new
 * @property after the field as it is then; null if it was removed
 */
public class EditChange private constructor(
    @get:JvmName("rule") public val rule: EditRule,
    @get:JvmName("path") public val path: String,
    @get:JvmName("before") public val before: String?,
    @get:JvmName("after") public val after: String?,
) {
    /** The path, what was there, and what is there now. */
    override fun toString(): String = "$path: ${before ?: "(nothing)"} -> ${after ?: "(nothing)"}"

    internal companion object {
        @JvmSynthetic
        internal fun of(rule: EditRule, path: String, before: String?, after: String?): EditChange =
            EditChange(rule, path, before, after)
    }
}
