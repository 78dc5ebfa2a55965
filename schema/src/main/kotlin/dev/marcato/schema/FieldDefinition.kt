// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.Parts
import dev.marcato.schema.internal.merged
import java.util.Collections

/**
 * What a schema says of the fields with a tag.
 *
 * @property identifier the tag; in formats other than MARC with an occurrence or a counter, such as `028B/01`
 * @property indicator1 the first indicator; null if the schema doesn't say anything of it
 * @property indicator2 the second indicator; null if the schema doesn't say anything of it
 * @property subfields the subfields in the order of the schema; null if the schema doesn't say which there are, or it
 * is a control field
 * @property types what the field means in records of one type, by the key of the type
 * @property former definitions that were replaced by this one
 */
public class FieldDefinition private constructor(
    parts: Parts,
    @get:JvmName("identifier") public val identifier: String,
    @get:JvmName("indicator1") public val indicator1: IndicatorDefinition?,
    @get:JvmName("indicator2") public val indicator2: IndicatorDefinition?,
    @get:JvmName("subfields") public val subfields: List<SubfieldDefinition>?,
    @get:JvmName("types") public val types: Map<String, FieldType>,
    @get:JvmName("former") public val former: List<FieldDefinition>,
) : ValueDefinition(parts) {
    // Codes are few and nearly all ASCII, and this is asked for each subfield of a record.
    private val byCode = arrayOfNulls<SubfieldDefinition>(ASCII).also { table ->
        subfields?.forEach { if (it.code.code < ASCII) table[it.code.code] = it }
    }

    /** The tag: three characters, or `LDR` for the leader. */
    @get:JvmName("tag")
    public val tag: String get() = identifier.substringBefore('/')

    /** Whether a record may have more than one. */
    @get:JvmName("isRepeatable")
    public val isRepeatable: Boolean get() = common.isRepeatable

    /** Whether each record has at least one. */
    @get:JvmName("isRequired")
    public val isRequired: Boolean get() = common.isRequired

    /** Returns the definition of the subfields with this [code]; null if the schema has none. */
    public fun subfield(code: Char): SubfieldDefinition? =
        if (code.code < ASCII) byCode[code.code] else subfields?.firstOrNull { it.code == code }

    /** Returns the definition of the indicator with this [number], 1 or 2. */
    public fun indicator(number: Int): IndicatorDefinition? = when (number) {
        1 -> indicator1
        2 -> indicator2
        else -> throw IllegalArgumentException("A field has indicators 1 and 2, not $number")
    }

    /** Returns the positions in records of the type [key], with those that are the same in all records; in order. */
    public fun positions(key: String?): List<PositionDefinition> {
        val typed = types[key]?.positions ?: return positions
        return Collections.unmodifiableList((positions + typed).sortedBy { it.start })
    }

    /** The same as [positions], of obsolete positions. */
    public fun obsoletePositions(key: String?): List<PositionDefinition> =
        Collections.unmodifiableList(obsoletePositions + types[key]?.obsoletePositions.orEmpty())

    @JvmSynthetic
    internal fun with(newer: FieldDefinition): FieldDefinition = FieldDefinition(
        common.with(newer.common),
        identifier,
        newer.indicator1?.let { indicator1?.with(it) ?: it } ?: indicator1,
        newer.indicator2?.let { indicator2?.with(it) ?: it } ?: indicator2,
        if (newer.subfields == null) {
            subfields
        } else {
            merged(subfields.orEmpty(), newer.subfields, { it.code }, SubfieldDefinition::with)
        },
        merged(types.values.toList(), newer.types.values.toList(), { it.key }, FieldType::with).associateBy { it.key },
        former,
    )

    override fun values(): List<Any?> =
        super.values() + listOf(identifier, indicator1, indicator2, subfields, types, former)

    /** The identifier and the label: `245 Title Statement`. */
    override fun toString(): String = listOfNotNull(identifier, label).joinToString(" ")

    internal companion object {
        private const val ASCII = 128

        @JvmSynthetic
        internal fun of(
            parts: Parts,
            identifier: String,
            indicators: List<IndicatorDefinition?> = listOf(null, null),
            subfields: List<SubfieldDefinition>? = null,
            types: Map<String, FieldType> = emptyMap(),
            former: List<FieldDefinition> = emptyList(),
        ): FieldDefinition = FieldDefinition(
            parts,
            identifier,
            indicators[0],
            indicators[1],
            subfields?.let { Collections.unmodifiableList(it) },
            Collections.unmodifiableMap(types),
            Collections.unmodifiableList(former),
        )
    }
}
