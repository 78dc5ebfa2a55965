// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/**
 * Weighs the evidence of bytes above 0x7F that aren't UTF-8: in MARC-8 a mark precedes its letter, in Latin-1 the same
 * byte is a letter among letters.
 */
internal class LatinEvidence {
    var marc8 = 0
        private set
    var latin1 = 0
        private set
    var firstMarc8 = -1
        private set
    var firstLatin1 = -1
        private set

    fun weigh(bytes: ByteArray, start: Int, end: Int) {
        for (index in start until end) {
            if (bytes[index] >= 0) continue
            val byte = bytes[index].toInt() and 0xFF
            val before = if (index > start) bytes[index - 1].toInt() and 0xFF else 0
            val after = if (index + 1 < end) bytes[index + 1].toInt() and 0xFF else 0
            when {
                byte < 0xA0 -> if (byte in MARC_8_CONTROLS) forMarc8(1, index) else forLatin1(1, index)

                Marc8.ANSEL.characters[byte and 0x7F] == 0 -> forLatin1(UNASSIGNED, index)

                byte >= 0xE0 -> weighMark(byte, before, after, index)

                byte == DEGREE ->
                    weighDegree(
                        before,
                        after,
                        if (index + 2 <
                            end
                        ) {
                            bytes[index + 2].toInt()
                        } else {
                            0
                        },
                        index,
                    )

                else -> weighCharacter(byte, before, after, index)
            }
        }
    }

    private fun weighMark(byte: Int, before: Int, after: Int, index: Int) {
        when {
            isLetter(after) -> {
                if (after.toChar().lowercaseChar() in USUAL[byte - 0xE0]) {
                    forMarc8(if (isLetter(before) && byte in AMBIGUOUS) 1 else 2, index)
                } else {
                    forLatin1(1, index)
                }
            }

            after >= 0xE0 -> forMarc8(1, index)

            // A word that ends in an accented letter; a mark that belongs to the next character would be useless there.
            after < 0x80 -> forLatin1(WORD_END, index)
        }
    }

    /** As in 43.2°N and 20 °C; in Latin-1 it is a capital A with a grave accent, which never follows a digit. */
    private fun weighDegree(before: Int, after: Int, afterThat: Int, index: Int) {
        val isUnit = before == ' '.code && after in 'A'.code..'Z'.code && !isLetter(afterThat)
        if (isDigit(before) || isUnit) {
            forMarc8(2, index)
        } else if (isLetter(after)) {
            forLatin1(2, index)
        }
    }

    private fun weighCharacter(byte: Int, before: Int, after: Int, index: Int) {
        val isInWord = isLetter(before) || isLetter(after) || after >= 0xE0
        when (byte) {
            COPYRIGHT -> if (isDigit(after) || after == ' '.code) forMarc8(2, index) else forLatin1(1, index)

            LATIN_1_COPYRIGHT -> if (isDigit(after) || after == ' '.code) forLatin1(2, index)

            SHARP_S -> if (isLower(before)) forMarc8(2, index) else forLatin1(1, index)

            DEGREE_OR_AYN -> if (isDigit(before)) {
                forLatin1(1, index)
            } else if (isLetter(after)) {
                forMarc8(1, index)
            }

            // A question in Spanish, or an island of the north.
            in INVERTED_MARKS -> if (isLetter(before) || isLower(after)) {
                forLatin1(if (isLetter(before)) 2 else 1, index)
            } else if (isLetter(after)) {
                forMarc8(1, index)
            }

            in 0xC1..0xC8 -> if (isLetter(after)) {
                forLatin1(2, index)
            } else if (isDigit(before)) {
                forMarc8(1, index)
            }

            in MARC_8_LETTERS -> if (isInWord) forMarc8(2, index)

            else -> if (isLetter(before)) forMarc8(1, index)
        }
    }

    private fun forMarc8(weight: Int, index: Int) {
        if (firstMarc8 < 0) firstMarc8 = index
        marc8 += weight
    }

    private fun forLatin1(weight: Int, index: Int) {
        if (firstLatin1 < 0) firstLatin1 = index
        latin1 += weight
    }

    private fun isLetter(byte: Int) = byte in 'a'.code..'z'.code || byte in 'A'.code..'Z'.code

    private fun isLower(byte: Int) = byte in 'a'.code..'z'.code

    private fun isDigit(byte: Int) = byte in '0'.code..'9'.code

    private companion object {
        const val UNASSIGNED = 3
        const val WORD_END = 3
        const val COPYRIGHT = 0xC3
        const val LATIN_1_COPYRIGHT = 0xA9
        const val SHARP_S = 0xC7
        const val DEGREE = 0xC0
        const val DEGREE_OR_AYN = 0xB0
        val INVERTED_MARKS = 0xC5..0xC6
        val MARC_8_CONTROLS = setOf(0x88, 0x89, 0x8D, 0x8E)

        /** Characters of words in MARC-8 that are signs in Latin-1. */
        val MARC_8_LETTERS = ((0xA1..0xA8) + (0xAC..0xAE) + (0xB1..0xB8) + 0xBA + 0xBC + 0xBD).toSet()

        /**
         * The most frequent letters of French and Portuguese, and marks of other languages: each alone proves little.
         */
        val AMBIGUOUS = setOf(0xE0, 0xE3, 0xE7, 0xE9, 0xEA, 0xED, 0xF1)

        /** The letters that usually have a given mark of ANSEL, from 0xE0 on. */
        val USUAL = arrayOf(
            "aeiouy", "aeiou", "aeiouycnslrzgk", "aeiouwyghjcs", "anoiuv", "aeiouy", "aeiougy", "cegzi",
            "aeiouyh", "csznrdteglaiouhj", "au", "aeiouydgkstzcl", "aeiouydgkstzcl", "", "ou", "mn",
            "csteghklnrdz", "aeiou", "adehiklmnorstuvwyz", "u", "rlnm", "", "aceghiklnorstuz", "st", "h", "h",
            "ng", "ng", "", "", "aeiou",
        )
    }
}
