// SPDX-License-Identifier: Apache-2.0
// Hot: touches every byte of the fields of every record, 32 at a turn. ReadBenchmark holds its speed.
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.EACH_DELIMITER
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.LOW_BITS
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.TOP_BITS_PLUS_1E
import dev.marcato.internal.bytes.zeroBytes
import java.nio.ByteBuffer

/**
 * Counts the bytes below 0x1F in the data of a record, and finds out what its text is, in one pass that looks at no
 * byte by itself.
 *
 * In a plain record only terminators are below 0x1F. So if each place that needs a terminator has one, and there are as
 * many such bytes as places, no other place has one.
 */
internal class DataScan {
    var controlCount: Int = 0
        private set

    var isBeyondAscii: Boolean = false
        private set

    /** Whether the text is UTF-8 for sure, with subfield codes in ASCII; if not, it may be all the same. */
    val isSurelyUtf8: Boolean get() = doubts and TOP_BITS == 0L

    // The top bit of a byte is set if there was one that may not be text.
    private var doubts = 0L

    /**
     * Looks at the data of the record that begins at [start] in the little-endian [bytes], and at the terminator of the
     * directory before it. [base] and [length] count from the start. The last byte must be ASCII.
     */
    fun scan(bytes: ByteBuffer, start: Int, base: Int, length: Int) {
        val to = start + length
        val size = length - base + 1
        // Some bytes more, so that no turn is a part of one: the directory before the terminator is digits and tags.
        val from = to - ((size + AT_ONCE - 1) and -AT_ONCE)
        // There are as many bytes if there is an entry.
        if (base > LEADER_LENGTH + 1) turns(bytes, from, to) else oneByOne(bytes, to - size, to)
    }

    private fun oneByOne(bytes: ByteBuffer, from: Int, to: Int) {
        controlCount = (from until to).count { bytes.get(it) in 0..0x1E }
        isBeyondAscii = (from until to).any { bytes.get(it) < 0 }
        doubts = TOP_BITS
    }

    private fun turns(bytes: ByteBuffer, from: Int, to: Int) {
        controlCount = 0
        doubts = 0
        isBeyondAscii = false
        var index = ascii(bytes, from, to)
        while (index < to) {
            isBeyondAscii = true
            // A sequence at the end of a turn continues in the next one.
            do {
                beyondAscii(bytes, index)
                index += AT_ONCE
            } while (index < to && bytes.get(index - 1) < 0)
            index = ascii(bytes, index, to)
        }
    }

    /** Returns where the first turn begins that isn't all ASCII, or [to]. */
    private fun ascii(bytes: ByteBuffer, from: Int, to: Int): Int {
        // Says that there is an array, without which the compiler looks at the buffer anew for each word.
        val _ = bytes.array()
        var index = from
        var count = 0
        // A loop without another one in it: the compiler takes the checks of the indices out of it.
        while (index < to) {
            val a = bytes.getLong(index)
            val b = bytes.getLong(index + 8)
            val c = bytes.getLong(index + 16)
            val d = bytes.getLong(index + 24)
            if ((a or b or c or d) and TOP_BITS != 0L) break
            // After the subtraction, the top bit of an ASCII byte is set exactly if the byte was below 0x1F; shifting
            // the four results apart lets one instruction count them.
            val controls = ((TOP_BITS_PLUS_1E - a) and TOP_BITS) or
                ((TOP_BITS_PLUS_1E - b) and TOP_BITS ushr 1) or
                ((TOP_BITS_PLUS_1E - c) and TOP_BITS ushr 2) or
                ((TOP_BITS_PLUS_1E - d) and TOP_BITS ushr 3)
            count += java.lang.Long.bitCount(controls)
            index += AT_ONCE
        }
        controlCount += count
        return index
    }

    private fun beyondAscii(bytes: ByteBuffer, from: Int) {
        val _ = bytes.array()
        var count = 0
        var doubts = 0L
        val before = bytes.getShort(from - 2).toLong() shl 48
        // Of the word before, then of this one: the first byte of each sequence, of three bytes, and of each subfield.
        var leads = before and (before shl 1)
        var leadsOfThree = leads and (before shl 2)
        var delimiters = zeroBytes(before xor EACH_DELIMITER)
        var index = from
        while (index < from + AT_ONCE) {
            val word = bytes.getLong(index)
            count += java.lang.Long.bitCount((TOP_BITS_PLUS_1E - (word and LOW_BITS)) and word.inv() and TOP_BITS)
            val carry = (leads ushr 56) or (leadsOfThree ushr 48)
            val code = delimiters ushr 56
            leads = word and (word shl 1)
            leadsOfThree = leads and (word shl 2)
            delimiters = zeroBytes(word xor EACH_DELIMITER)
            // A continuation follows a lead, and two of them follow a lead of three bytes; there are no others.
            val expected = (leads shl 8) or (leadsOfThree shl 16) or carry
            val continuations = word and (word shl 1).inv()
            doubts = doubts or (continuations xor expected) or (word and ((delimiters shl 8) or code)) or
                (leads and doubtful(word)) or (leadsOfThree and (surrogate(word) or (word shl 3)))
            index += Long.SIZE_BYTES
        }
        this.doubts = this.doubts or doubts
        controlCount += count
    }

    /** Finds C0, C1, E0 and E1 among the leads: some begin a form that is too long. */
    private fun doubtful(word: Long): Long = ((word and EACH_0X1E) + EACH_0X7E).inv()

    /** Finds ED among the leads of three bytes. */
    private fun surrogate(word: Long): Long = (((word xor EACH_0X0D) and EACH_0X0F) + LOW_BITS).inv()

    private companion object {
        // How many bytes a turn takes.
        const val AT_ONCE = 32
        const val EACH_0X0D = 0x0D0D0D0D0D0D0D0DL
        const val EACH_0X0F = 0x0F0F0F0F0F0F0F0FL
        const val EACH_0X1E = 0x1E1E1E1E1E1E1E1EL
        const val EACH_0X7E = 0x7E7E7E7E7E7E7E7EL
    }
}
