// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.internal.path.SpotKind
import dev.marcato.internal.path.decoded
import dev.marcato.internal.path.spelled

/**
 * A place in a record that a path selects: a field, a subfield or an indicator, or some characters of a value.
 *
 * Immutable and safe to share between threads.
 *
 * @property record the record
 * @property fieldIndex the index of the field in [Record.fields]; -1 for the leader
 * @property start the index of the first character in the value of the field or subfield
 */
public class MarcPlace private constructor(
    @get:JvmName("record") public val record: Record,
    @get:JvmName("fieldIndex") public val fieldIndex: Int,
    private val spot: Int,
    private val text: String?,
    private val from: Int,
    private val to: Int,
    @get:JvmName("start") public val start: Int,
) {
    /** The characters at this place, decoded at each call. */
    @get:JvmName("value")
    public val value: String get() = text ?: decoded(record, fieldIndex, from, to)

    /** The index after the last character in the value of the field or subfield. */
    @get:JvmName("end")
    public val end: Int get() = start + value.length

    /** The field; null for the leader. */
    @get:JvmName("field")
    public val field: Field? get() = if (fieldIndex < 0) null else record.fields[fieldIndex]

    /** How many fields with the same tag come before; 0 for the leader. */
    @get:JvmName("occurrence")
    public val occurrence: Int
        get() = (0 until fieldIndex).count { record.table.tag(it) == record.table.tag(fieldIndex) }

    /** The index of the subfield in [DataField.subfields]; -1 if the place isn't in one. */
    @get:JvmName("subfieldIndex")
    public val subfieldIndex: Int get() = if (spot >= 0) spot else -1

    /** The code of the subfield, or null. */
    @get:JvmName("code")
    public val code: Char? get() = if (spot >= 0) (this.field as DataField).subfields[spot].code else null

    /** 1 or 2 if the place is an indicator; otherwise 0. */
    @get:JvmName("indicator")
    public val indicator: Int
        get() = when (spot) {
            SpotKind.INDICATOR_1 -> 1
            SpotKind.INDICATOR_2 -> 2
            else -> 0
        }

    /** A path that selects this place in its record, and nothing else. */
    override fun toString(): String = spelled(this)

    internal companion object {
        @JvmSynthetic
        internal fun ofBytes(record: Record, field: Int, spot: Int, from: Int, to: Int, at: Int): MarcPlace =
            MarcPlace(record, field, spot, null, from, to, at)

        @JvmSynthetic
        internal fun ofText(record: Record, field: Int, spot: Int, text: String, at: Int): MarcPlace =
            MarcPlace(record, field, spot, text, 0, 0, at)
    }
}
