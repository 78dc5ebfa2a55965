// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.ValueDefinition

/** What is asked of the length of a value whose positions have a meaning each. */
internal enum class Extent {
    /** It has to be that of the positions. */
    EXACT,

    /** It may be shorter, as that of $7, which ends with the last position that is used. */
    AT_MOST,

    /** It may be longer: what Avram says. */
    AT_LEAST,

    /** Nothing, or the length is known to be right. */
    ANY,
}

/**
 * What a schema says of a value, compiled.
 *
 * @param definitions what it says of the value: a field, and its type
 * @param mayBeFilled whether `|` may stand for the characters of a whole element
 * @param accepted characters that have a rule of their own, by position
 */
internal class ValueRules(
    definitions: List<ValueDefinition>,
    positions: List<PositionDefinition>,
    obsoletePositions: List<PositionDefinition>,
    private val extent: Extent,
    private val mayBeFilled: Boolean = false,
    accepted: Map<Int, String> = emptyMap(),
) {
    private val lists = definitions.mapNotNull { it.codes }
    private val codes = lists.filter { it.isResolved }.ifEmpty { null }?.let(::CodeTable)
    private val unresolved = lists.firstOrNull { !it.isResolved }
    private val patterns = definitions.mapNotNull { it.pattern }.map(ValuePattern::of)
    private val positions = positions.map { position ->
        val obsolete = obsoletePositions.filter { it.start <= position.end && it.end >= position.start }
        PositionRules(position, obsolete, accepted[position.start].orEmpty())
    }.toTypedArray()
    private val length = lengthOf(definitions, positions)
    private val shorter = positions.filter { it.isOptional }.minOfOrNull { it.start } ?: length

    /** Whether there is nothing to look at. */
    val isEmpty: Boolean get() = lists.isEmpty() && patterns.isEmpty() && positions.isEmpty()

    val hasPositions: Boolean get() = positions.isNotEmpty()

    /** What the positions from [start] to [end] are called. */
    fun labelOf(start: Int, end: Int): String? = positions.firstOrNull { it.start <= start && end <= it.end }?.label

    /** Reports what is wrong with the value at [spot]. Of one of a wrong length, nothing else is reported. */
    fun check(spot: Spot) {
        if (positions.isNotEmpty()) {
            val found = spot.length
            val isWrong = !isRight(found)
            if (isWrong) spot.report(SchemaRules.invalidPosition, lengthInWords())
            if (isWrong && spot.isOn(SchemaRules.invalidPosition)) return
            checkPositions(spot, found)
        }
        unresolved?.let { spot.report(SchemaRules.undefinedCodelist, "a code of the list ${it.name}") }
        codes?.let { table ->
            when (table.stateOf(spot, 0, spot.length)) {
                CodeState.UNDEFINED -> spot.report(SchemaRules.undefinedCode, table.inWords)
                CodeState.OBSOLETE -> spot.report(SchemaRules.deprecatedCode, table.inWords)
                CodeState.DEFINED -> Unit
            }
        }
        for (pattern in patterns) {
            if (!pattern.matches(spot, 0, spot.length)) spot.report(SchemaRules.patternMismatch, pattern.inWords)
        }
    }

    private fun isRight(found: Int) = when (extent) {
        Extent.EXACT -> found == length || found == shorter
        Extent.AT_MOST -> found <= length
        Extent.AT_LEAST -> found >= length
        Extent.ANY -> true
    }

    private fun checkPositions(spot: Spot, length: Int) {
        var index = 0
        while (index < positions.size) {
            val position = positions[index]
            val isSound = position.end >= length || position.isSound(spot) ||
                (mayBeFilled && position.start > 0 && spot.isAll(FILL, position.start, position.end))
            index = if (isSound) index + 1 else report(spot, index, length)
        }
    }

    /** Reports what is wrong from a position on, and returns the index of the next. What has one cause is one. */
    private fun report(spot: Spot, index: Int, length: Int): Int {
        val position = positions[index]
        val character = spot.charAt(position.start)
        val sign = (position.start..position.end).firstOrNull { spot.charAt(it) in SIGNS }?.let(spot::charAt)
        if (sign != null && position.wouldBeSound(spot, sign)) {
            spot.reportSign(position.start, position.end)
            return index + 1
        }
        var next = index + 1
        while (next < positions.size && isSame(spot, positions[next], character, length)) next++
        val end = positions[next - 1].end
        if (next - index == 1 || !spot.isAll(character, position.start, end)) {
            position.report(spot)
            return index + 1
        }
        spot.report(SchemaRules.undefinedCode, position.start, end, "a code for each of these ${next - index} elements")
        return next
    }

    private fun isSame(spot: Spot, position: PositionRules, character: Char, length: Int) =
        position.end < length && spot.isAll(character, position.start, position.end) && !position.isSound(spot)

    private fun lengthInWords(): String = when {
        extent == Extent.AT_LEAST -> "at least $length characters"
        extent == Extent.AT_MOST -> "at most $length characters"
        shorter == length -> "$length characters"
        else -> "$length or $shorter characters"
    }

    private companion object {
        const val FILL = '|'

        /** What stands for a blank in documentation and in tools. */
        const val SIGNS = "#^\\_"

        /** Also of a field whose type isn't known, if it is the same for all types. */
        fun lengthOf(definitions: List<ValueDefinition>, positions: List<PositionDefinition>): Int {
            val typed = (definitions[0] as? FieldDefinition)?.types.orEmpty().values
            val last = if (definitions.size == 1) typed.flatMap { it.positions }.maxOfOrNull { it.end } else null
            return maxOf(positions.maxOfOrNull { it.end } ?: -1, last ?: -1) + 1
        }
    }
}
