// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.excerpt
import dev.marcato.internal.reading.TextNotes
import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.Charset
import java.nio.charset.CharsetDecoder
import java.nio.charset.CodingErrorAction

/**
 * The text of some bytes, in which U+FFFD replaces undecodable bytes, and the byte that each place of the text comes
 * from.
 *
 * @param bytes the bytes from its position to its limit; neither is moved
 */
internal class DecodedText(private val bytes: ByteBuffer, private val charset: Charset) {
    private class Wrong(val at: Int, val length: Int)

    private val wrong = ArrayList<Wrong>()

    val text: String = decode()

    // How far places were looked up. This only moves forward, so that no byte is decoded a third time.
    private val again = decoder(CodingErrorAction.REPLACE)
    private val rest = bytes.duplicate()
    private var restAt = 0
    private val few = CharBuffer.allocate(FEW)
    private var line = 1
    private var lineAt = 0

    fun note(notes: TextNotes) {
        val isUtf8 = charset == Charsets.UTF_8
        val code = if (isUtf8) ProblemCode.TEXT_NOT_UTF_8 else ProblemCode.TEXT_UNDECODABLE
        for (place in wrong) {
            val from = bytes.position() + place.at
            notes.add(code, place.at, excerpt(bytes, from, from + place.length), charset.name())
        }
    }

    /**
     * Returns the byte that the character at this line and column comes from (both counted from 1, as by XML parsers).
     * Never returns a place before the last result, or after the end.
     */
    fun offsetAt(line: Int, column: Int): Int {
        while (this.line < line) {
            val next = nextLine(lineAt)
            if (next < 0) break
            lineAt = next
            this.line++
        }
        return offsetOf(minOf(lineAt + maxOf(0, column - 1), text.length))
    }

    /** Returns where the tag begins that ends before the byte at [offset]. */
    fun tagBefore(offset: Int): Int {
        var at = offset - 1
        while (at > 0 && bytes.get(bytes.position() + at) != LESS) at--
        return maxOf(0, at)
    }

    private fun nextLine(from: Int): Int {
        var index = from
        while (index < text.length) {
            val character = text[index++]
            if (character == '\n') return index
            if (character == '\r') return if (index < text.length && text[index] == '\n') index + 1 else index
        }
        return -1
    }

    private fun offsetOf(character: Int): Int {
        // If each byte is a character, as in nearly all records, nothing needs decoding.
        if (text.length == bytes.remaining() && wrong.isEmpty()) return character
        while (restAt < character) {
            val isOn = decodeOn(minOf(FEW, character - restAt)) || decodeOn(2)
            if (!isOn) break
        }
        return rest.position() - bytes.position()
    }

    /** Decodes [count] more characters, and returns whether that worked; half a surrogate pair doesn't count. */
    private fun decodeOn(count: Int): Boolean {
        few.clear()
        few.limit(count)
        val _ = again.decode(rest, few, true)
        restAt += few.position()
        return few.position() > 0
    }

    private fun decode(): String {
        val decoder = decoder(CodingErrorAction.REPORT)
        val source = bytes.duplicate()
        var target = CharBuffer.allocate(source.remaining() + 2)
        while (true) {
            val result = decoder.decode(source, target, true)
            if (result.isUnderflow) break
            if (result.isOverflow || target.remaining() < 2) {
                val larger = CharBuffer.allocate(2 * target.capacity())
                target.flip()
                larger.put(target)
                target = larger
            }
            if (result.isError) {
                wrong.add(Wrong(source.position() - bytes.position(), result.length()))
                source.position(source.position() + result.length())
                target.put('\uFFFD')
            }
        }
        target.flip()
        return target.toString()
    }

    private fun decoder(action: CodingErrorAction): CharsetDecoder =
        charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action).replaceWith("\uFFFD")

    private companion object {
        const val FEW = 4096
    }
}
