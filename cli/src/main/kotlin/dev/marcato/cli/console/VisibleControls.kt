// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.console

import dev.marcato.cli.messages.visible
import java.io.FilterOutputStream
import java.io.OutputStream

/**
 * Passes UTF-8 to a terminal, with pictures in place of control characters except line feeds and tabs. The terminal
 * would obey them: move its cursor, change its title or answer in the user's name. Each write must have whole
 * characters.
 */
internal class VisibleControls(target: OutputStream) : FilterOutputStream(target) {
    override fun write(byte: Int) {
        write(byteArrayOf(byte.toByte()), 0, 1)
    }

    override fun write(bytes: ByteArray, offset: Int, length: Int) {
        val text = String(bytes, offset, length, Charsets.UTF_8)
        if (text.none(::isHarmful)) {
            out.write(bytes, offset, length)
        } else {
            val shown = text.map { if (isHarmful(it)) visible(it) else it }
            out.write(shown.joinToString("").toByteArray(Charsets.UTF_8))
        }
    }

    private fun isHarmful(character: Char) = character.isISOControl() && character != '\n' && character != '\t'
}
