// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/**
 * The bytes of Latin letters with their marks, while ASCII and the initial set of the other half are in use. One
 * look-up finds most text beyond ASCII.
 */
internal class LatinCodes(repertoire: Repertoire, private val compositions: Compositions) {
    private val right = repertoire.initial.getOrNull(1)
    private val firstBlocks = IntArray(0x250 - 0xA0) { bytesOf(it + 0xA0) }
    private val additional = IntArray(0x100) { bytesOf(it + 0x1E00) }

    /** Returns the bytes, first byte lowest, or 0 if there are none, or more than four. */
    fun bytes(character: Char): Int = when (character) {
        in '\u00A0'..'\u024F' -> firstBlocks[character.code - 0xA0]
        in '\u1E00'..'\u1EFF' -> additional[character.code - 0x1E00]
        else -> 0
    }

    private fun bytesOf(codePoint: Int): Int {
        val set = right ?: return 0
        val own = set.codeOf(codePoint)
        if (own != 0) return if (set.isMark(own)) 0 else own or 0x80
        val parts = Compositions.partsOf(codePoint)
        var base = parts[0].code
        var bytes = 0
        var shift = 0
        for (index in 1 until parts.length) {
            val whole = compositions.whole(base, parts[index].code)
            val code = if (whole == 0) set.codeOf(parts[index].code) else 0
            if (whole == 0 && (code == 0 || shift == 24)) return 0
            if (whole == 0) {
                bytes = bytes or (code or 0x80 shl shift)
                shift += 8
            } else {
                base = whole
            }
        }
        val baseCode = if (base < 0x80) base else set.codeOf(base).let { if (it == 0) 0 else it or 0x80 }
        return if (parts.length < 2 || baseCode == 0) 0 else bytes or (baseCode shl shift)
    }
}
