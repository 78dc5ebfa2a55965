// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.Parts

/**
 * What a subfield of a field means.
 *
 * @property code the subfield code
 * @property vocabulary a list that values usually come from: a help for people who read them, no rule
 * @property former definitions that were replaced by this one
 */
public class SubfieldDefinition private constructor(
    parts: Parts,
    @get:JvmName("code") public val code: Char,
    @get:JvmName("vocabulary") public val vocabulary: CodeList?,
    @get:JvmName("former") public val former: List<SubfieldDefinition>,
) : ValueDefinition(parts) {
    /** Whether a field may have more than one. */
    @get:JvmName("isRepeatable")
    public val isRepeatable: Boolean get() = common.isRepeatable

    /** Whether each field has at least one. */
    @get:JvmName("isRequired")
    public val isRequired: Boolean get() = common.isRequired

    /** Returns the code that a [value] is, if it is one of [codes] or of the [vocabulary]: `eng` is "English". */
    public fun meaning(value: String): Code? = codes?.get(value) ?: vocabulary?.get(value)

    @JvmSynthetic
    internal fun with(newer: SubfieldDefinition): SubfieldDefinition =
        SubfieldDefinition(common.with(newer.common), code, newer.vocabulary ?: vocabulary, former)

    override fun values(): List<Any?> = super.values() + listOf(code, vocabulary, former)

    /** The code and the label: `$a Title`. */
    override fun toString(): String = listOfNotNull("$$code", label).joinToString(" ")

    internal companion object {
        @JvmSynthetic
        internal fun of(
            parts: Parts,
            code: Char,
            vocabulary: CodeList? = null,
            former: List<SubfieldDefinition> = emptyList(),
        ): SubfieldDefinition = SubfieldDefinition(parts, code, vocabulary, former)
    }
}
