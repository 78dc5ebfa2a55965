// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault
import java.nio.charset.Charset

/**
 * What an input begins with: a byte order mark perhaps, and a declaration perhaps, which says what encoding it is in. If
 * the two contradict one another, the bytes are what the mark says.
 */
internal class DocumentStart(
    private val window: ByteWindow,
    private val scan: MarkupScan,
    private val isTranscoded: Boolean,
) {
    /** The encoding. */
    var charset: Charset = Charsets.UTF_8
        private set

    /** What is wrong with the declaration. */
    var fault: Fault? = null
        private set

    /** Whether there is a declaration. */
    var isDeclared: Boolean = false
        private set

    /** Returns where it ends, or null if more bytes are needed to tell. */
    fun end(): Int? {
        val mark = if (startsWith(MARK, 0) ?: return null) MARK.size else 0
        isDeclared = startsWith(DECLARATION, mark) ?: return null
        if (!isDeclared) return mark
        val markup = scan.next(mark)
        if (markup == Markup.MORE) return null
        // What else it may be is told where it is met again.
        if (markup != Markup.INSTRUCTION) return mark
        val front = window.position
        val bytes = ByteArray(scan.end - mark) { window.buffer.get(front + mark + it) }
        val text = String(bytes, Charsets.ISO_8859_1)
        val declaration = if (isTranscoded) {
            XmlDeclaration.ofUtf16(text)
        } else {
            XmlDeclaration.of(text, hasMark = mark > 0)
        }
        charset = declaration.charset
        fault = declaration.fault?.movedBy(mark)
        return scan.end
    }

    /** Whether the bytes stand at this offset; null if too few have come to tell. */
    private fun startsWith(bytes: ByteArray, offset: Int): Boolean? {
        for (index in bytes.indices) {
            if (offset + index == window.available) return if (window.isComplete) false else null
            if (window.buffer.get(window.position + offset + index) != bytes[index]) return false
        }
        return true
    }

    private companion object {
        val MARK = byteArrayOf(0xEF.toByte(), 0xBB.toByte(), 0xBF.toByte())
        val DECLARATION = "<?xml ".toByteArray(Charsets.US_ASCII)
    }
}
