// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** Tells that a character belongs to the one that follows it in the bytes, and behind that one in the text. */
internal const val MARK: Int = 0x10000

/** Tells, of a mark, that it stands over two characters, or is half of one that does. */
internal const val OVER_TWO: Int = 0x20000

/** Tells that a code stands for no character by itself. */
internal const val NO_BASE: Char = '\u0000'

/**
 * A set of graphic characters as ISO 2022 knows them: 94 codes of one byte, 0x21 to 0x7E, or as many in each of three
 * bytes; ISO 6937 has two more at the ends. Which half of the byte the set occupies is a matter of designation, not of the set.
 */
internal class GraphicSet private constructor(
    /** What problems call it. */
    val name: String,
    /** The character of each code, with [MARK] where it is one; 0 where there is none. Of EACC: nothing. */
    @JvmField val characters: IntArray,
    @JvmField val isMultiByte: Boolean,
) {
    /** What a problem expected where the set has no character. */
    val expectation: String = "a code of $name"

    /**
     * The character of each code that is all there is to it: of none that is a mark, or begins something else; else
     * [NO_BASE]. The blank is one in every set of one byte.
     */
    @JvmField
    val bases: CharArray = CharArray(128) { code ->
        val character = characters[code]
        when {
            isMultiByte || character >= MARK || (code == '&'.code && name == ASCII_NAME) -> NO_BASE
            character == 0 && code == 0x20 -> ' '
            else -> character.toChar()
        }
    }

    private val codes: CodeIndex by lazy {
        val index = CodeIndex()
        if (isMultiByte) {
            // The standard has its ideographic space at 0x212321; 0x212320 is what some programs wrote for it.
            EaccTable.forEach { code, codePoint -> if (code and 0xFF != 0x20) index.addIfAbsent(codePoint, code) }
        } else {
            // The first of two codes for one character counts.
            for (code in 0x20..0x7F) if (characters[code] != 0) index.addIfAbsent(characters[code] and 0xFFFF, code)
        }
        index
    }

    /** Returns the code of a character, in 7-bit bytes, or 0 if the set does not have it. */
    fun codeOf(codePoint: Int): Int = codes[codePoint]

    /** Whether the character with this code goes in front of the one that it belongs to. */
    fun isMark(code: Int): Boolean = !isMultiByte && characters[code] >= MARK

    override fun toString(): String = name

    companion object {
        /**
         * Makes a set of its table: the characters of the codes 0x20 to 0x7F, a blank where there is none, and the
         * codes of those that are marks, as ASCII.
         */
        fun of(name: String, table: String, marks: String = ""): GraphicSet {
            val characters = IntArray(128)
            table.forEachIndexed { index, character ->
                if (character != ' ') characters[0x20 + index] = character.code
            }
            for (code in marks) {
                val mark = characters[code.code]
                val isOverTwo = PendingMarks.isOverTwo(mark.toChar())
                characters[code.code] = mark or (if (isOverTwo) MARK or OVER_TWO else MARK)
            }
            return GraphicSet(name, characters, isMultiByte = false)
        }

        private const val ASCII_NAME = "ASCII"

        val ASCII: GraphicSet = of(ASCII_NAME, CharArray(95) { ' ' + it }.concatToString())

        val EACC: GraphicSet = GraphicSet("EACC", IntArray(128), isMultiByte = true)
    }
}
