// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

/**
 * A part of an input: the extents whose anchors are among the bytes from [from] until [until]. An extent begins at an
 * anchor, which is the start of the input or a place where [dev.marcato.internal.formats.iso2709.anchorAt] says yes, and ends where the
 * next one begins.
 *
 * Ranges that follow one another have every extent of the input once, wherever it is cut. The last extent of a range
 * reaches behind its end, if not to the next anchor by chance.
 *
 * @property before what comes before the range; null if nobody counted
 */
internal class ExtentRange(val from: Long, val until: Long, val before: Counts?) {
    /** Where the bytes begin that have to be looked at: what stands before an anchor belongs to it. */
    val start: Long get() = maxOf(0, from - 1)

    val hasEnd: Boolean get() = until != Long.MAX_VALUE

    /** Returns the same range, of which is known what comes before it. */
    fun behind(counts: Counts): ExtentRange = ExtentRange(from, until, counts)

    override fun toString(): String = if (hasEnd) "bytes $from..<$until" else "bytes from $from on"

    companion object {
        /** All of an input. */
        val ALL: ExtentRange = ExtentRange(0, Long.MAX_VALUE, Counts.NONE)
    }
}
