// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSet
import java.util.concurrent.atomic.AtomicReferenceArray

private const val ESCAPE: Byte = 0x1B

/** Decodes MARC-8 and its relatives, one value at a time. */
internal class Iso2022Codec(characterSet: CharacterSet, private val repertoire: Repertoire) : TextCodec(characterSet) {
    // Keeps a decoder for its buffers; a thread that finds none makes another.
    private val idle = AtomicReferenceArray<Iso2022Decoder?>(SHELVES)

    private val beginsInAscii = repertoire.initial[0] === GraphicSet.ASCII

    override fun isPlain(bytes: ByteArray, from: Int, to: Int): Boolean {
        if (!beginsInAscii) return from == to
        for (index in from until to) {
            val byte = bytes[index]
            if (byte < 0 || byte == ESCAPE || (repertoire.hasShifts && byte in SHIFT_OUT..SHIFT_IN)) return false
            if (byte == AMPERSAND && repertoire.hasReferences && NumericReference.codePoint(bytes, index, to) >= 0) {
                return false
            }
        }
        return true
    }

    override fun decode(bytes: ByteArray, fieldStart: Int, from: Int, to: Int): String {
        val isFront = !holdsDesignation(bytes, fieldStart, from)
        if (isFront && isPlain(bytes, from, to)) return String(bytes, from, to - from, Charsets.ISO_8859_1)
        // Threads rarely read the same record at the same time; if they do, one of them makes a decoder.
        val shelf = System.identityHashCode(bytes) and (SHELVES - 1)
        val decoder = idle.getAndSet(shelf, null) ?: Iso2022Decoder(repertoire) { _, _, _ -> }
        decoder.startField()
        if (!isFront) decoder.follow(bytes, fieldStart, from)
        val text = decoder.decode(bytes, from, to)
        idle.set(shelf, decoder)
        return text
    }

    override fun check(bytes: ByteArray, values: IntArray, problems: TextProblems) {
        val decoder = Iso2022Decoder(repertoire, problems)
        for (index in values.indices step 2) decoder.follow(bytes, values[index], values[index + 1])
    }

    private fun holdsDesignation(bytes: ByteArray, from: Int, to: Int): Boolean {
        for (index in from until to) {
            val byte = bytes[index]
            if (byte == ESCAPE || (repertoire.hasShifts && byte in SHIFT_OUT..SHIFT_IN)) return true
        }
        return false
    }

    private companion object {
        const val SHELVES = 16
        const val SHIFT_OUT: Byte = 0x0E
        const val SHIFT_IN: Byte = 0x0F
        const val AMPERSAND = '&'.code.toByte()
    }
}
