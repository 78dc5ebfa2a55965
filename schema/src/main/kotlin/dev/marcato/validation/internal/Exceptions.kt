// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.Record
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPlace
import dev.marcato.path.PathLimitException

/**
 * The place of a finding in [record], to be compared with those where a profile wants none. If something is missing,
 * the path selects nothing.
 */
internal class Exceptions(path: String, private val record: Record) {
    private val path = MarcPath.of(path)
    private val places = this.path.places(record)

    // Of a subfield that is missing, the field is there.
    private val field = MarcPath.of(path.substringBefore('$')).places(record).singleOrNull()

    /** Whether all [settings] want findings here. */
    fun allow(settings: List<Setting>): Boolean =
        settings.all { setting -> setting.except.none(::isIn) && setting.only?.any(::isIn) != false }

    /** Whether it is one of the places that [other] selects, or in one. */
    private fun isIn(other: MarcPath): Boolean = try {
        if (places.isEmpty()) isMissingIn(other) else other.places(record).any { part -> places.any { it isIn part } }
    } catch (_: PathLimitException) {
        // What isn't known to be an exception is reported.
        false
    }

    private fun isMissingIn(other: MarcPath): Boolean {
        val general = other.general
        if (!matches(other.tag, path.tag)) return false
        if (other.code != null) return other == general && other.code == path.code
        return if (field == null) other == general else other.places(record).any { it.fieldIndex == field.fieldIndex }
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
