// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault
import java.nio.charset.Charset

/**
 * The beginning of an input: perhaps a byte order mark, perhaps a declaration with the encoding. If the two contradict
 * each other, the mark wins.
 */
internal class DocumentStart(
    private val window: ByteWindow,
    private val scan: MarkupScan,
    private val declared: Declared,
) {
    var charset: Charset = Charsets.UTF_8
        private set

    var fault: Fault? = null
        private set

    var isDeclared: Boolean = false
        private set

    /** Returns where the beginning ends, or null if more bytes are needed. */
    fun end(): Int? {
        val mark = if (startsWith(MARK, 0) ?: return null) MARK.size else 0
        isDeclared = startsWith(DECLARATION, mark) ?: return null
        if (!isDeclared) return mark
        val markup = scan.next(mark)
        if (markup == Markup.MORE) return null
        // Anything else is reported when the envelope reaches it.
        if (markup != Markup.INSTRUCTION) return mark
        val front = window.position
        val bytes = ByteArray(scan.end - mark) { window.buffer.get(front + mark + it) }
        val text = String(bytes, Charsets.ISO_8859_1)
        val declaration = when (declared) {
            Declared.IN_BYTES -> XmlDeclaration.of(text, hasMark = mark > 0)
            Declared.IN_UTF_16 -> XmlDeclaration.ofUtf16(text)
            Declared.IN_TEXT -> XmlDeclaration.ofText(text)
        }
        charset = declaration.charset
        fault = declaration.fault?.movedBy(mark)
        return scan.end
    }

    /** Whether the bytes stand at this offset; null if more bytes are needed. */
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
