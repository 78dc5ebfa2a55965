// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

/**
 * Which of several things count: those from [first] to [last], from 0; counted from the end if [isFromEnd]. The last of
 * all is [END].
 */
internal data class Positions(val isFromEnd: Boolean, val first: Int, val last: Int) {
    /** Returns the first that counts of [count] things; [until] isn't after it if none does. */
    fun from(count: Int): Int = when {
        !isFromEnd -> first
        last >= count -> 0
        else -> count - 1 - last
    }

    /** Returns what comes after the last that counts of [count] things. */
    fun until(count: Int): Int = if (isFromEnd || last >= count) count else last + 1

    override fun toString(): String = when {
        isFromEnd && last == 0 -> "#"
        isFromEnd -> "#-$last"
        last == END -> "$first-#"
        last == first -> "$first"
        else -> "$first-$last"
    }

    companion object {
        const val END = Int.MAX_VALUE

        val LAST: Positions = Positions(isFromEnd = true, first = 0, last = 0)
    }
}
