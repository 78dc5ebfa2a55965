// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

/**
 * A rule that records are validated by: one of Marcato's, or one of a profile.
 *
 * Immutable. Two rules are equal if they have the same [code].
 *
 * @property code a short name that stays the same in later versions: `undefinedField`. Rules that Avram has, too, are
 * called as there.
 * @property category what it is about
 * @property severity how much its findings matter, if no profile says otherwise
 * @property isOnByDefault whether it is looked at if no profile says otherwise
 * @property title what is wrong, in a few words that begin in lower case: `field isn't defined`
 * @property explanation what is wrong, why that matters, and when it isn't wrong, in a few sentences
 * @property url the page of the Library of Congress, or of another source, that the rule is from; null if there is none
 */
public class Rule private constructor(
    @get:JvmName("code") public val code: String,
    @get:JvmName("category") public val category: RuleCategory,
    @get:JvmName("severity") public val severity: FindingSeverity,
    @get:JvmName("isOnByDefault") public val isOnByDefault: Boolean,
    @get:JvmName("title") public val title: String,
    @get:JvmName("explanation") public val explanation: String,
    @get:JvmName("url") public val url: String?,
) {
    override fun equals(other: Any?): Boolean = other is Rule && code == other.code

    override fun hashCode(): Int = code.hashCode()

    /** The code. */
    override fun toString(): String = code

    internal companion object {
        @JvmSynthetic
        internal fun of(
            code: String,
            category: RuleCategory,
            severity: FindingSeverity,
            title: String,
            explanation: String,
            url: String? = null,
            isOnByDefault: Boolean = true,
        ): Rule = Rule(code, category, severity, isOnByDefault, title, explanation, url)
    }
}
