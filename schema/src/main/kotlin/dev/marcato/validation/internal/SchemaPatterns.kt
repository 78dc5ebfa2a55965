// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.ValueDefinition

/**
 * Looks at each regular expression of a [schema], so that it isn't refused when the first record comes.
 *
 * @throws IllegalArgumentException if one can't be used
 */
internal fun checkPatterns(schema: MarcSchema) {
    // Those of this library are simple, and reading all of their fields takes time.
    val isOwn = schema === MarcSchema.BIBLIOGRAPHIC || schema === MarcSchema.AUTHORITY ||
        schema === MarcSchema.HOLDINGS || schema === MarcSchema.UNIMARC
    if (!isOwn) schema.fields.forEach(::check)
}

private fun check(field: FieldDefinition) {
    checkValue(field)
    field.types.values.forEach(::checkValue)
    listOfNotNull(field.indicator1, field.indicator2).forEach(::checkValue)
    field.subfields?.forEach(::checkValue)
}

private fun checkValue(definition: ValueDefinition) {
    definition.pattern?.let(ValuePattern::of)
    definition.positions.forEach(::checkValue)
    definition.obsoletePositions.forEach(::checkValue)
}
