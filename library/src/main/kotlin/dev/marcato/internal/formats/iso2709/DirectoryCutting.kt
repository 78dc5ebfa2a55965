// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.numberOrMinusOne

/**
 * The width of a directory entry, and how many of its digits are the length and the offset.
 *
 * Some programs write lengths of five digits or offsets of six for large fields. An entry that has lost or gained a
 * byte shows neither number.
 */
internal enum class EntryWidth(val bytes: Int, private val lengthDigits: Int, private val startDigits: Int) {
    /** The standard width. */
    PLAIN(12, 4, 5),

    /** The length has one digit more. */
    LONG_LENGTH(13, 5, 5),

    /** The offset has one digit more. */
    LONG_OFFSET(13, 4, 6),

    /** Both have one digit more. */
    LONG(14, 5, 6),

    /** One digit is missing; it is unknown which. */
    BYTE_LOST(11, 0, 0),

    /** There is one byte too many. */
    BYTE_GAINED(13, 0, 0),
    ;

    /** The length in the entry at [at], or -1 if it isn't a number. */
    fun lengthAt(bytes: ByteArray, at: Int): Int =
        if (lengthDigits == 0) -1 else numberOrMinusOne(bytes, at + TAG_LENGTH, lengthDigits)

    /** The offset in the entry at [at], or -1 if it isn't a number. */
    fun startAt(bytes: ByteArray, at: Int): Int =
        if (startDigits == 0) -1 else numberOrMinusOne(bytes, at + TAG_LENGTH + lengthDigits, startDigits)
}

/**
 * Cuts a directory in which some entries don't have twelve bytes.
 *
 * Prefers the cut in which most entries lead to fields (from one terminator to the next) or at least to the start of
 * the next entry's field, and in which fewest entries have an unusual width. Among others, an entry that leads to
 * neither counts as badly as one with a byte too many.
 *
 * @param data where the data of the fields begins
 */
internal class DirectoryCutting(
    private val bytes: ByteArray,
    private val from: Int,
    private val end: Int,
    private val data: Int,
) {
    private val choices = ByteArray(end - from + 1) { NONE }

    private val hasOthers = end - from > EntryWidth.LONG.bytes

    init {
        choose()
    }

    /** Returns the width of the entry at [at], or null if none begins there. */
    fun widthAt(at: Int): EntryWidth? = WIDTHS.getOrNull(choices[at - from].toInt())

    /** Works from the end to the front, so that the best cut of the rest is known at every place. */
    private fun choose() {
        val scores = IntArray(RING)
        for (at in end downTo from) {
            var best = if (at == end) 0 else LEFT_OVER
            for ((index, width) in WIDTHS.withIndex()) {
                val next = at + width.bytes
                if (next > end) continue
                val score = scoreOf(at, width) + scores[next % RING]
                // A cut that leaves nothing over beats any other, whatever its score.
                if (score > best || choices[at - from] == NONE) {
                    best = score
                    choices[at - from] = index.toByte()
                }
            }
            scores[at % RING] = best
        }
    }

    private fun scoreOf(at: Int, width: EntryWidth): Int {
        var score = if (width == EntryWidth.PLAIN) 0 else UNUSUAL
        if (width >= EntryWidth.BYTE_LOST) score += DAMAGED
        for (offset in 0 until width.bytes) {
            val byte = bytes[at + offset].toInt().toChar()
            if (byte !in '0'..'9' && (offset >= TAG_LENGTH || !byte.isAsciiLetter())) score += NO_DIGIT
        }
        val length = width.lengthAt(bytes, at)
        val start = width.startAt(bytes, at)
        if (length <= 0 || start < 0) return score
        val next = at + width.bytes
        val following = if (next < end) WIDTHS.getOrNull(choices[next - from].toInt()) else null
        val isContinued = following != null && following.startAt(bytes, next) == start + length
        val isLeading = leadsToField(length, start)
        if (isLeading) score += FIELD
        if (isContinued) score += CONTINUED
        if (hasOthers && !isLeading && !isContinued) score += LEADS_NOWHERE
        return score
    }

    private fun leadsToField(length: Int, start: Int): Boolean {
        val first = data + start
        val last = first + length - 1
        return last < bytes.size && bytes[last] == FIELD_TERMINATOR &&
            (start == 0 || bytes[first - 1] == FIELD_TERMINATOR)
    }

    private fun Char.isAsciiLetter(): Boolean = this in 'A'..'Z' || this in 'a'..'z'

    private companion object {
        const val NONE: Byte = -1
        const val RING = 16
        const val FIELD = 8
        const val CONTINUED = 4
        const val UNUSUAL = -1
        const val DAMAGED = -2
        const val NO_DIGIT = -2
        const val LEADS_NOWHERE = -3
        const val LEFT_OVER = -100
        val WIDTHS = EntryWidth.entries
    }
}
