// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

/**
 * Something in a record that a rule doesn't allow: what, where, and what would be right.
 *
 * A finding doesn't refer to the record, so it can be kept. Immutable and safe to share between threads.
 *
 * @property rule the rule
 * @property severity how much it matters: that of the rule, or what a profile says
 * @property path a path that selects the place and nothing else: `245[1]`, `650[2]^1`, `020[0]$a[0]`, `008[0]/35-37`.
 * Of something that is missing, the place where it is missing: the field, or the path that selects nothing
 * @property tag the tag of the field, or `LDR`; null if the record as a whole is meant
 * @property recordIndex the number of records before this one in the input, if it was read and that is known
 * @property byteOffset the offset of the place in the input, in bytes: exact if the record was read from ISO 2709 and is
 * as it was read, otherwise that of the record; null if the record wasn't read as an outcome
 * @property controlNumber the control number of the record, if it has one
 * @property found what is there, as it is there; null if something is missing
 * @property expected what should be there, in words
 * @property label what the place is called: `Title Statement`; null if the schema doesn't say
 */
public class Finding private constructor(
    @get:JvmName("rule") public val rule: Rule,
    @get:JvmName("severity") public val severity: FindingSeverity,
    @get:JvmName("path") public val path: String,
    @get:JvmName("tag") public val tag: String?,
    @get:JvmName("recordIndex") public val recordIndex: Long?,
    @get:JvmName("byteOffset") public val byteOffset: Long?,
    @get:JvmName("controlNumber") public val controlNumber: String?,
    @get:JvmName("found") public val found: String?,
    @get:JvmName("expected") public val expected: String?,
    @get:JvmName("label") public val label: String?,
) {
    /** The code of the rule. */
    @get:JvmName("code")
    public val code: String get() = rule.code

    /** What is wrong, in one sentence for people: `subfield isn't defined: found "...", expected ...`. */
    @get:JvmName("message")
    public val message: String
        get() = buildString {
            append(rule.title)
            if (found != null) append(": found \"").append(found).append('"')
            if (expected != null) append(if (found == null) ": expected " else ", expected ").append(expected)
        }

    /** The path and the message. */
    override fun toString(): String = "$path: $message"

    @JvmSynthetic
    internal fun withIndex(index: Long?): Finding =
        Finding(rule, severity, path, tag, index, byteOffset, controlNumber, found, expected, label)

    internal companion object {
        @JvmSynthetic
        internal fun of(
            rule: Rule,
            severity: FindingSeverity,
            path: String,
            tag: String?,
            recordIndex: Long?,
            byteOffset: Long?,
            controlNumber: String?,
            found: String?,
            expected: String?,
            label: String?,
        ): Finding = Finding(rule, severity, path, tag, recordIndex, byteOffset, controlNumber, found, expected, label)
    }
}
