// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** The look-up tables of an encoder for a [Repertoire]; made once and shared. */
internal class RepertoireCodes(val repertoire: Repertoire) {
    val initial: Array<Designation?> = arrayOfNulls(2)

    private val designations: List<Designation>

    val compositions: Compositions = Compositions(repertoire)
    val latin: LatinCodes = LatinCodes(repertoire, compositions)

    init {
        // A set that is in use from the start stays in its half, even if it usually belongs to the other.
        for (half in 0..1) {
            val set = repertoire.initial.getOrNull(half) ?: continue
            val usual = repertoire.designations.firstOrNull { it.set === set }
            initial[half] = if (usual?.half == half) usual else Designation(set, usual?.final ?: "", half)
        }
        val others = repertoire.designations.filter { each -> initial.none { it?.set === each.set } }
        designations = initial.filterNotNull() + others
    }

    /** The set of the digits and of the references. */
    val ascii: Designation = designations.first { it.set === GraphicSet.ASCII }

    /** Whether a set has the character, and not as a mark. */
    fun hasCode(codePoint: Int): Boolean = codePoint == ' '.code || designations.any { hasBase(it.set, codePoint) }

    /** Whether the character goes with the one before it. */
    fun isMark(codePoint: Int): Boolean = dev.marcato.internal.text.isMark(codePoint) && !hasCode(codePoint)

    /** Whether a set has the character as a mark. */
    fun isEncodableMark(codePoint: Int): Boolean = when (codePoint) {
        0xFE20 -> isEncodableMark(LIGATURE.code)
        0xFE22 -> isEncodableMark(DOUBLE_TILDE.code)
        else -> designations.any { hasMark(it.set, codePoint) }
    }

    /** Returns where to write a mark: with its base, in the current sets, or anywhere. */
    fun markOf(mark: Int, base: Designation, current: Array<Designation?>): Designation = when {
        hasMark(base.set, mark) -> base

        else -> current.firstOrNull { it != null && hasMark(it.set, mark) }
            ?: designations.first { hasMark(it.set, mark) }
    }

    /**
     * Returns where to write a character that has a code: in the current sets if possible, otherwise in the set that
     * covers the most of the [text] from [next] on.
     */
    fun choose(codePoint: Int, current: Array<Designation?>, text: String, next: Int): Designation {
        for (each in current) if (each != null && hasBase(each.set, codePoint)) return each
        var best: Designation? = null
        var longest = -1
        for (each in designations) {
            if (!hasBase(each.set, codePoint)) continue
            val length = reach(each.set, text, next)
            if (length > longest) {
                best = each
                longest = length
            }
        }
        return checkNotNull(best)
    }

    private fun reach(set: GraphicSet, text: String, from: Int): Int {
        var reached = 0
        for (index in from until minOf(text.length, from + FAR)) {
            val character = text[index]
            if (character == ' ' && !set.isMultiByte) continue
            if (set.codeOf(character.code) == 0 && set.codeOf(Compositions.partsOf(character.code)[0].code) == 0) break
            reached++
        }
        return reached
    }

    private fun hasBase(set: GraphicSet, codePoint: Int): Boolean =
        set.codeOf(codePoint).let { it != 0 && !set.isMark(it) }

    private fun hasMark(set: GraphicSet, codePoint: Int): Boolean =
        set.codeOf(codePoint).let { it != 0 && set.isMark(it) }

    private companion object {
        /** How far to look ahead: about a word. */
        const val FAR = 24
    }
}
