// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** How a set is designated: by an escape sequence that ends in [final]; encoders designate it to one [half] only. */
internal class Designation(
    val set: GraphicSet,
    val final: String,
    /** 0 for the 7-bit codes (G0), 1 for those with the high bit (G1). */
    val half: Int,
    /** Whether the escape sequence is only ESC and the final byte, as for MARC-8's few scientific characters. */
    val isShort: Boolean = false,
) {
    /** The escape sequence that designates the set to its half. */
    val escape: ByteArray = when {
        isShort -> "\u001B$final"
        set.isMultiByte -> if (half == 0) "\u001B$$final" else "\u001B$)$final"
        else -> if (half == 0) "\u001B($final" else "\u001B)$final"
    }.toByteArray(Charsets.ISO_8859_1)
}

/**
 * A character coding based on ISO 2022: the sets in use at the start of a field, and those that escape sequences can
 * designate instead.
 */
internal class Repertoire(
    val name: String,
    /** G0 and G1; also G2 and G3 if there are shifts. */
    val initial: List<GraphicSet>,
    val designations: List<Designation>,
    /** The control characters 0x80 to 0x9F that have a meaning, each before its character. */
    controls: String = NON_SORTING,
    /** Whether `&#x4E2D;` stands for the character U+4E2D. */
    val hasReferences: Boolean = false,
    /** Whether G2 and G3 exist, with shifts that call them. */
    val hasShifts: Boolean = false,
    /** Whether ligature and tilde over two letters share their first half (ISO 5426, 0xDD). */
    val sharesFirstHalf: Boolean = false,
    /** Whether a mark on a blank is the spacing character of that name (ISO 6937). */
    val hasSpacingMarks: Boolean = false,
) {
    val escapeExpectation: String = "an escape sequence of $name"
    val controlExpectation: String = "a control character of $name"

    private val initialSets = Array(MOST_SETS) { initial.getOrNull(it) }

    /** The designations by the first byte of the end of their escape sequences: of sets of one byte, and of several. */
    private val byFinal = byFirstByte(designations.filter { !it.set.isMultiByte })
    private val byFinalMultiByte = byFirstByte(designations.filter { it.set.isMultiByte })

    private val shortSets = arrayOfNulls<GraphicSet>(128).also { sets ->
        for (each in designations) if (each.isShort) sets[each.final[0].code] = each.set
        // The way back from all of them.
        if (designations.any { it.isShort }) sets['s'.code] = GraphicSet.ASCII
    }

    private val controlCharacters = CharArray(0x20).also { characters ->
        for (index in controls.indices step 2) characters[controls[index].code - 0x80] = controls[index + 1]
    }

    /** Returns the character of a control character from 0x80 to 0x9F, or U+0000 if it has no meaning. */
    fun control(byte: Int): Char = controlCharacters[byte - 0x80]

    /** Returns the control character, from 0x80 to 0x9F, for a character, or 0. */
    fun controlOf(character: Char): Int = controlCharacters.indexOf(character).let {
        if (it < 0 || character == '\u0000') 0 else it + 0x80
    }

    fun putInitial(sets: Array<GraphicSet?>) {
        System.arraycopy(initialSets, 0, sets, 0, MOST_SETS)
    }

    /** Returns the set that the escape sequence of two bytes ending in [final] designates, or null. */
    fun shortSet(final: Int): GraphicSet? = if (final in 0..0x7F) shortSets[final] else null

    /**
     * Returns the set that an escape sequence with these bytes after the intermediate ones designates, or null. Some
     * programs use a long sequence even for sets that have a short one.
     */
    fun designated(bytes: ByteArray, at: Int, end: Int, isMultiByte: Boolean): Designation? {
        if (at >= end || bytes[at] < 0) return null
        val candidates = (if (isMultiByte) byFinalMultiByte else byFinal)[bytes[at].toInt()] ?: return null
        for (candidate in candidates) if (candidate.endsAt(bytes, at, end)) return candidate
        return null
    }

    private fun Designation.endsAt(bytes: ByteArray, at: Int, end: Int): Boolean {
        if (at + final.length > end) return false
        for (index in 1 until final.length) if (bytes[at + index].toInt() != final[index].code) return false
        return true
    }

    private fun byFirstByte(designations: List<Designation>): Array<Array<Designation>?> =
        arrayOfNulls<Array<Designation>>(128).also { table ->
            for ((first, each) in designations.groupBy { it.final[0].code }) table[first] = each.toTypedArray()
        }

    override fun toString(): String = name

    companion object {
        /** Unicode's characters around text that is ignored in sorting (ISO 6630). */
        const val NON_SORTING: String = "\u0088\u0098\u0089\u009C"

        /** G0 to G3. */
        const val MOST_SETS: Int = 4

        const val JOINERS: String = "\u008D\u200D\u008E\u200C"
    }
}
