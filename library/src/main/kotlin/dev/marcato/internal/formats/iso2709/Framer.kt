// SPDX-License-Identifier: Apache-2.0
// Hot: the scan touches every byte of every input, eight at a time. ReadBenchmark holds its speed.
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.LOW_BITS
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.TOP_BITS_PLUS_1E
import dev.marcato.internal.input.ByteWindow
import java.nio.ByteBuffer

/** What stands at the front of the known bytes. */
internal enum class Framing {
    /** A frame: it ends in a record terminator at the place that its first five digits give. */
    FRAME,

    /** Unknown until more bytes arrive. */
    MORE,

    /** The end of the input. */
    END,

    /** Anything that isn't a frame. */
    BROKEN,
}

/**
 * Finds where each record starts and ends from the record length and the delimiters alone.
 *
 * Only its own bytes decide whether it is a frame, not how they arrived or what a length elsewhere claims.
 */
internal class Framer(private val window: ByteWindow) {
    /** Where the frame starts in the window's buffer. */
    var start: Int = 0
        private set

    var length: Int = 0
        private set

    var isBeyondAscii: Boolean = false
        private set

    /**
     * The number of bytes of the frame below 0x1F. In a plain record these are the terminators of the directory, the
     * fields and the record. So if each place that needs a terminator has one, no other place has.
     */
    var controlCount: Int = 0
        private set

    /** Looks at the front of the window. The caller consumes a frame, with its [length]. */
    fun next(): Framing {
        start = window.position
        val available = window.available
        if (available < LEADER_LENGTH) {
            return if (!window.isComplete) {
                Framing.MORE
            } else if (available == 0) {
                Framing.END
            } else {
                Framing.BROKEN
            }
        }
        length = recordLength(window.buffer, start)
        if (length < SHORTEST_RECORD) return Framing.BROKEN
        if (available < length) return if (window.isComplete) Framing.BROKEN else Framing.MORE
        if (window.buffer.get(start + length - 1) != RECORD_TERMINATOR) return Framing.BROKEN
        scan(window.buffer, start, start + length)
        return Framing.FRAME
    }

    private fun scan(buffer: ByteBuffer, from: Int, to: Int) {
        var index = from
        var high = 0L
        var count = 0
        val lastBlock = to - 32
        // Branches cost more here than arithmetic. After the subtraction, the top bit of each byte is set exactly if
        // the byte is below 0x1F; shifting the four results apart lets one instruction count them.
        while (index <= lastBlock) {
            val a = buffer.getLong(index)
            val b = buffer.getLong(index + 8)
            val c = buffer.getLong(index + 16)
            val d = buffer.getLong(index + 24)
            high = high or a or b or c or d
            val controlsA = (TOP_BITS_PLUS_1E - (a and LOW_BITS)) and a.inv() and TOP_BITS
            val controlsB = (TOP_BITS_PLUS_1E - (b and LOW_BITS)) and b.inv() and TOP_BITS
            val controlsC = (TOP_BITS_PLUS_1E - (c and LOW_BITS)) and c.inv() and TOP_BITS
            val controlsD = (TOP_BITS_PLUS_1E - (d and LOW_BITS)) and d.inv() and TOP_BITS
            count +=
                java.lang.Long.bitCount(controlsA or (controlsB ushr 1) or (controlsC ushr 2) or (controlsD ushr 3))
            index += 32
        }
        while (index < to) {
            val byte = buffer.get(index++)
            high = high or byte.toLong()
            if (byte in 0..0x1E) count++
        }
        isBeyondAscii = high and TOP_BITS != 0L
        controlCount = count
    }

    companion object {
        /** A leader, the terminator of an empty directory and the record terminator. */
        const val SHORTEST_RECORD = LEADER_LENGTH + 2

        /** Returns the number in leader/00-04, or -1 if one of the five bytes isn't a digit. */
        fun recordLength(buffer: ByteBuffer, start: Int): Int {
            var length = 0
            for (index in start until start + 5) {
                val digit = buffer.get(index) - '0'.code
                if (digit !in 0..9) return -1
                length = length * 10 + digit
            }
            return length
        }
    }
}
