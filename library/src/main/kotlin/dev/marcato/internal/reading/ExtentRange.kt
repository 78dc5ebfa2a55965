// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

/**
 * A part of an input: the extents whose anchors are among the bytes from [from] until [until]. An extent begins at an
 * anchor (the start of the input, or a place where [dev.marcato.internal.formats.iso2709.anchorAt] says yes) and ends
 * at the next one.
 *
 * Adjacent ranges deliver every extent once, wherever the input is cut. The last extent may end after the range.
 *
 * @property before what comes before the range; null if unknown
 * @property mayEnd whether the range has an end, or may get one by [endAt]
 */
internal class ExtentRange(
    val from: Long,
    until: Long,
    val before: Counts?,
    val mayEnd: Boolean = until != Long.MAX_VALUE,
) {
    var until: Long = until
        private set

    /** Where reading must begin: the byte before an anchor is needed to recognise it. */
    val start: Long get() = maxOf(0, from - 1)

    val hasEnd: Boolean get() = until != Long.MAX_VALUE

    /** Ends the range at an anchor that is not among the bytes decoded so far. */
    fun endAt(anchor: Long) {
        check(mayEnd)
        until = anchor
    }

    /** Returns the same range with what comes before it. */
    fun behind(counts: Counts): ExtentRange = ExtentRange(from, until, counts, mayEnd)

    override fun toString(): String = if (hasEnd) "bytes $from..<$until" else "bytes from $from on"

    companion object {
        /** All of an input. */
        val ALL: ExtentRange = ExtentRange(0, Long.MAX_VALUE, Counts.NONE)
    }
}
