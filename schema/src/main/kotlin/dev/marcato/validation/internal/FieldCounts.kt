// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

/** Counts the fields of a record by tag. Beginning with another record takes no time. */
internal class FieldCounts {
    private var counts = IntArray(0)

    // The number of the record in whose time a count was begun; others are zero.
    private var begun = IntArray(0)
    private var record = 0

    /** Begins anew, with counts for as many [places]. */
    fun begin(places: Int) {
        record++
        if (counts.size < places || record < 0) {
            counts = IntArray(places)
            begun = IntArray(places)
            record = 1
        }
    }

    /** Counts a field, and returns how many there are now. */
    fun add(place: Int): Int {
        if (begun[place] != record) {
            begun[place] = record
            counts[place] = 0
        }
        return ++counts[place]
    }

    operator fun get(place: Int): Int = if (begun[place] == record) counts[place] else 0
}
