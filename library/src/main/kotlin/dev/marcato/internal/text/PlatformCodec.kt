// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSet
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.Charset
import java.nio.charset.CodingErrorAction

/** Decodes with a character set of the platform in which ASCII is ASCII. */
internal class PlatformCodec(characterSet: CharacterSet, private val charset: Charset) : TextCodec(characterSet) {
    override fun isPlain(bytes: ByteArray, from: Int, to: Int): Boolean {
        // Some character sets of the platform have escapes and shifts, too.
        for (index in from until to) if (bytes[index] < 0 || bytes[index] in SHIFT_OUT..ESCAPE) return false
        return true
    }

    override fun decode(bytes: ByteArray, fieldStart: Int, from: Int, to: Int): String =
        String(bytes, from, to - from, charset)

    override fun check(bytes: ByteArray, values: IntArray, problems: TextProblems) {
        val decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
        val text = CharBuffer.allocate(CAPACITY)
        for (index in values.indices step 2) {
            val value = ByteBuffer.wrap(bytes, values[index], values[index + 1] - values[index])
            decoder.reset()
            while (true) {
                text.clear()
                val result = decoder.decode(value, text, true)
                if (result.isUnderflow) break
                if (!result.isError) continue
                problems.report(value.position(), result.length(), "text in ${charset.name()}")
                value.position(value.position() + result.length())
            }
        }
    }

    private companion object {
        const val SHIFT_OUT: Byte = 0x0E
        const val ESCAPE: Byte = 0x1B
        const val CAPACITY = 256
    }
}
