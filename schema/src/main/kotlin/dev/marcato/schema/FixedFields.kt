// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.schema

import dev.marcato.Record
import dev.marcato.RecordFormat
import dev.marcato.schema.internal.FixedLayout
import dev.marcato.schema.internal.FixedLayouts
import dev.marcato.schema.internal.FixedParts
import java.util.Collections

/**
 * The fixed fields of a record in MARC 21: field 008 of a bibliographic record itself, and from here the leader, 006,
 * 007, and 008 of authority and holdings records. What 008 means follows from leader/06 and leader/07.
 *
 * @property material the material of a bibliographic record; null for other records
 * @sample dev.marcato.schema.samples.fixedFields
 */
public class FixedFields private constructor(
    parts: FixedParts,
    @get:JvmName("material") public val material: Material?,
) : MaterialElements(parts) {
    private val format get() = record.leader.recordType?.format

    /** The leader. */
    @get:JvmName("leader")
    public val leader: LeaderElements
        get() {
            val layout = when (format) {
                RecordFormat.AUTHORITY -> FixedLayouts.authorityLeader
                RecordFormat.HOLDINGS -> FixedLayouts.holdingsLeader
                else -> FixedLayouts.bibliographic.leader
            }
            return LeaderElements.of(FixedParts(record, 0, "${record.leader}", layout))
        }

    /** The fields 006 in order, which describe further aspects of the material. */
    @get:JvmName("additional")
    public val additional: List<AdditionalMaterial>
        get() = views("006") { index, text ->
            val material = text.firstOrNull()?.let(Material::ofForm)
            AdditionalMaterial.of(
                FixedParts(record, index, text, FixedLayouts.bibliographic.additional(material)),
                material,
            )
        }

    /** The fields 007 in order, which describe the physical form. */
    @get:JvmName("physical")
    public val physical: List<PhysicalDescription>
        get() = views("007") { index, text ->
            val layout = FixedLayouts.bibliographic.physical(text.firstOrNull() ?: ' ')
            PhysicalDescription.of(FixedParts(record, index, text, layout))
        }

    /** Field 008 of an authority record; null for other records. */
    @get:JvmName("authority")
    public val authority: AuthorityElements?
        get() = AuthorityElements.of(general(record, FixedLayouts.authority)).takeIf {
            format == RecordFormat.AUTHORITY
        }

    /** Field 008 of a holdings record; null for other records. */
    @get:JvmName("holdings")
    public val holdings: HoldingsElements?
        get() = HoldingsElements.of(general(record, FixedLayouts.holdings)).takeIf { format == RecordFormat.HOLDINGS }

    private fun <T> views(tag: String, view: (Int, String) -> T): List<T> {
        if (tag !in record) return emptyList()
        return Collections.unmodifiableList(record.fields(tag).mapIndexed { index, field -> view(index, field.value) })
    }

    public companion object {
        @get:JvmSynthetic
        internal val NAMES: Array<String> get() = MaterialElements.NAMES

        /** Returns the fixed fields of [record]. */
        @JvmStatic
        public fun of(record: Record): FixedFields {
            val format = record.leader.recordType?.format
            val isOther = format == RecordFormat.AUTHORITY || format == RecordFormat.HOLDINGS
            val material = if (isOther) null else Material.of(record.leader)
            val layout = FixedLayouts.bibliographic.general(material)
            val parts = if (isOther) FixedParts(record, -1, "", layout) else general(record, layout)
            return FixedFields(parts, material)
        }

        private fun general(record: Record, layout: FixedLayout): FixedParts {
            val field = record["008"] ?: return FixedParts(record, -1, "", layout)
            return FixedParts(record, 0, field.value, layout)
        }
    }
}

/** A field 006 of a bibliographic record; 006/00 says of which [material] it is, null if that isn't known. */
public class AdditionalMaterial private constructor(
    parts: FixedParts,
    @get:JvmName("material") public val material: Material?,
) : MaterialElements(parts) {
    internal companion object {
        @JvmSynthetic
        internal fun of(parts: FixedParts, material: Material?): AdditionalMaterial =
            AdditionalMaterial(parts, material)
    }
}

/** The fixed fields of this record, in MARC 21. For Java: [FixedFields.of]. */
@get:JvmSynthetic
public val Record.fixed: FixedFields get() = FixedFields.of(this)
