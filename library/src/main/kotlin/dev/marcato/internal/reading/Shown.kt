// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.internal.bytes.hex
import java.nio.ByteBuffer

private const val LONGEST = 40

/** Returns a text of the input for a problem: in quotation marks, cut off if it is long, with controls as `\u0007`. */
internal fun shown(text: CharSequence): String = buildString {
    append('"')
    for (index in 0 until minOf(text.length, LONGEST)) {
        val character = text[index]
        if (character < ' ' || character in '\u007F'..'\u009F' || character.isSurrogate()) {
            append("\\u").append(hex(character.code, 4))
        } else {
            append(character)
        }
    }
    if (text.length > LONGEST) append("…")
    append('"')
}

/** Returns a character of the input for a problem: `U+00E9`. */
internal fun shown(character: Char): String = "U+${hex(character.code, 4)}"

/** Returns bytes of the input for a problem, as [shown] has texts; what is no UTF-8 as U+FFFD. */
internal fun shown(bytes: ByteBuffer, from: Int, to: Int): String {
    // Four bytes a character, at most.
    val part = ByteArray(minOf(to - from, 4 * LONGEST + 4)) { bytes.get(from + it) }
    return shown(String(part, Charsets.UTF_8))
}

/**
 * Returns how many of the bytes from [at] on, which are no UTF-8, are one mistake: the longest beginning of a sequence
 * that could have become one, else one byte. So decoders replace them by U+FFFD, too.
 */
internal fun lengthOfWrongPart(bytes: ByteBuffer, at: Int, end: Int): Int {
    val lead = bytes.get(at).toInt() and 0xFF
    val wanted = when (lead) {
        in 0xC2..0xDF -> 2
        in 0xE0..0xEF -> 3
        in 0xF0..0xF4 -> 4
        else -> return 1
    }
    var length = 1
    while (length < wanted && at + length < end) {
        val next = bytes.get(at + length).toInt() and 0xFF
        val lowest = if (length > 1) 0x80 else lowestSecond(lead)
        val highest = if (length > 1) 0xBF else highestSecond(lead)
        if (next !in lowest..highest) break
        length++
    }
    return length
}

private fun lowestSecond(lead: Int): Int = when (lead) {
    0xE0 -> 0xA0
    0xF0 -> 0x90
    else -> 0x80
}

private fun highestSecond(lead: Int): Int = when (lead) {
    0xED -> 0x9F
    0xF4 -> 0x8F
    else -> 0xBF
}
