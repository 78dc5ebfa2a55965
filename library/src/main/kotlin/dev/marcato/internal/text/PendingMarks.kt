// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

internal const val LIGATURE: Char = '\u0361'
internal const val LIGATURE_SECOND_HALF: Char = '\uFE21'
internal const val DOUBLE_TILDE: Char = '\u0360'
internal const val DOUBLE_TILDE_SECOND_HALF: Char = '\uFE23'

/** Whether Unicode has the character as a mark, which follows its base. */
internal fun isMark(codePoint: Int): Boolean = codePoint >= 0x300 && when (Character.getType(codePoint).toByte()) {
    Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true
    else -> false
}

/**
 * The marks that wait for their base, in their order.
 *
 * A mark over two letters comes in halves, one before each letter. Unicode has one character for it, after the first
 * letter. So the second half is dropped if the first one stood at the letter before.
 */
internal class PendingMarks(private val sharesFirstHalf: Boolean) {
    private var marks = CharArray(8)
    private var count = 0

    /** The whole mark that the letter before has opened, or U+0000, and where it stands in the text. */
    private var tie = '\u0000'
    private var tieAt = 0

    val isEmpty: Boolean get() = count == 0

    val isSingle: Boolean get() = count == 1

    fun single(): Char = marks[0]

    fun add(mark: Char) {
        if (count == marks.size) marks = marks.copyOf(2 * count)
        marks[count++] = mark
    }

    fun clear() {
        count = 0
        tie = '\u0000'
    }

    fun closeTie() {
        tie = '\u0000'
    }

    /** Puts the marks into [text] at [start], after the base, and returns where they end. */
    fun moveTo(text: CharArray, start: Int): Int {
        var to = start
        var opened = '\u0000'
        for (index in 0 until count) {
            val mark = marks[index]
            if (mark >= LIGATURE_SECOND_HALF && closes(mark, text)) continue
            if (mark == LIGATURE || mark == DOUBLE_TILDE) {
                opened = mark
                tieAt = to
            }
            text[to++] = mark
        }
        tie = opened
        count = 0
        return to
    }

    private fun closes(half: Char, text: CharArray): Boolean {
        val whole = when (half) {
            LIGATURE_SECOND_HALF -> LIGATURE
            DOUBLE_TILDE_SECOND_HALF -> DOUBLE_TILDE
            else -> return false
        }
        // Only the second half shows which mark a shared first half began.
        if (sharesFirstHalf && tie != '\u0000') {
            text[tieAt] = whole
        } else if (tie != whole) {
            return false
        }
        tie = '\u0000'
        return true
    }

    companion object {
        /** Whether a mark stands over two letters, or is half of one that does. */
        fun isOverTwo(mark: Char): Boolean = mark == LIGATURE || mark == DOUBLE_TILDE || mark >= LIGATURE_SECOND_HALF
    }
}
