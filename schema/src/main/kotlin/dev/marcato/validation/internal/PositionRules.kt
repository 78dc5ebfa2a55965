// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.PositionDefinition

/**
 * What a schema says of some positions, compiled.
 *
 * @param obsolete the positions that were in their place
 * @param accepted characters that have a rule of their own if the schema doesn't define them
 */
internal class PositionRules(
    private val definition: PositionDefinition,
    obsolete: List<PositionDefinition>,
    private val accepted: String = "",
) {
    val start: Int = definition.start
    val end: Int = definition.end
    val label: String? = definition.label
    private val list = definition.codesOrFlags
    private val codes = list?.takeIf { it.isResolved }?.let { CodeTable(listOf(it)) }
    private val isKnown = list == null || codes != null
    private val step = if (definition.flags == null) end - start + 1 else definition.codeLength
    private val pattern = definition.pattern?.let(ValuePattern::of)
    private val obsolete = obsolete.map { PositionRules(it, emptyList()) }.toTypedArray()

    /** Whether there is nothing to report. */
    fun isSound(spot: Spot): Boolean {
        val codes = codes
        if (accepted.isNotEmpty() && spot.charAt(start) in accepted) return true
        if (codes != null) {
            var at = start
            while (at <= end) {
                if (codes.stateOf(spot, at, minOf(at + step, end + 1)) != CodeState.DEFINED) return false
                at += step
            }
        }
        return isKnown && (pattern == null || pattern.matches(spot, start, end + 1))
    }

    /** Whether there would be nothing to report if each [sign] were a blank. */
    fun wouldBeSound(spot: Spot, sign: Char): Boolean = spot.withBlanksFor(sign) { isSound(spot) }

    /** Reports what is wrong: from the first to the last wrong character. */
    fun report(spot: Spot) {
        if (!isKnown) {
            return spot.report(SchemaRules.undefinedCodelist, start, end, "a code of the list ${list?.name}")
        }
        val codes = codes
        if (codes != null && reportCodes(spot, codes)) return
        if (pattern != null) spot.report(SchemaRules.patternMismatch, start, end, pattern.inWords)
    }

    private fun reportCodes(spot: Spot, codes: CodeTable): Boolean {
        var first = -1
        var last = -1
        var isObsolete = true
        for (at in start..end step step) {
            val state = codes.stateOf(spot, at, minOf(at + step, end + 1))
            if (state == CodeState.DEFINED) continue
            if (first < 0) first = at
            last = minOf(at + step - 1, end)
            isObsolete = isObsolete && (state == CodeState.OBSOLETE || wasRight(spot, at, last))
        }
        if (first < 0) return false
        val rule = when {
            isObsolete -> SchemaRules.deprecatedCode
            definition.flags != null -> SchemaRules.invalidFlag
            else -> SchemaRules.undefinedCode
        }
        spot.report(rule, first, last, codes.inWords)
        return true
    }

    /** Whether the characters were right when these positions had another meaning. */
    private fun wasRight(spot: Spot, from: Int, to: Int): Boolean =
        obsolete.any { it.start <= from && to <= it.end && it.allows(spot) }

    private fun allows(spot: Spot): Boolean {
        for (at in start..end step step) {
            if (codes != null && codes.stateOf(spot, at, minOf(at + step, end + 1)) == CodeState.UNDEFINED) return false
        }
        return pattern == null || pattern.matches(spot, start, end + 1)
    }
}
