// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import org.openjdk.jol.info.GraphLayout

/** How much heap records hold on to, as JOL adds it up. */
internal object RetainedHeap {
    /** The most records that are looked at; marc4j makes hundreds of objects of each. */
    const val SAMPLE = 2_000

    /**
     * Returns the bytes per record that the second half of [records] adds to the first half, so that what all of them
     * share does not count; null if there are fewer than two.
     */
    fun perRecord(records: List<Any>): Double? {
        val half = records.size / 2
        if (half == 0) return null
        val first = sizeOf(records.take(half))
        val both = sizeOf(records)
        return (both - first).toDouble() / (records.size - half)
    }

    private fun sizeOf(records: List<Any>): Long = GraphLayout.parseInstance(*records.toTypedArray()).totalSize()
}
