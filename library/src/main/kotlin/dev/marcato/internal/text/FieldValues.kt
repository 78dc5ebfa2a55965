// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.internal.record.scanSubfields
import java.nio.ByteBuffer

/** Returns the start and end of each value of a field, one pair after the other. */
internal fun valuesOf(buffer: ByteBuffer, from: Int, to: Int, isControl: Boolean): IntArray {
    if (isControl) return intArrayOf(from, to)
    var places = IntArray(16)
    var count = 0
    scanSubfields(buffer, from, to) { _, start, end ->
        if (count == places.size) places = places.copyOf(2 * count)
        places[count++] = start
        places[count++] = end
    }
    return places.copyOf(count)
}
