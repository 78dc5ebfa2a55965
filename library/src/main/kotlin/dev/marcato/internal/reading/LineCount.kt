// SPDX-License-Identifier: Apache-2.0
// Hot: looks at every byte of every text format, eight at a time.
package dev.marcato.internal.reading

import dev.marcato.internal.bytes.EACH_LINE_FEED
import dev.marcato.internal.bytes.LOW_BITS
import dev.marcato.internal.bytes.TOP_BITS
import java.nio.ByteBuffer

private const val LINE_FEED: Byte = 0x0A

/** Counts the lines of an input. A line ends in a line feed. */
internal class LineCount {
    /** The line that the next byte is in; the first is 1. */
    var line: Long = 1
        private set

    /** Where that line begins in the input. */
    var start: Long = 0
        private set

    /** Counts the lines among the bytes from [from] until [to]; the first byte is at [offset] in the input. */
    fun pass(bytes: ByteBuffer, from: Int, to: Int, offset: Long) {
        val count = lineFeeds(bytes, from, to)
        if (count == 0) return
        line += count
        start = offset + lastLineFeed(bytes, from, to) - from + 1
    }

    /** Returns the column of the byte at [offset] in the input, if it is in this line: counted in bytes, from 1. */
    fun column(offset: Long): Long = offset - start + 1

    fun copy(): LineCount = LineCount().also {
        it.line = line
        it.start = start
    }

    private fun lastLineFeed(bytes: ByteBuffer, from: Int, to: Int): Int {
        var index = to - 1
        while (index >= from && bytes.get(index) != LINE_FEED) index--
        return index
    }

    private fun lineFeeds(bytes: ByteBuffer, from: Int, to: Int): Int {
        var index = from
        var count = 0
        while (index + 8 <= to) {
            // Exactly the bytes that are line feeds become zero, and only they keep their top bit clear below.
            val word = bytes.getLong(index) xor EACH_LINE_FEED
            val others = ((word and LOW_BITS) + LOW_BITS) or word
            count += java.lang.Long.bitCount(others.inv() and TOP_BITS)
            index += 8
        }
        while (index < to) if (bytes.get(index++) == LINE_FEED) count++
        return count
    }
}
