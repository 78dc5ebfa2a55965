// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.Record
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPlace
import dev.marcato.path.PathLimitException
import dev.marcato.validation.Rule

/** The places where a profile wants no findings of a rule. */
internal class Exceptions(private val switches: Switches) {
    /** Whether a finding of [rule] at [path] in [record] is wanted. */
    fun allow(rule: Rule, path: String, record: Record): Boolean {
        val settings = switches.settingsOf(rule).filter { it.except.isNotEmpty() || it.only != null }
        if (settings.isEmpty()) return true
        val spot = Spot(MarcPath.of(path), record)
        return settings.all { setting ->
            setting.except.none(spot::isIn) && setting.only?.any(spot::isIn) != false
        }
    }

    /** Where a finding is; if something is missing, [path] selects nothing. */
    private class Spot(private val path: MarcPath, private val record: Record) {
        private val places = path.places(record)

        // Of a subfield that is missing, the field is there.
        private val field = MarcPath.of("$path".substringBefore('$')).places(record).singleOrNull()

        /** Whether it is one of the places that [other] selects, or in one. */
        fun isIn(other: MarcPath): Boolean = try {
            if (places.isEmpty()) {
                isMissingIn(other)
            } else {
                other.places(record).any { part ->
                    places.any { it isIn part }
                }
            }
        } catch (_: PathLimitException) {
            // What isn't known to be an exception is reported.
            false
        }

        private fun isMissingIn(other: MarcPath): Boolean {
            val general = other.general
            if (!LocalPractice.matches(other.tag, path.tag)) return false
            if (other.code != null) return other == general && other.code == path.code
            return if (field ==
                null
            ) {
                other == general
            } else {
                other.places(record).any { it.fieldIndex == field.fieldIndex }
            }
        }

        private infix fun MarcPlace.isIn(other: MarcPlace): Boolean {
            val isInPart = (other.subfieldIndex < 0 || other.subfieldIndex == subfieldIndex) &&
                (other.indicator == 0 || other.indicator == indicator)
            // Of a whole field or subfield, positions make no difference, nor does that it may be empty.
            val isWhole = other.start == 0 && other.end >= end
            val isBeside = start >= other.end || end <= other.start
            return fieldIndex == other.fieldIndex && isInPart && (isWhole || !isBeside)
        }
    }
}
