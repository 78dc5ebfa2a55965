// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.DescriptionText
import java.util.Collections

/**
 * What a schema says of a place in records; see [MarcSchema.describe].
 *
 * @property field the field, or the leader
 * @property indicator the indicator, if the path selects one
 * @property subfields the subfields, if the path selects some
 * @property positions the positions, if the path selects some: those that are the same in all records, then those of
 * each type of record
 */
public class Description private constructor(
    @get:JvmName("field") public val field: FieldDefinition,
    @get:JvmName("indicator") public val indicator: IndicatorDefinition?,
    @get:JvmName("subfields") public val subfields: List<SubfieldDefinition>,
    @get:JvmName("positions") public val positions: List<DescribedPosition>,
) {
    /** The labels in lines, with codes and their meaning. */
    override fun toString(): String = DescriptionText.of(this)

    internal companion object {
        @JvmSynthetic
        internal fun of(
            field: FieldDefinition,
            indicator: IndicatorDefinition?,
            subfields: List<SubfieldDefinition>,
            positions: List<DescribedPosition>,
        ): Description = Description(
            field,
            indicator,
            Collections.unmodifiableList(subfields),
            Collections.unmodifiableList(positions),
        )
    }
}

/**
 * Positions that a path selects, in records of one type.
 *
 * @property type the type; null if they mean the same in all records
 * @property definition what they mean
 */
public class DescribedPosition private constructor(
    @get:JvmName("type") public val type: FieldType?,
    @get:JvmName("definition") public val definition: PositionDefinition,
) {
    /** The type and the definition. */
    override fun toString(): String = listOfNotNull(type, definition).joinToString(": ")

    internal companion object {
        @JvmSynthetic
        internal fun of(type: FieldType?, definition: PositionDefinition): DescribedPosition =
            DescribedPosition(type, definition)
    }
}
