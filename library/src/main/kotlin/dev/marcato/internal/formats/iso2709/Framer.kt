// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
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
        return Framing.FRAME
    }

    companion object {
        /** A leader, the terminator of an empty directory and the record terminator. */
        const val SHORTEST_RECORD = LEADER_LENGTH + 2

        /** Returns the number in leader/00-04 of little-endian bytes, or -1 if one of the five isn't a digit. */
        fun recordLength(buffer: ByteBuffer, start: Int): Int {
            val digits = buffer.getInt(start) xor FOUR_DIGITS
            val last = buffer.get(start + 4) - '0'.code
            if ((digits or (digits + 0x06060606)) and 0xF0F0F0F0.toInt() != 0 || last !in 0..9) return -1
            // Pairs, then both of them.
            val pairs = digits * (10 * 0x100 + 1) ushr 8
            return ((pairs and 0xFF) * 100 + (pairs ushr 16 and 0xFF)) * 10 + last
        }

        private const val FOUR_DIGITS = 0x30303030
    }
}
