// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.CharacterSet
import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.TextRecord
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer

/**
 * Collects a value of mnemonic text until it ends, because its mnemonics stand for bytes of MARC-8, in which marks
 * precede their letters.
 *
 * Everything but the mnemonics is UTF-8. However, in a record whose leader doesn't declare UTF-8, a value in ASCII with
 * escape sequences or numeric references is MARC-8 as a whole.
 */
internal class MnemonicValue(private val parts: TextRecord) {
    /** Bytes of the input, from [from] to [to], or the bytes that a mnemonic stands for. */
    private class Piece(val from: Int, val to: Int, val meant: ByteArray?)

    private val pieces = ArrayList<Piece>()
    private val run = ByteArrayOutputStream()
    private var bytes: ByteBuffer = ByteBuffer.allocate(0)
    private var front = 0
    private var isInUnicode = false

    fun begin(buffer: ByteBuffer, front: Int, isInUnicode: Boolean) {
        bytes = buffer
        this.front = front
        this.isInUnicode = isInUnicode
        pieces.clear()
    }

    /** Adds the text between these places, mnemonics included. */
    fun add(from: Int, to: Int) {
        var start = from
        var index = from
        while (index < to) {
            if (bytes.get(index) != BRACE) {
                index++
                continue
            }
            val close = closingBracket(index, to)
            val meant = if (close < 0) null else Mnemonics.bytes(name(index + 1, close))
            if (meant == null) {
                val end = if (close < 0) index + 1 else close + 1
                val found = shown(bytes, index, end)
                val expected = "a mnemonic, or {lcub} for a curly bracket"
                parts.note(ProblemCode.MNEMONIC_UNKNOWN, index - front, found, expected)
                index++
            } else {
                if (start < index) pieces += Piece(start, index, null)
                pieces += Piece(index, close + 1, meant)
                index = close + 1
                start = index
            }
        }
        if (start < to) pieces += Piece(start, to, null)
    }

    /** Adds a blank for another sign at [at]. */
    fun addBlank(at: Int) {
        pieces += Piece(at, at + 1, BLANK)
    }

    fun end() {
        if (pieces.isEmpty()) return
        if (!isInUnicode && mayBeMarc8()) wholeInMarc8() else pieceByPiece()
        pieces.clear()
    }

    private fun mayBeMarc8(): Boolean {
        var isMarc8 = false
        for (piece in pieces) {
            if (piece.meant != null) {
                isMarc8 = isMarc8 || ESCAPE in piece.meant
                continue
            }
            for (index in piece.from until piece.to) {
                val byte = bytes.get(index)
                if (byte < 0) return false
                val isReference = byte == AMPERSAND && index + 1 < piece.to && bytes.get(index + 1) == NUMBER_SIGN
                isMarc8 = isMarc8 || isReference || byte == ESCAPE
            }
        }
        return isMarc8
    }

    private fun wholeInMarc8() {
        for (piece in pieces) {
            if (piece.meant != null) run.write(piece.meant)
            if (piece.meant == null) for (index in piece.from until piece.to) run.write(bytes.get(index).toInt())
        }
        endRun(pieces[0].from)
    }

    /**
     * Decodes only mnemonics beyond ASCII, with the letter that follows, which a mark may belong to. A run of mnemonics
     * is decoded together: two halves of a ligature are one character.
     */
    private fun pieceByPiece() {
        var isMarkLast = false
        for (piece in pieces) {
            if (piece.meant == null) {
                val rest = if (isMarkLast) afterMark(piece) else piece.from
                if (rest < piece.to) {
                    endRun(piece.from)
                    parts.value(bytes, rest, piece.to, rest - front)
                }
                isMarkLast = false
            } else if (run.size() == 0 && isAscii(piece.meant)) {
                for (byte in piece.meant) parts.value(byte.toInt(), piece.from - front)
            } else {
                run.write(piece.meant)
                isMarkLast = piece.meant.last() in MARKS
            }
        }
        endRun(pieces.last().to)
    }

    /** Whether these bytes stand for themselves, as does a single escape character. */
    private fun isAscii(meant: ByteArray): Boolean = meant.all { it >= 0 } && (meant.size == 1 || ESCAPE !in meant)

    /** Finds the letter of the marks that have come, and returns where the rest begins. */
    private fun afterMark(piece: Piece): Int {
        val first = bytes.get(piece.from)
        if (first >= 0) {
            run.write(first.toInt())
            return piece.from + 1
        }
        // The letter itself is already Unicode, where its marks follow it.
        var end = piece.from + 1
        while (end < piece.to && bytes.get(end).toInt() and 0xC0 == 0x80) end++
        val marks = run.toByteArray()
        run.reset()
        val ownBase = marks.indexOfLast { it !in MARKS } + 1
        run.write(marks, 0, ownBase)
        endRun(piece.from)
        parts.value(bytes, piece.from, end, piece.from - front)
        for (index in ownBase until marks.size) {
            parts.value(CharacterSet.MARC_8.decode(byteArrayOf(marks[index])), piece.from - front)
        }
        return end
    }

    private fun endRun(at: Int) {
        if (run.size() == 0) return
        val marc8 = run.toByteArray()
        run.reset()
        val text = CharacterSet.MARC_8.decode(marc8)
        parts.value(text, at - front)
        if ('\uFFFD' in text && isUndecodable(marc8)) {
            parts.note(ProblemCode.TEXT_UNDECODABLE, at - front, "no character", "MARC-8")
        }
    }

    /** The replacement character may also come from a numeric reference in the text. */
    private fun isUndecodable(marc8: ByteArray): Boolean {
        var isFound = false
        CharacterSet.MARC_8.codec?.check(marc8, intArrayOf(0, marc8.size)) { _, _, _ -> isFound = true }
        return isFound
    }

    private fun closingBracket(from: Int, to: Int): Int {
        for (index in from + 1 until minOf(to, from + Mnemonics.LONGEST + 2)) {
            if (bytes.get(index) == CLOSING_BRACE) return index
        }
        return -1
    }

    private fun name(from: Int, to: Int): String =
        String(CharArray(to - from) { (bytes.get(from + it).toInt() and 0xFF).toChar() })

    private companion object {
        val BLANK = byteArrayOf(0x20)

        // ANSEL's marks.
        val MARKS = 0xE0.toByte()..0xFE.toByte()
        const val ESCAPE: Byte = 0x1B
        const val AMPERSAND = '&'.code.toByte()
    }
}
