// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ReadOptions
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Stretches

private const val MARK_HIGH = 0xFE
private const val MARK_LOW = 0xFF
private const val BRACKET = '<'.code

/**
 * Returns the decoder for the XML in the window, chosen by whether its first bytes are UTF-16; null if more bytes are
 * needed.
 */
internal fun xmlStretches(window: ByteWindow, options: ReadOptions): Stretches? {
    if (window.available < 2) return if (window.isComplete) XmlStretches(window, options) else null
    val first = window.buffer.get(window.position).toInt() and 0xFF
    val second = window.buffer.get(window.position + 1).toInt() and 0xFF
    val isBig = (first == MARK_HIGH && second == MARK_LOW) || (first == 0 && second == BRACKET)
    val isLittle = (first == MARK_LOW && second == MARK_HIGH) || (first == BRACKET && second == 0)
    return if (isBig || isLittle) Utf16Stretches(window, options, isBig) else XmlStretches(window, options)
}
