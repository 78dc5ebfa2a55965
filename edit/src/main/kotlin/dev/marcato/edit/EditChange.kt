// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.Field

/**
 * What a rule did to one field, or to the leader, or to the order of the fields.
 *
 * Immutable and safe to share between threads. Its texts are made when they are asked for.
 *
 * @property rule the rule
 */
public class EditChange private constructor(
    @get:JvmName("rule") public val rule: EditRule,
    private val tag: String,
    private val occurrence: Int,
    private val old: Any?,
    private val new: Any?,
) {
    /**
     * A path that selects the field at the time of the change, or a new one after it: `856[1]`; `LDR`; `XXX` for the
     * order of the fields.
     */
    @get:JvmName("path")
    public val path: String get() = if (occurrence < 0) tag else "${spelled(tag)}[$occurrence]"

    /** The field as it was, in line view: `856 40 $u http://example.org`; null if it is new. */
    @get:JvmName("before")
    public val before: String? get() = old?.toString()

    /** The field as it is then; null if it was removed. */
    @get:JvmName("after")
    public val after: String? get() = new?.toString()

    @get:JvmSynthetic
    internal val fieldBefore: Field? get() = old as? Field

    @get:JvmSynthetic
    internal val fieldAfter: Field? get() = new as? Field

    /** The path, what was there, and what is there now. */
    override fun toString(): String = "$path: ${before ?: "(nothing)"} -> ${after ?: "(nothing)"}"

    internal companion object {
        private const val NONE = -1

        /** Of a field, which is the [occurrence]th with its [tag]. */
        @JvmSynthetic
        internal fun of(rule: EditRule, tag: String, occurrence: Int, old: Field?, new: Field?): EditChange =
            EditChange(rule, tag, occurrence, old, new)

        /** Of something else that [path] names. */
        @JvmSynthetic
        internal fun of(rule: EditRule, path: String, old: Any, new: Any): EditChange =
            EditChange(rule, path, NONE, old, new)

        /** The path of a tag: after a sign, it is taken as it is. */
        @JvmSynthetic
        internal fun spelled(tag: String): String =
            if (tag.any { it in 'a'..'z' || it == 'X' || it == '.' } || tag == "LDR") "@$tag" else tag
    }
}
