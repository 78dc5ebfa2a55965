// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.internal.bytes.EACH_AMPERSAND
import dev.marcato.internal.bytes.EACH_DOLLAR
import dev.marcato.internal.bytes.EACH_ESCAPE
import dev.marcato.internal.bytes.TOP_BITS
import dev.marcato.internal.bytes.zeroBytes
import java.nio.ByteBuffer

/** Whether ASCII between [from] and [to] may mean something else in MARC-8: a reference, or the rest of an escape. */
internal fun mayHoldMarc8(bytes: ByteBuffer, from: Int, to: Int): Boolean =
    holdsOneOf(bytes, from, to, EACH_AMPERSAND, EACH_DOLLAR)

/** Whether ASCII between [from] and [to] may spell a reference of MARC-8, or hold an escape sequence. */
internal fun maySpellMarc8(bytes: ByteBuffer, from: Int, to: Int): Boolean =
    holdsOneOf(bytes, from, to, EACH_AMPERSAND, EACH_ESCAPE)

private fun holdsOneOf(bytes: ByteBuffer, from: Int, to: Int, eachFirst: Long, eachSecond: Long): Boolean {
    var index = from
    var found = 0L
    while (index + 8 <= to) {
        val word = bytes.getLong(index)
        val first = word xor eachFirst
        val second = word xor eachSecond
        found = found or zeroBytes(first) or zeroBytes(second)
        index += 8
    }
    while (index < to) {
        val byte = bytes.get(index++).toLong() and 0xFF
        if (byte == eachFirst and 0xFF || byte == eachSecond and 0xFF) return true
    }
    return found and TOP_BITS != 0L
}
