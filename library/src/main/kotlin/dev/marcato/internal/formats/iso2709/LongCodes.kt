// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.firstByteNotUtf8
import java.nio.ByteBuffer

/** Replaces a subfield code of several bytes in UTF-8: a code is one byte, and the other bytes aren't text. */
private const val STAND_IN: Byte = '?'.code.toByte()

private const val LONGEST = 4

/** Whether the subfield code at [at], in a UTF-8 field that ends at [end], has several bytes. */
internal fun isLongCode(bytes: ByteBuffer, at: Int, end: Int): Boolean = lengthOfCode(bytes, at, end) > 1

/**
 * Copies the content of a field to [target] at [offset], with a code of one byte for each longer one; returns its end.
 */
internal fun copyWithShortCodes(bytes: ByteBuffer, from: Int, to: Int, target: ByteArray, offset: Int): Int {
    var at = from
    var next = offset
    while (at < to) {
        val byte = bytes.get(at++)
        target[next++] = byte
        if (byte != SUBFIELD_DELIMITER || at == to) continue
        val length = lengthOfCode(bytes, at, to)
        if (length == 1) continue
        target[next++] = STAND_IN
        at += length
    }
    return next
}

private fun lengthOfCode(bytes: ByteBuffer, at: Int, end: Int): Int {
    if (at >= end || bytes.get(at) >= 0) return 1
    var last = at + 1
    while (last < end && last < at + LONGEST && bytes.get(last).toInt() and 0xC0 == 0x80) last++
    return (last downTo at + 2).firstOrNull { firstByteNotUtf8(bytes, at, it) < 0 }?.minus(at) ?: 1
}
