// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** Marks a character that belongs to the next one in the bytes; in the text it follows that one. */
internal const val MARK: Int = 0x10000

/** Marks a mark that stands over two characters, or is half of one that does. */
internal const val OVER_TWO: Int = 0x20000

/** Marks a code that isn't a character by itself. */
internal const val NO_BASE: Char = '\u0000'

/**
 * A set of graphic characters as defined by ISO 2022: 94 codes of one byte, 0x21 to 0x7E, or as many in each of three
 * bytes; ISO 6937 has two more at the ends. A designation, not the set, determines which half of the code space it
 * occupies.
 */
internal class GraphicSet private constructor(
    /** The name for problems. */
    val name: String,
    /** The character of each code, with [MARK] if it is a mark; 0 for none. Empty for EACC. */
    @JvmField val characters: IntArray,
    @JvmField val isMultiByte: Boolean,
) {
    /** What a problem expects if the set has no character. */
    val expectation: String = "a code of $name"

    /**
     * The character of each code that is complete by itself; [NO_BASE] for a mark or the beginning of another code.
     * Every set of one byte includes the blank.
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
            // The standard has its ideographic space at 0x212321; some programs wrote 0x212320.
            EaccTable.forEach { code, codePoint -> if (code and 0xFF != 0x20) index.addIfAbsent(codePoint, code) }
        } else {
            // If a character has two codes, the first counts.
            for (code in 0x20..0x7F) if (characters[code] != 0) index.addIfAbsent(characters[code] and 0xFFFF, code)
        }
        index
    }

    /** Returns the code of a character, in 7-bit bytes, or 0 if the set doesn't have it. */
    fun codeOf(codePoint: Int): Int = codes[codePoint]

    /** Whether the character with this code precedes the one that it belongs to. */
    fun isMark(code: Int): Boolean = !isMultiByte && characters[code] >= MARK

    override fun toString(): String = name

    companion object {
        /**
         * Makes a set from its table: the characters of the codes 0x20 to 0x7F, a blank for none, and the codes of the
         * marks, as ASCII.
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
