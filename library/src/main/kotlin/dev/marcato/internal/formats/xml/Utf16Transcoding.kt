// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.input.ByteWindow
import java.nio.ByteBuffer

/**
 * Converts UTF-16 to UTF-8 in a way that keeps the length of the UTF-16 known: a surrogate without its other half
 * becomes 0xFF, and half a unit at the end of the input 0xFE; neither is UTF-8.
 */
internal class Utf16Transcoding(private val window: ByteWindow, private val isBigEndian: Boolean) {
    private val block = ByteBlock()

    /** The number of bytes that [next] converted. */
    var taken: Int = 0
        private set

    /**
     * Returns some of the bytes after the first [done] of the window, in UTF-8; nothing if more have to arrive first.
     */
    fun next(done: Int): ByteArray {
        block.cutOff(0)
        val limit = minOf(window.available, done + MOST)
        var at = done
        while (at + 1 < limit) {
            val unit = unit(at)
            if (!Character.isSurrogate(unit)) {
                put(unit.code)
                at += 2
            } else {
                val hasNext = at + 3 < window.available
                if (Character.isHighSurrogate(unit) && !hasNext && !window.isComplete) break
                val next = if (Character.isHighSurrogate(unit) && hasNext) unit(at + 2) else ' '
                val isPair = Character.isLowSurrogate(next)
                if (isPair) put(Character.toCodePoint(unit, next)) else byte(LONE)
                at += if (isPair) 4 else 2
            }
        }
        if (window.isComplete && at == window.available - 1) {
            byte(HALF)
            at++
        }
        taken = at - done
        return block.toByteArray()
    }

    /** Returns how many bytes of UTF-16 these bytes of UTF-8 came from. */
    fun lengthOf(bytes: ByteBuffer, from: Int, to: Int): Int {
        var length = 0
        for (index in from until to) {
            length += when (bytes.get(index).toInt() and 0xFF) {
                in 0x80..0xBF -> 0
                in 0xF0..0xF4 -> 4
                HALF -> 1
                else -> 2
            }
        }
        return length
    }

    private fun unit(at: Int): Char {
        val first = window.buffer.get(window.position + at).toInt() and 0xFF
        val second = window.buffer.get(window.position + at + 1).toInt() and 0xFF
        return (if (isBigEndian) (first shl 8) or second else (second shl 8) or first).toChar()
    }

    private fun put(codePoint: Int) {
        when {
            codePoint < 0x80 -> byte(codePoint)

            codePoint < 0x800 -> {
                byte(0xC0 or (codePoint ushr 6))
                byte(0x80 or (codePoint and 0x3F))
            }

            codePoint < 0x10000 -> {
                byte(0xE0 or (codePoint ushr 12))
                byte(0x80 or (codePoint ushr 6 and 0x3F))
                byte(0x80 or (codePoint and 0x3F))
            }

            else -> {
                byte(0xF0 or (codePoint ushr 18))
                byte(0x80 or (codePoint ushr 12 and 0x3F))
                byte(0x80 or (codePoint ushr 6 and 0x3F))
                byte(0x80 or (codePoint and 0x3F))
            }
        }
    }

    private fun byte(value: Int) {
        block.append(value.toByte())
    }

    private companion object {
        const val MOST = 32 * 1024
        const val LONE = 0xFF
        const val HALF = 0xFE
    }
}
