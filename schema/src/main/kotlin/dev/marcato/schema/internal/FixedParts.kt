// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.Record
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.FieldType
import dev.marcato.schema.PositionDefinition

/**
 * Where a view of a fixed field looks.
 *
 * @property index the index of the field among those with the same tag; negative if there is no such field
 */
internal class FixedParts(val record: Record, val index: Int, val text: String, val layout: FixedLayout)

/** The elements of a field in records of one type, by the numbers that generated properties ask for. */
internal class FixedLayout(val definition: FieldDefinition, val type: FieldType?, names: Array<String>) {
    /** In order; where a meaning is obsolete, what replaced it comes first. */
    val elements: List<PositionDefinition> =
        definition.positions(type?.key) + definition.obsoletePositions(type?.key)

    private val slots: Array<PositionDefinition?> =
        Array(names.size) { index -> elements.firstOrNull { it.name == names[index] } }

    /** The lengths that the field may have, the usual one first; none if they aren't known. */
    val lengths: List<Int>

    init {
        val active = definition.positions(type?.key)
        val isKnown = type != null || definition.types.isEmpty() || definition.positions.isNotEmpty()
        val optional = active.filter { it.isOptional }.minOfOrNull { it.start }
        lengths =
            if (isKnown && active.isNotEmpty()) listOfNotNull(active.maxOf { it.end } + 1, optional) else emptyList()
    }

    operator fun get(slot: Int): PositionDefinition? = slots[slot]
}
