// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.Parts
import dev.marcato.schema.internal.merged

/**
 * What some positions of a value mean: those of 008/18-21 in books are "Illustrations".
 *
 * @property start the first position, from 0
 * @property end the last position
 * @property name a short name for use in programs, such as `literaryForm`; null for positions without a meaning, and in
 * schemas that were read from Avram
 * @property isOptional whether fields may end before these positions
 * @property flags the codes that the value consists of, one after the other; null if it doesn't
 */
public class PositionDefinition private constructor(
    parts: Parts,
    @get:JvmName("start") public val start: Int,
    @get:JvmName("end") public val end: Int,
    @get:JvmName("name") public val name: String?,
    @get:JvmName("flags") public val flags: CodeList?,
    @get:JvmName("isOptional") public val isOptional: Boolean,
) : ValueDefinition(parts) {
    /** How many positions there are. */
    @get:JvmName("length")
    public val length: Int get() = end - start + 1

    /** The codes of the value or, if it consists of several, of each; null if it isn't coded. */
    @get:JvmName("codesOrFlags")
    public val codesOrFlags: CodeList? get() = codes ?: flags

    /** The number of characters that each of the [codesOrFlags] has. */
    @get:JvmName("codeLength")
    public val codeLength: Int get() = flags?.codes?.firstOrNull()?.expanded()?.first()?.code?.length ?: length

    /** The positions as in a path: `33` or `18-21`. */
    @get:JvmName("range")
    public val range: String get() = if (start == end) twoDigits(start) else "${twoDigits(start)}-${twoDigits(end)}"

    @JvmSynthetic
    internal fun with(newer: PositionDefinition): PositionDefinition = PositionDefinition(
        common.with(newer.common),
        start,
        end,
        name ?: newer.name,
        merged(flags, newer.flags),
        isOptional,
    )

    override fun values(): List<Any?> = super.values() + listOf(start, end, name, flags, isOptional)

    /** The positions and the label: `33 Literary form`. */
    override fun toString(): String = listOfNotNull(range, label).joinToString(" ")

    internal companion object {
        @JvmSynthetic
        internal fun of(
            parts: Parts,
            start: Int,
            end: Int,
            name: String? = null,
            flags: CodeList? = null,
            isOptional: Boolean = false,
        ): PositionDefinition = PositionDefinition(parts, start, end, name, flags, isOptional)

        private fun twoDigits(number: Int) = "$number".padStart(2, '0')
    }
}
