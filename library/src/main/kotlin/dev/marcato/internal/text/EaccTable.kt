// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/**
 * The 15,739 characters of the East Asian Character Code (ANSI Z39.64), whose codes are three 7-bit bytes.
 *
 * The table is a string, because shrinkers leave strings alone and they load without a look-up. A line feed and the
 * first two bytes begin a row. An ASCII character is the third byte of the character after it; each further character
 * has the next code.
 */
internal object EaccTable {
    private const val ROW = 96

    /** The row of the first two bytes, or 0; row 0 stays empty. */
    private val rows = ShortArray(0x80 * 0x80)

    /** The characters by row and third byte, 0 for none; a surrogate is an index into [supplementary]. */
    private val cells: CharArray

    private val supplementary = ArrayList<Int>()

    private const val SUPPLEMENTARY = 0xD800

    init {
        val table = CharArray(ROW * 1024)
        var row = 0
        for (text in arrayOf(EACC_FIRST, EACC_SECOND)) {
            var index = 0
            var cell = 0
            while (index < text.length) {
                val character = text[index++]
                if (character == '\n') {
                    rows[text[index++].code shl 7 or text[index++].code] = (++row).toShort()
                } else if (character < '\u0080') {
                    cell = row * ROW + character.code - 0x20
                } else if (character.isHighSurrogate()) {
                    table[cell++] = (SUPPLEMENTARY + supplementary.size).toChar()
                    supplementary.add(Character.toCodePoint(character, text[index++]))
                } else {
                    table[cell++] = character
                }
            }
        }
        cells = table.copyOf((row + 1) * ROW)
    }

    /**
     * Returns the code point of a code whose first two bytes are 0x21 to 0x7E, and the third 0x20 to 0x7E; 0 if none.
     */
    fun codePoint(first: Int, second: Int, third: Int): Int =
        codePointAt(rows[first shl 7 or second] * ROW + third - 0x20)

    private fun codePointAt(cell: Int): Int {
        val character = cells[cell]
        return if (character.isSurrogate()) supplementary[character.code - SUPPLEMENTARY] else character.code
    }

    /**
     * Returns the character of one of six invalid codes that catalogues of Innovative Interfaces contain for quotation
     * marks, a dash, an ellipsis and the trade mark sign; 0 for other codes.
     */
    fun innovative(first: Int, second: Int, third: Int): Int {
        for (index in INNOVATIVE.indices step 4) {
            val isIt = INNOVATIVE[index].code == first && INNOVATIVE[index + 1].code == second &&
                INNOVATIVE[index + 2].code == third
            if (isIt) return INNOVATIVE[index + 3].code
        }
        return 0
    }

    private const val INNOVATIVE =
        "! =\u2026! @\u201C\u007F \u0014\u2014\u007F \u0019\u2019\u007F  \u201D\u007F!\"\u2122"

    /** Calls [action] with each code and its code point, in the order of the codes. */
    inline fun forEach(action: (code: Int, codePoint: Int) -> Unit) {
        for (first in 0x21..0x7E) {
            for (second in 0x21..0x7E) {
                for (third in 0x20..0x7E) {
                    val codePoint = codePoint(first, second, third)
                    if (codePoint != 0) action(first shl 16 or (second shl 8) or third, codePoint)
                }
            }
        }
    }
}
