// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.AuthorityElements
import dev.marcato.schema.FixedFields
import dev.marcato.schema.HoldingsElements
import dev.marcato.schema.LeaderElements
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.Material
import dev.marcato.schema.PhysicalDescription

/**
 * The layouts of the fixed fields of MARC 21, which are made once. Those of each format are made when one is needed.
 */
internal object FixedLayouts {
    val bibliographic: Layouts by lazy { Layouts(MarcSchema.BIBLIOGRAPHIC) }
    val authority: FixedLayout by lazy { layout(MarcSchema.AUTHORITY, "008", null, AuthorityElements.NAMES) }
    val holdings: FixedLayout by lazy { layout(MarcSchema.HOLDINGS, "008", null, HoldingsElements.NAMES) }
    val authorityLeader: FixedLayout by lazy { layout(MarcSchema.AUTHORITY, "LDR", null, LeaderElements.NAMES) }
    val holdingsLeader: FixedLayout by lazy { layout(MarcSchema.HOLDINGS, "LDR", null, LeaderElements.NAMES) }

    class Layouts(private val schema: MarcSchema) {
        val leader = layout(schema, "LDR", null, LeaderElements.NAMES)
        private val general = byMaterial("008")
        private val additional = byMaterial("006")
        private val physical = Lazily((CATEGORIES + NONE).map { "$it" }) { category ->
            layout(schema, "007", category, PhysicalDescription.NAMES)
        }

        fun general(material: Material?): FixedLayout = general[place(material)]

        fun additional(material: Material?): FixedLayout = additional[place(material)]

        fun physical(category: Char): FixedLayout =
            physical[if (category in CATEGORIES) category - CATEGORIES.first else physical.size - 1]

        // The last layout is that of no material, whose key no type has.
        private fun place(material: Material?) = material?.ordinal ?: Material.entries.size

        private fun byMaterial(tag: String) = Lazily(Material.entries.map { it.key } + "$NONE") { key ->
            layout(schema, tag, key, FixedFields.NAMES)
        }
    }

    private val CATEGORIES = 'a'..'z'
    private const val NONE = '-'

    private fun layout(schema: MarcSchema, tag: String, type: String?, names: Array<String>): FixedLayout {
        val field = checkNotNull(schema.field(tag))
        return FixedLayout(field, field.types[type], names)
    }
}
