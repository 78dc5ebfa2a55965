// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import dev.marcato.Record
import dev.marcato.path.PathSet
import java.util.BitSet

/** The place of the leader among those of [placesIn]. */
internal const val LEADER = 0

/** The place of the field with this index among those of [placesIn]. */
internal fun placeOf(fieldIndex: Int): Int = fieldIndex + 1

/** Returns which fields of [record], and whether the leader, are selected by one of the paths. */
internal fun PathSet.placesIn(record: Record): BitSet {
    val places = BitSet()
    for (path in paths) path.forEachPlace(record) { places.set(placeOf(it.fieldIndex)) }
    return places
}
