// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** The codes of a set by character, in pages of 256 because the characters of a script are neighbours. */
internal class CodeIndex {
    private val pages = arrayOfNulls<IntArray>(PAGES)

    operator fun get(codePoint: Int): Int = pages.getOrNull(codePoint shr 8)?.get(codePoint and 0xFF) ?: 0

    fun addIfAbsent(codePoint: Int, code: Int) {
        val page = pages[codePoint shr 8] ?: IntArray(256).also { pages[codePoint shr 8] = it }
        if (page[codePoint and 0xFF] == 0) page[codePoint and 0xFF] = code
    }

    private companion object {
        // Up to EACC's supplementary ideographs.
        const val PAGES = 0x300
    }
}
