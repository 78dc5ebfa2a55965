// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.Parts

/**
 * What an indicator of a field means.
 *
 * @property number 1 or 2
 * @property former definitions that were replaced by this one
 */
public class IndicatorDefinition private constructor(
    parts: Parts,
    @get:JvmName("number") public val number: Int,
    @get:JvmName("former") public val former: List<IndicatorDefinition>,
) : ValueDefinition(parts) {
    /** Whether it has no meaning and is always a blank. */
    @get:JvmName("isUndefined")
    public val isUndefined: Boolean
        get() = codes?.codes?.filterNot { it.isObsolete }?.let { it.size == 1 && it[0].code == " " } == true &&
            (label == null || label == UNDEFINED)

    @JvmSynthetic
    internal fun with(newer: IndicatorDefinition): IndicatorDefinition =
        // What was undefined is no longer if a profile defines it.
        if (isUndefined) newer else IndicatorDefinition(common.with(newer.common), number, former)

    override fun values(): List<Any?> = super.values() + listOf(number, former)

    /** The number and the label: `1 Title added entry`. */
    override fun toString(): String = listOfNotNull("$number", label).joinToString(" ")

    internal companion object {
        private const val UNDEFINED = "Undefined"

        @JvmSynthetic
        internal fun of(parts: Parts, number: Int, former: List<IndicatorDefinition> = emptyList()) =
            IndicatorDefinition(parts, number, former)

        /** The definition of an indicator without a meaning. */
        @JvmSynthetic
        internal fun undefined(number: Int, former: List<IndicatorDefinition> = emptyList()): IndicatorDefinition =
            of(Parts(UNDEFINED, codes = CodeList.of(listOf(Code.of(" ", UNDEFINED)))), number, former)
    }
}
