// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.internal.input.ByteWindow

private val MARK = byteArrayOf(0xEF.toByte(), 0xBB.toByte(), 0xBF.toByte())

/** Returns the length of the byte order mark (UTF-8) at the start of the input, or 0. */
internal fun ByteWindow.lengthOfMark(): Int = if (offset == 0L && markBytes() == MARK.size) MARK.size else 0

/** Whether the input begins with a part of a byte order mark, and more bytes may follow. */
internal fun ByteWindow.mayBecomeMark(): Boolean =
    offset == 0L && !isComplete && available < MARK.size && markBytes() == available

private fun ByteWindow.markBytes(): Int {
    var count = 0
    while (count < minOf(available, MARK.size) && buffer.get(position + count) == MARK[count]) count++
    return count
}
