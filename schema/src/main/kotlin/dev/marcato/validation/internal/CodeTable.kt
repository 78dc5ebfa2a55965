// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.Code
import dev.marcato.schema.CodeList

/** What a list of codes says of some characters. */
internal enum class CodeState { UNDEFINED, DEFINED, OBSOLETE }

/**
 * The codes of some lists together, which are looked up by the characters of a value without making a string. Codes of
 * up to nine ASCII characters are numbers here. Blanks at the end of a code needn't be there.
 */
internal class CodeTable(private val lists: List<CodeList>) {
    private val packed: LongArray
    private val states: Array<CodeState>
    private val long = HashMap<String, CodeState>()
    private val ranges = ArrayList<NumberRange>()
    private val single: Characters
    private val obsolete: Characters

    init {
        val short = java.util.TreeMap<Long, CodeState>()
        // Of two lists, the first knows better.
        for (code in lists.asReversed().flatMap { it.codes }) {
            val state = if (code.isObsolete) CodeState.OBSOLETE else CodeState.DEFINED
            val text = code.code.trimmedEnd()
            val key = pack(text.length) { text[it] }
            when {
                code.isRange -> ranges += NumberRange.of(code, state)
                key < 0 -> long[text] = state
                else -> short[key] = state
            }
        }
        packed = short.keys.toLongArray()
        states = short.values.toTypedArray()
        single = Characters.where { it.code < UNPACKED && packed.binarySearch(it.code + 1L) >= 0 }
        obsolete = Characters.where { it in single && states[packed.binarySearch(it.code + 1L)] == CodeState.OBSOLETE }
    }

    /** Returns what the lists say of the characters of [spot] from [from] to before [to]. */
    fun stateOf(spot: Spot, from: Int, to: Int): CodeState {
        if (to - from == 1) {
            val character = spot.charAt(from)
            if (character in single) return if (character in obsolete) CodeState.OBSOLETE else CodeState.DEFINED
        }
        var end = to
        while (end - from > 1 && spot.charAt(end - 1) == ' ') end--
        val key = pack(end - from) { spot.charAt(from + it) }
        val index = if (key < 0) -1 else packed.binarySearch(key)
        return when {
            index >= 0 -> states[index]
            key < 0 && long.isNotEmpty() -> long[spot.text(from, end)] ?: CodeState.UNDEFINED
            else -> ranges.firstOrNull { it.contains(spot, from, end) }?.state ?: CodeState.UNDEFINED
        }
    }

    /** Returns what the lists say of one [character]. */
    fun stateOf(character: Char): CodeState = when (character) {
        !in single -> if (ranges.any { it.contains(character) }) CodeState.DEFINED else CodeState.UNDEFINED
        in obsolete -> CodeState.OBSOLETE
        else -> CodeState.DEFINED
    }

    /** The codes that aren't obsolete, in words. */
    val inWords: String by lazy { wordsOf(lists) }

    private inline fun pack(length: Int, at: (Int) -> Char): Long {
        if (length !in 1..MOST) return -1
        var key = 0L
        for (index in 0 until length) {
            val character = at(index).code
            if (character >= UNPACKED) return -1
            key = (key shl BITS) + character + 1
        }
        return key
    }

    private fun String.trimmedEnd(): String = trimEnd(' ').ifEmpty { if (isEmpty()) "" else " " }

    private companion object {
        const val MOST = 9
        const val UNPACKED = 127
        const val BITS = 7
    }
}

/** The numbers of [digits] digits from [first] to [last]. */
private class NumberRange(val first: Int, val last: Int, val digits: Int, val state: CodeState) {
    fun contains(spot: Spot, from: Int, to: Int): Boolean {
        if (to - from != digits) return false
        var number = 0
        for (index in from until to) {
            val digit = spot.charAt(index) - '0'
            if (digit !in 0..9) return false
            number = number * 10 + digit
        }
        return number in first..last
    }

    fun contains(character: Char): Boolean = digits == 1 && character - '0' in first..last

    companion object {
        fun of(code: Code, state: CodeState): NumberRange {
            val (first, last) = code.code.split('-')
            return NumberRange(first.toInt(), last.toInt(), last.length, state)
        }
    }
}
