// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.Unencodable
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER

private const val ESCAPE = 0x1B
private const val DELETE = 0x7F

/**
 * Encodes into MARC-8 and its relatives, so that [Iso2022Decoder] gives back a canonically equal text.
 *
 * Each value begins and ends with the sets that are in use at the start of a field, so values can stand next to each
 * other. Within a value, a set stays in use as long as it has the next characters. Not thread-safe.
 */
internal class Iso2022Encoder(private val codes: RepertoireCodes, private val unencodable: Unencodable) {
    private val repertoire = codes.repertoire
    private val current = arrayOfNulls<Designation>(2)
    private var block = ByteBlock(0)

    /** The second half that the next character begins with, or U+0000. */
    private var secondHalf = '\u0000'

    private var marks = IntArray(16)
    private var markCount = 0

    /**
     * Encodes a whole value.
     *
     * @throws IllegalArgumentException if it holds a MARC delimiter, an unpaired surrogate, or a character that
     * [unencodable] says to refuse
     */
    fun encode(text: String): ByteArray {
        if (isPlain(text)) return text.toByteArray(Charsets.ISO_8859_1)
        block = ByteBlock(text.length + text.length / 2 + 16)
        codes.initial.copyInto(current)
        secondHalf = '\u0000'
        var index = 0
        while (index < text.length) index = encodeQuick(text, index) ?: encodeOne(text, index)
        for (half in 0..1) codes.initial[half]?.let { designate(it) }
        return block.toByteArray()
    }

    private fun put(byte: Int) {
        block.append(byte.toByte())
    }

    /** Puts the bytes of [packed], the lowest first, up to the first that is 0. */
    private fun putPacked(packed: Int) {
        var rest = packed
        while (rest != 0) {
            put(rest and 0xFF)
            rest = rest ushr 8
        }
    }

    private fun isPlain(text: String): Boolean {
        if (codes.initial[0]?.set !== GraphicSet.ASCII) return false
        for (character in text) if (character !in ' '..'~' || character == '&') return false
        return true
    }

    /** Writes one of the most frequent characters and returns the index after it, or null if it isn't one. */
    private fun encodeQuick(text: String, index: Int): Int? {
        val character = text[index]
        if (secondHalf != '\u0000' || (index + 1 < text.length && text[index + 1] >= '\u0300')) return null
        if (current[0]?.set !== GraphicSet.ASCII) return null
        if (character < '\u0080') {
            if (character !in ' '..'~' || character == '&') return null
            put(character.code)
        } else {
            val packed = if (current[1] === codes.initial[1]) codes.latin.bytes(character) else 0
            if (packed == 0) return null
            putPacked(packed)
        }
        return index + 1
    }

    private fun encodeOne(text: String, index: Int): Int {
        val codePoint = text.codePointAt(index)
        val control = if (codePoint in 0x80..0xFFFF) repertoire.controlOf(codePoint.toChar()) else 0
        when {
            codePoint < 0x20 || codePoint == DELETE -> control(codePoint, index)

            control != 0 -> put(control)

            codes.isMark(codePoint) -> reference(codePoint, index)

            repertoire.hasSpacingMarks && isSpacingMark(text, index) -> {
                val mark = SpacingMarks.markOf(text[index]).code
                put(codes.markOf(mark, codes.ascii, current), mark)
                put(' '.code)
            }

            codePoint == '&'.code && repertoire.hasReferences && NumericReference.codePoint(text, index) >= 0 ->
                // Otherwise it would be read as the reference that it looks like.
                writeReference(codePoint)

            else -> return character(text, index, codePoint)
        }
        return index + Character.charCount(codePoint)
    }

    /** Further marks would make a blank with marks of it. */
    private fun isSpacingMark(text: String, index: Int): Boolean = SpacingMarks.markOf(text[index]) != '\u0000' &&
        (index + 1 == text.length || !codes.isMark(text.codePointAt(index + 1)))

    private fun control(codePoint: Int, index: Int) {
        val isDelimiter = codePoint in RECORD_TERMINATOR..SUBFIELD_DELIMITER
        if (isDelimiter || (repertoire.hasShifts && codePoint in 0x0E..0x0F)) refuse(codePoint, index)
        secondHalf = '\u0000'
        if (codePoint == ESCAPE) return reference(codePoint, index)
        leaveMultiByte()
        put(codePoint)
    }

    /** Writes a character and the marks that follow it; returns where they end. */
    private fun character(text: String, index: Int, codePoint: Int): Int {
        val whole = whole(text, index, codePoint)
        val next = index + if (whole == codePoint) Character.charCount(codePoint) else lengthOfParts(whole)
        val base = decompose(whole)
        if (base != 0) return withMarks(text, next, base)
        reference(codePoint, index)
        // Other programs resolve references after they have moved the marks, so no mark may precede a reference.
        return markReferences(text, index + Character.charCount(codePoint))
    }

    /**
     * Returns the composition of this character, which has no code, with the next if that has one; otherwise this
     * character.
     */
    private fun whole(text: String, index: Int, codePoint: Int): Int {
        val next = index + 1
        if (next == text.length || codePoint < 0x80 || codes.hasCode(codePoint)) return codePoint
        val syllable = if (codePoint in 0x1100..0x1112) Compositions.syllable(text, index) else 0
        if (syllable != 0 && codes.hasCode(syllable)) return syllable
        val whole = codes.compositions.whole(codePoint, text[next].code)
        return if (whole != 0) whole else codePoint
    }

    private fun lengthOfParts(whole: Int): Int = Compositions.partsOf(whole).length

    /** Splits a character into a base, which is returned, and [marks]; 0 if one of them has no code. */
    private fun decompose(codePoint: Int): Int {
        markCount = 0
        if (codes.hasCode(codePoint)) return codePoint
        val parts = Compositions.partsOf(codePoint)
        var base = parts.codePointAt(0)
        var index = Character.charCount(base)
        while (index < parts.length) {
            val mark = parts.codePointAt(index)
            val whole = together(base, mark)
            if (whole != 0) {
                base = whole
            } else if (codes.isEncodableMark(mark)) {
                add(mark)
            } else {
                return 0
            }
            index += Character.charCount(mark)
        }
        return if (codes.hasCode(base)) base else 0
    }

    /** Returns the composition of a base and a mark if it has a code, or 0. */
    private fun together(base: Int, mark: Int): Int {
        // Of the marks that compose with their base, only the horn may follow others.
        return if (markCount == 0 || mark == HORN) codes.compositions.whole(base, mark) else 0
    }

    private fun add(mark: Int) {
        if (markCount == marks.size) marks = marks.copyOf(2 * markCount)
        marks[markCount++] = mark
    }

    private fun withMarks(text: String, next: Int, first: Int): Int {
        var base = first
        var at = next
        while (at < text.length) {
            val mark = text.codePointAt(at)
            if (!codes.isMark(mark)) break
            val whole = together(base, mark)
            if (whole != 0) {
                base = whole
            } else if (isCodable(mark, text, at)) {
                add(mark)
            } else {
                break
            }
            at += Character.charCount(mark)
        }
        write(base, text, at)
        // After a mark without a code all marks become references; otherwise their order would be lost.
        return markReferences(text, at)
    }

    private fun markReferences(text: String, start: Int): Int {
        var at = start
        while (at < text.length && codes.isMark(text.codePointAt(at))) {
            val mark = text.codePointAt(at)
            reference(mark, at)
            at += Character.charCount(mark)
        }
        return at
    }

    /** A shared first half needs the second one to show which mark it is. */
    private fun isCodable(mark: Int, text: String, at: Int): Boolean {
        if (!repertoire.sharesFirstHalf || mark != LIGATURE.code) return codes.isEncodableMark(mark)
        val next = at + 1
        return next < text.length && !codes.isMark(text.codePointAt(next)) && decomposesToo(text.codePointAt(next))
    }

    private fun decomposesToo(codePoint: Int): Boolean =
        codePoint >= 0x20 && codes.hasCode(Compositions.partsOf(codePoint).codePointAt(0))

    private fun write(base: Int, text: String, next: Int) {
        val designation = if (base == ' '.code) blank() else codes.choose(base, current, text, next)
        designate(designation)
        val tie = secondHalf
        secondHalf = '\u0000'
        if (tie != '\u0000') put(codes.markOf(tie.code, designation, current), tie.code)
        for (number in 0 until markCount) {
            val mark = marks[number]
            // Already written: its first half needed it.
            if (mark == tie.code) continue
            putMark(mark, designation)
        }
        put(designation, base)
    }

    private fun putMark(mark: Int, designation: Designation) {
        val written = when {
            mark == LIGATURE_FIRST_HALF -> LIGATURE.code
            mark == DOUBLE_TILDE_FIRST_HALF -> DOUBLE_TILDE.code
            else -> mark
        }
        if (written == LIGATURE.code) secondHalf = LIGATURE_SECOND_HALF
        if (written == DOUBLE_TILDE.code) secondHalf = DOUBLE_TILDE_SECOND_HALF
        val isShared = repertoire.sharesFirstHalf && written == LIGATURE.code
        val coded = if (isShared) DOUBLE_TILDE.code else written
        put(codes.markOf(coded, designation, current), coded)
    }

    /** The blank is the same in all sets of one byte. */
    private fun blank(): Designation = current[0]?.takeIf { !it.set.isMultiByte } ?: codes.ascii

    private fun leaveMultiByte() {
        if (current[0]?.set?.isMultiByte == true) designate(codes.ascii)
    }

    private fun designate(designation: Designation) {
        val old = current[designation.half]
        if (old === designation) return
        val isWayBack = old != null && old.isShort && designation.set === GraphicSet.ASCII
        block.append(if (isWayBack) WAY_BACK else designation.escape)
        current[designation.half] = designation
    }

    private fun put(designation: Designation, codePoint: Int) {
        designate(designation)
        val code = if (codePoint == ' '.code) codePoint else designation.set.codeOf(codePoint)
        val high = if (designation.half == 0 || codePoint == ' '.code) 0 else 0x80
        if (designation.set.isMultiByte) {
            put(code shr 16 or high)
            put(code shr 8 and 0xFF or high)
        }
        put(code and 0xFF or high)
    }

    private fun reference(codePoint: Int, index: Int) {
        val isSurrogate = codePoint in 0xD800..0xDFFF
        if (unencodable == Unencodable.REFUSE || !repertoire.hasReferences || isSurrogate) refuse(codePoint, index)
        writeReference(codePoint)
    }

    private fun writeReference(codePoint: Int) {
        secondHalf = '\u0000'
        designate(codes.ascii)
        for (character in NumericReference.of(codePoint)) put(character.code)
    }

    private fun refuse(codePoint: Int, index: Int): Nothing {
        val name = "U+" + Integer.toHexString(codePoint).uppercase().padStart(4, '0')
        throw IllegalArgumentException("$name (at index $index) has no code in ${repertoire.name}")
    }

    private companion object {
        const val HORN = 0x031B
        const val LIGATURE_FIRST_HALF = 0xFE20
        const val DOUBLE_TILDE_FIRST_HALF = 0xFE22
        val WAY_BACK = byteArrayOf(0x1B, 's'.code.toByte())
    }
}
