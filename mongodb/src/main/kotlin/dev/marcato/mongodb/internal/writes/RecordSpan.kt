// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.mongodb.internal.input.Place

/** Consecutive records of the input, from the ordinal [first], and the state of each. */
internal class RecordSpan(val first: Long, capacity: Int) {
    val states = ByteArray(capacity)
    var isSealed = false
    var place = Place.START

    /** Minus the number of settled records. */
    var open = 0

    @Volatile
    var offered = 0
        private set

    val isFull: Boolean get() = offered == states.size

    /** Counts another record and returns its index. */
    fun offer(): Int {
        val index = offered
        offered = index + 1
        return index
    }
}

internal object WriteState {
    const val WAITING: Byte = 0
    const val UNDER_WAY: Byte = 1
    const val SETTLED: Byte = 2
}
