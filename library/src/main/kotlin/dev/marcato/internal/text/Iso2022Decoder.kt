// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.internal.record.littleEndian

private const val ESCAPE = 0x1B
private const val AMPERSAND = '&'.code

/**
 * Decodes MARC-8 and its relatives: sets of graphic characters designated by escape sequences, and marks that precede
 * the character that they belong to.
 *
 * Each loop step takes at least one byte and makes at most one character of it, so time and memory are bounded by the
 * bytes, whatever they are. The hot parts are not pretty; `Marc8Benchmark` holds their speed.
 */
internal class Iso2022Decoder(private val repertoire: Repertoire, private val problems: TextProblems) : TextDecoder() {
    private val sets = arrayOfNulls<GraphicSet>(Repertoire.MOST_SETS)
    private var leftNumber = 0
    private var rightNumber = 1
    private var left = repertoire.initial[0]
    private var right: GraphicSet? = null
    private var rightCharacters = NONE

    /** Whether the sets are those in use at the start of a field. */
    private var isInitial = false

    private var text = CharArray(128)
    private var length = 0
    private val marks = PendingMarks(repertoire.sharesFirstHalf)
    private var firstMark = 0

    init {
        startField()
    }

    override fun startField() {
        if (isInitial) return
        repertoire.putInitial(sets)
        leftNumber = 0
        rightNumber = 1
        invoke()
        isInitial = true
    }

    private fun invoke() {
        left = sets[leftNumber] ?: left
        right = sets[rightNumber]
        rightCharacters = right?.characters ?: NONE
        isInitial = false
    }

    /** Processes bytes of a field only for their designations and problems, without making text. */
    fun follow(bytes: ByteArray, start: Int, end: Int) {
        val plainEnd = if (left === GraphicSet.ASCII) endOfPlain(bytes, start, end) else start
        if (plainEnd < end) decodeToText(bytes, start, end)
    }

    override fun decode(bytes: ByteArray, start: Int, end: Int): String {
        val plainEnd = if (left === GraphicSet.ASCII) endOfPlain(bytes, start, end) else start
        if (plainEnd == end) return String(bytes, start, end - start, Charsets.ISO_8859_1)
        decodeToText(bytes, start, end)
        return String(text, 0, length)
    }

    private fun decodeToText(bytes: ByteArray, start: Int, end: Int) {
        // Eight more, because bytes are copied in eights.
        if (text.size < end - start + 8) text = CharArray(maxOf(end - start + 8, 2 * text.size))
        length = 0
        marks.clear()
        var index = start
        while (index < end) {
            if (marks.isEmpty && !left.isMultiByte) index = copyPlain(bytes, index, end)
            if (index < end) index = decodeOne(bytes, index, end, bytes[index].toInt() and 0xFF)
        }
        if (!marks.isEmpty) letGoOfMarks()
    }

    /** Returns where the text that is the same in ASCII, from [start] on, ends. */
    private fun endOfPlain(bytes: ByteArray, start: Int, end: Int): Int {
        var index = endOfPlainWords(bytes, start, end)
        while (index < end && isPlain(bytes[index].toInt())) index++
        return index
    }

    // All control characters except the escape count as text: a decoder can't know their meaning in a value.
    private fun isPlain(byte: Int): Boolean =
        (byte >= 0x20 && byte != AMPERSAND) || (byte in 0 until ESCAPE && !repertoire.hasShifts)

    /**
     * Takes everything that doesn't depend on the bytes before: characters of one byte, and a mark before one. That is
     * most of most texts; [decodeOne] takes the rest.
     */
    private fun copyPlain(bytes: ByteArray, start: Int, end: Int): Int {
        val target = text
        val lefts = left.bases
        val rights = rightCharacters
        val words = littleEndian(bytes)
        val isByWord = left === GraphicSet.ASCII && bytes.size >= 8
        var to = length
        var index = start
        while (index < end) {
            if (isByWord) {
                // The length of a run is unpredictable: taking all eight bytes and counting the right ones is cheaper
                // than a loop.
                val word = wordAt(words, index)
                copyEight(word, target, to)
                val count = minOf(plainIn(word), end - index)
                to += count
                index += count
                if (count == 8 || index == end) continue
            }
            val byte = bytes[index].toInt()
            if (byte >= 0) {
                val character = lefts[byte]
                if (character == NO_BASE) break
                target[to++] = character
                index++
                continue
            }
            if (byte < FIRST_RIGHT) break
            val character = rights[byte and 0x7F]
            if (character < MARK) {
                if (character == 0) break
                target[to++] = character.toChar()
                index++
                continue
            }
            val next = if (index + 1 < end) bytes[index + 1].toInt() else 0
            if (next <= 0x20) break
            val mark = (character and 0xFFFF).toChar()
            val base = lefts[next]
            if (base == NO_BASE || character >= OVER_TWO) break
            target[to] = base
            target[to + 1] = mark
            to += 2
            index += 2
        }
        if (index > start) marks.closeTie()
        length = to
        return index
    }

    private fun decodeOne(bytes: ByteArray, index: Int, end: Int, byte: Int): Int {
        if (byte >= 0xA0) return graphic(right, bytes, index, end, 0x80)
        if (left.isMultiByte && index + 2 < end && (byte == DELETE || bytes[index + 1] == BLANK)) {
            val character = EaccTable.innovative(byte, bytes[index + 1].toInt(), bytes[index + 2].toInt())
            if (character != 0) {
                base(character)
                return index + 3
            }
        }
        if (byte in 0x21..0x7E) {
            if (byte == AMPERSAND && left === GraphicSet.ASCII) return ampersand(bytes, index, end)
            return graphic(left, bytes, index, end, 0)
        }
        if (byte == ESCAPE) return escape(bytes, index, end)
        control(byte, index)
        return index + 1
    }

    private fun graphic(set: GraphicSet?, bytes: ByteArray, index: Int, end: Int, half: Int): Int {
        if (set != null && set.isMultiByte) return multiByte(bytes, index, end, half)
        val character = if (set == null) 0 else set.characters[bytes[index].toInt() and 0x7F]
        when {
            character >= MARK -> mark(character and 0xFFFF, index)
            character != 0 -> base(character)
            else -> undecodable(index, 1, set?.expectation ?: "a 7-bit code")
        }
        return index + 1
    }

    private fun multiByte(bytes: ByteArray, index: Int, end: Int, half: Int): Int {
        var count = 1
        // A byte that can't be part of the code is not consumed with it: it may be an escape.
        while (count < 3 && index + count < end && bytes[index + count].toInt() and 0xFF xor half in
            (if (count == 2) 0x20 else 0x21)..0x7E
        ) {
            count++
        }
        val codePoint = if (count < 3 || bytes[index].toInt() and 0x7F !in 0x21..0x7E) {
            0
        } else {
            EaccTable.codePoint(
                bytes[index].toInt() and 0x7F,
                bytes[index + 1].toInt() and 0x7F,
                bytes[index + 2].toInt() and 0x7F,
            )
        }
        if (codePoint != 0) base(codePoint) else undecodable(index, count, GraphicSet.EACC.expectation)
        return index + count
    }

    private fun control(byte: Int, index: Int) {
        if (byte == 0x20) return base(byte)
        if (repertoire.hasShifts && (byte == SHIFT_OUT || byte == SHIFT_IN)) {
            leftNumber = if (byte == SHIFT_OUT) 1 else 0
            return invoke()
        }
        if (byte < 0x80) {
            // A mark belongs to no control character.
            if (!marks.isEmpty) letGoOfMarks()
            marks.closeTie()
            text[length++] = byte.toChar()
            return
        }
        val character = repertoire.control(byte)
        // These stand between characters, so waiting marks keep waiting.
        if (character != '\u0000') text[length++] = character else undecodable(index, 1, repertoire.controlExpectation)
    }

    private fun ampersand(bytes: ByteArray, index: Int, end: Int): Int {
        val codePoint = if (repertoire.hasReferences) NumericReference.codePoint(bytes, index, end) else -1
        if (codePoint < 0) {
            base(AMPERSAND)
            return index + 1
        }
        when {
            !isMark(codePoint) -> base(codePoint)

            // A reference to a mark stands where Unicode has it: after its base.
            marks.isEmpty -> append(codePoint)

            codePoint <= 0xFFFF -> marks.add(codePoint.toChar())

            else -> base(codePoint)
        }
        return NumericReference.end(bytes, index)
    }

    private fun escape(bytes: ByteArray, index: Int, end: Int): Int {
        val next = if (index + 1 < end) bytes[index + 1].toInt().toChar() else ' '
        if (callShort(next) || (repertoire.hasShifts && shift(next))) return index + 2
        val isMultiByte = next == '$'
        var at = index + if (isMultiByte) 2 else 1
        val number = if (at < end) numberOf(bytes[at].toInt()) else -1
        val hasIntermediate = number >= 0
        if (hasIntermediate) at++
        val isPossible = (hasIntermediate || isMultiByte) && (number < 2 || repertoire.hasShifts)
        val designation = if (isPossible) repertoire.designated(bytes, at, end, isMultiByte) else null
        if (designation == null) {
            undecodable(index, 1, repertoire.escapeExpectation)
            return index + 1
        }
        sets[if (hasIntermediate) number else 0] = designation.set
        invoke()
        return at + designation.final.length
    }

    /**
     * Returns which of G0 to G3 an intermediate byte designates to (each has two such bytes, one for 96-character
     * sets), or -1.
     */
    private fun numberOf(byte: Int): Int = when (byte.toChar()) {
        '(', ',' -> 0
        ')', '-' -> 1
        '*', '.' -> 2
        '+', '/' -> 3
        else -> -1
    }

    /** The escape sequences of two bytes that only MARC-8 has; `s` is the way back. */
    private fun callShort(final: Char): Boolean {
        sets[0] = repertoire.shortSet(final.code) ?: return false
        invoke()
        return true
    }

    /** The locking shifts of ISO 2022 that are escape sequences. */
    private fun shift(final: Char): Boolean {
        when (final) {
            'n' -> leftNumber = 2
            'o' -> leftNumber = 3
            '~' -> rightNumber = 1
            '}' -> rightNumber = 2
            '|' -> rightNumber = 3
            else -> return false
        }
        invoke()
        return true
    }

    private fun mark(mark: Int, index: Int) {
        if (marks.isEmpty) firstMark = index
        marks.add(mark.toChar())
    }

    private fun base(codePoint: Int) {
        if (repertoire.hasSpacingMarks && codePoint == 0x20 && marks.isSingle) {
            val spacing = SpacingMarks.of(marks.single())
            if (spacing != '\u0000') {
                text[length++] = spacing
                return marks.clear()
            }
        }
        append(codePoint)
        if (marks.isEmpty) marks.closeTie() else length = marks.moveTo(text, length)
    }

    private fun append(codePoint: Int) {
        if (codePoint <= 0xFFFF) {
            text[length++] = codePoint.toChar()
        } else {
            length += Character.toChars(codePoint, text, length)
        }
    }

    private fun undecodable(index: Int, count: Int, expected: String) {
        problems.report(index, count, expected)
        base(REPLACEMENT.code)
    }

    private fun letGoOfMarks() {
        problems.report(firstMark, 1, "a character after the mark")
        length = marks.moveTo(text, length)
    }

    private companion object {
        val NONE = IntArray(128)

        /** The byte 0xA0. */
        const val FIRST_RIGHT = -0x60
        const val BLANK: Byte = 0x20
        const val DELETE = 0x7F
        const val SHIFT_OUT = 0x0E
        const val SHIFT_IN = 0x0F
    }
}
