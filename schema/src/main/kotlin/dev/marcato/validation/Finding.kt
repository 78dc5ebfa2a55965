// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.schema.internal.Json
import dev.marcato.validation.internal.identityOf

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
 * @property source the name of the file, if [at] has said it
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
    @get:JvmName("source") public val source: String?,
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

    /**
     * The same for the same fault in the same record, also if fields are added to it: 16 hexadecimal digits, from the
     * control number (if there is none, the record index), the rule, the path without indexes, and what was found. So a
     * later run can leave out what is known.
     */
    @get:JvmName("identity")
    public val identity: String get() = identityOf(this)

    /** Returns this finding in the record with this index of the file [source]. */
    public fun at(source: String?, recordIndex: Long?): Finding =
        Finding(rule, severity, path, tag, recordIndex, byteOffset, controlNumber, found, expected, label, source)

    /**
     * Returns the finding as a JSON object in one line, without null values: `code`, `severity`, `category`, `source`,
     * `recordIndex`, `offset`, `controlNumber`, `path`, `tag`, `label`, `found`, `expected`, `message`, `url`,
     * `identity`.
     */
    public fun toJson(): String = Json.line(
        linkedMapOf(
            "code" to code,
            "severity" to severity.name,
            "category" to rule.category.name,
            "source" to source,
            "recordIndex" to recordIndex,
            "offset" to byteOffset,
            "controlNumber" to controlNumber,
            "path" to path,
            "tag" to tag,
            "label" to label,
            "found" to found,
            "expected" to expected,
            "message" to message,
            "url" to rule.url,
            "identity" to identity,
        ).filterValues { it != null },
    )

    private fun parts() = listOf(
        rule, severity, path, tag, recordIndex, byteOffset, controlNumber, found, expected, label, source,
    )

    override fun equals(other: Any?): Boolean = other is Finding && parts() == other.parts()

    override fun hashCode(): Int = 31 * rule.hashCode() + path.hashCode()

    /** The path and the message. */
    override fun toString(): String = "$path: $message"

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
        ): Finding =
            Finding(rule, severity, path, tag, recordIndex, byteOffset, controlNumber, found, expected, label, null)
    }
}
