// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

/** Counts lengths in classes of an eighth of a power of two, so that memory doesn't grow with the records. */
internal class LengthTally {
    private val counts = LongArray(CLASSES)
    private var total = 0L
    private var number = 0L
    private var shortest = Long.MAX_VALUE
    private var longest = 0L

    fun add(length: Long) {
        counts[classOf(length)]++
        total += length
        number++
        if (length < shortest) shortest = length
        if (length > longest) longest = length
    }

    fun add(other: LengthTally) {
        for (index in counts.indices) counts[index] += other.counts[index]
        total += other.total
        number += other.number
        shortest = minOf(shortest, other.shortest)
        longest = maxOf(longest, other.longest)
    }

    fun lengths(): Lengths? {
        if (number == 0L) return null
        return Lengths(shortest, longest, total / number, median(), powersOfTwo())
    }

    private fun median(): Long {
        var before = 0L
        for (index in counts.indices) {
            before += counts[index]
            if (before * 2 >= number) return middleOf(index).coerceIn(shortest, longest)
        }
        return longest
    }

    private fun powersOfTwo(): List<Share> {
        val shares = (0 until CLASSES step STEPS).map { first ->
            Share(limit(first / STEPS), (first until first + STEPS).sumOf { counts[it] })
        }
        return shares.dropWhile { it.count == 0L }.dropLastWhile { it.count == 0L }
    }

    private fun limit(power: Int): String {
        val end = 1L shl (power + 1)
        return if (end < KILO) "< $end" else "< ${end / KILO} K"
    }

    // The bits after the highest one are the eighth.
    private fun classOf(length: Long): Int {
        val power = maxOf(63 - length.countLeadingZeroBits(), 0)
        val eighth = if (power >= STEP_BITS) (length ushr (power - STEP_BITS)).toInt() and (STEPS - 1) else 0
        return power * STEPS + eighth
    }

    private fun middleOf(index: Int): Long {
        val power = index / STEPS
        val low = (1L shl power) + ((index % STEPS).toLong() shl power ushr STEP_BITS)
        return low + (1L shl power ushr (STEP_BITS + 1))
    }

    private companion object {
        const val STEP_BITS = 3
        const val STEPS = 1 shl STEP_BITS
        const val CLASSES = 48 * STEPS
        const val KILO = 1024L
    }
}
