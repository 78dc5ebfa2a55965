// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.path.MarcPath
import dev.marcato.schema.DescribedPosition
import dev.marcato.schema.Description
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.ValueDefinition

/** Finds the definitions of what a path selects: by its general form, which is a tag and one of `$a`, `^1` and `/0-2`. */
internal object Descriptions {
    private val CODES = Regex("\\$(.)(?:-(.))?")
    private val POSITIONS = Regex("/(\\d+|#)(?:-(\\d+|#))?$")
    private val INDICATOR = Regex("\\^([12])")
    private const val TAG = 3

    fun of(schema: MarcSchema, path: MarcPath): List<Description> {
        val rest = "${path.general}".removePrefix("@").drop(TAG)
        val pattern = path.tag
        return schema.fields.filter { matches(pattern, it.tag) }.map { describe(it, rest) }
    }

    // In MARCspec the leader is LDR; a lower-case x isn't a wildcard, and path.tag has X for one.
    private fun matches(pattern: String, tag: String) = pattern.length == tag.length &&
        pattern.indices.all { pattern[it] == 'X' || pattern[it] == '.' || pattern[it] == tag[it] }

    private fun describe(field: FieldDefinition, rest: String): Description {
        val indicator = INDICATOR.find(rest)?.groupValues?.get(1)?.let { field.indicator(it.toInt()) }
        val ranges = CODES.findAll(rest).map {
            it.groupValues[1][0]..(it.groupValues[2].firstOrNull() ?: it.groupValues[1][0])
        }
        val subfields = ranges.toList().let { all ->
            field.subfields.orEmpty().filter { s -> all.any { s.code in it } }
        }
        val positions =
            POSITIONS.find(rest)?.groupValues ?: return Description.of(field, indicator, subfields, emptyList())
        val first = positions[1].toIntOrNull() ?: 0
        val last = if (positions[2].isEmpty()) first else positions[2].toIntOrNull() ?: Int.MAX_VALUE
        val found = if (subfields.isEmpty()) {
            positionsOf(field, first..last) + field.types.values.flatMap { type ->
                positionsOf(type, first..last).map { DescribedPosition.of(type, it.definition) }
            }
        } else {
            subfields.flatMap { positionsOf(it, first..last) }
        }
        return Description.of(field, indicator, subfields, found)
    }

    private fun positionsOf(value: ValueDefinition, range: IntRange): List<DescribedPosition> =
        (value.positions + value.obsoletePositions).filter { it.start <= range.last && it.end >= range.first }
            .map { DescribedPosition.of(null, it) }
}
