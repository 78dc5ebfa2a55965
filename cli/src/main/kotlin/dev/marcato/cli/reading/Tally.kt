// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.Outcome

/** Counts the outcomes of a file, or of a part of it. */
internal class Tally {
    var records = 0L
        private set
    var damagedRecords = 0L
        private set
    var damages = 0L
        private set
    var bytes = 0L
        private set

    fun add(outcome: Outcome) {
        bytes += outcome.byteLength
        when (outcome) {
            is Outcome.Read -> {
                records++
                if (outcome.problems.isNotEmpty()) damagedRecords++
            }

            is Outcome.Damage -> damages++

            is Outcome.Filler -> Unit
        }
    }

    /** The number of records before [outcome], which was added last. */
    fun recordsBefore(outcome: Outcome): Long = if (outcome is Outcome.Read) records - 1 else records

    fun add(other: Tally) {
        records += other.records
        damagedRecords += other.damagedRecords
        damages += other.damages
        bytes += other.bytes
    }
}
