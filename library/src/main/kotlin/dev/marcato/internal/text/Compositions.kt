// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import java.text.Normalizer

/** The parts of characters in Unicode, and which parts have a code together. */
internal class Compositions(repertoire: Repertoire) {
    /** Characters with a code of their own, by base and mark. */
    private val wholes = HashMap<Long, Int>()

    init {
        // Up to the kana; of the scripts after them only Hangul has parts, and those follow a rule.
        for (codePoint in 0xA0..0x30FF) {
            if (repertoire.designations.none { it.set.codeOf(codePoint) != 0 }) continue
            val parts = partsOf(codePoint)
            if (parts.length == 2) wholes[key(parts[0].code, parts[1].code)] = codePoint
        }
    }

    /** Returns the composition of [base] and [mark] if it has a code, or 0. */
    fun whole(base: Int, mark: Int): Int = wholes[key(base, mark)] ?: 0

    private fun key(base: Int, mark: Int): Long = base.toLong() shl 32 or mark.toLong()

    companion object {
        private const val PAGES = 0x300

        // Filled as characters come. Threads may compute the same string twice, so they needn't wait for each other.
        private val pages = arrayOfNulls<Array<String?>>(PAGES)

        /** Returns the full canonical decomposition, or the character itself if it has none. */
        fun partsOf(codePoint: Int): String {
            if (codePoint shr 8 >= PAGES) return String(Character.toChars(codePoint))
            val page = pages[codePoint shr 8] ?: arrayOfNulls<String>(256).also { pages[codePoint shr 8] = it }
            return page[codePoint and 0xFF]
                ?: Normalizer.normalize(String(Character.toChars(codePoint)), Normalizer.Form.NFD)
                    .also { page[codePoint and 0xFF] = it }
        }

        /** Returns the Hangul syllable whose letters begin at [index], or 0. */
        fun syllable(text: String, index: Int): Int {
            val lead = text[index].code - 0x1100
            val vowel = if (index + 1 < text.length) text[index + 1].code - 0x1161 else -1
            if (lead !in 0 until 19 || vowel !in 0 until 21) return 0
            val tail = if (index + 2 < text.length) text[index + 2].code - 0x11A7 else 0
            return 0xAC00 + (lead * 21 + vowel) * 28 + if (tail in 1 until 28) tail else 0
        }
    }
}
