// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.CodeList
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.ValueDefinition

/**
 * What a schema says of a value, compiled.
 *
 * @param definitions what it says of the value: a field, and its type
 * @param isFixed whether the positions are all that the value has, so that it can be too long
 */
internal class ValueRules(
    private val definitions: List<ValueDefinition>,
    positions: List<PositionDefinition>,
    obsoletePositions: List<PositionDefinition>,
    private val isFixed: Boolean,
) {
    private val lists = definitions.mapNotNull { it.codes }
    private val codes = lists.filter { it.isResolved }.ifEmpty { null }?.let(::CodeTable)
    private val unresolved = lists.firstOrNull { !it.isResolved }
    private val patterns = definitions.mapNotNull { it.pattern }.map(ValuePattern::of)
    private val positions = positions.map { position ->
        PositionRules(position, obsoletePositions.filter { it.start <= position.end && it.end >= position.start })
    }.toTypedArray()
    private val length = positions.maxOfOrNull { it.end + 1 } ?: 0
    private val shorter = positions.filter { it.isOptional }.minOfOrNull { it.start } ?: length

    /** Whether there is nothing to look at. */
    val isEmpty: Boolean get() = lists.isEmpty() && patterns.isEmpty() && positions.isEmpty()

    /** What the positions from [start] to [end] are called. */
    fun labelOf(start: Int, end: Int): String? = positions.firstOrNull { it.start <= start && end <= it.end }?.label

    /** Reports what is wrong with the value at [spot], if it isn't longer or shorter than it may be. */
    fun check(spot: Spot) {
        if (positions.isNotEmpty()) {
            val found = spot.length
            val isRight = found == length || found == shorter || (found > length && !isFixed)
            if (!isRight) return spot.report(SchemaRules.invalidPosition, lengthInWords())
            for (position in positions) if (position.end < found) position.check(spot)
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

    private fun lengthInWords(): String {
        val most = if (isFixed) "" else "at least "
        return if (shorter == length) "$most$length characters" else "$length or $shorter characters"
    }
}

/** What a schema says of some positions, compiled. [obsolete] positions are those that were in their place. */
internal class PositionRules(private val definition: PositionDefinition, obsolete: List<PositionDefinition>) {
    val start: Int = definition.start
    val end: Int = definition.end
    val label: String? = definition.label
    private val isFlags = definition.flags != null
    private val list: CodeList? = definition.codesOrFlags
    private val codes = list?.takeIf { it.isResolved }?.let { CodeTable(listOf(it)) }
    private val step = if (isFlags) definition.codeLength else end - start + 1
    private val pattern = definition.pattern?.let(ValuePattern::of)
    private val obsolete = obsolete.map { PositionRules(it, emptyList()) }.toTypedArray()

    fun check(spot: Spot) {
        val codes = codes
        if (codes != null) {
            var at = start
            while (at <= end) {
                if (codes.stateOf(spot, at, minOf(at + step, end + 1)) != CodeState.DEFINED) return report(spot, codes)
                at += step
            }
        } else if (list != null) {
            spot.report(SchemaRules.undefinedCodelist, start, end, "a code of the list ${list.name}")
        }
        if (pattern != null && !pattern.matches(spot, start, end + 1)) {
            spot.report(SchemaRules.patternMismatch, start, end, pattern.inWords)
        }
    }

    /** Reports the characters from the first to the last that are wrong, or what they were in a former meaning. */
    private fun report(spot: Spot, codes: CodeTable) {
        var first = -1
        var last = -1
        var isObsolete = true
        for (at in start..end step step) {
            val state = codes.stateOf(spot, at, minOf(at + step, end + 1))
            if (state == CodeState.DEFINED) continue
            if (first < 0) first = at
            last = minOf(at + step - 1, end)
            val wasRight =
                state == CodeState.OBSOLETE || obsolete.any { it.start <= at && last <= it.end && it.allows(spot) }
            isObsolete = isObsolete && wasRight
        }
        val rule = when {
            isObsolete -> SchemaRules.deprecatedCode
            isFlags -> SchemaRules.invalidFlag
            else -> SchemaRules.undefinedCode
        }
        spot.report(rule, first, last, codes.inWords)
    }

    /** Whether the characters were right when these positions had this meaning. */
    private fun allows(spot: Spot): Boolean {
        for (at in start..end step step) {
            if (codes != null && codes.stateOf(spot, at, minOf(at + step, end + 1)) == CodeState.UNDEFINED) return false
        }
        return pattern == null || pattern.matches(spot, start, end + 1)
    }
}
