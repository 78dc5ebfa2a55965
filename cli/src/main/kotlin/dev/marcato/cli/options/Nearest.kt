// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

// A short word is similar to almost everything.
private const val LETTERS_FOR_A_MISTAKE = 4

/** Asks whether the most similar of [names] was meant, if it is similar enough to [word]; else returns nothing. */
internal fun hintAt(word: String, names: Collection<String>): String {
    val nearest = names.minByOrNull { distance(word, it) } ?: return ""
    // The dashes before a name don't count.
    val letters = word.trimStart('-').length
    return if (distance(word, nearest) <= (letters + 1) / LETTERS_FOR_A_MISTAKE) ", is '$nearest' meant?" else ""
}

/** Returns how many letters to remove, insert, replace, or swap with the next, to turn one word into the other. */
internal fun distance(first: String, second: String): Int {
    var beforeLast = IntArray(0)
    var last = IntArray(second.length + 1) { it }
    for (i in 1..first.length) {
        val row = IntArray(second.length + 1)
        row[0] = i
        for (j in 1..second.length) {
            val isSame = first[i - 1] == second[j - 1]
            row[j] = minOf(last[j] + 1, row[j - 1] + 1, last[j - 1] + if (isSame) 0 else 1)
            val isSwapped = i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1]
            if (isSwapped) row[j] = minOf(row[j], beforeLast[j - 2] + 1)
        }
        beforeLast = last
        last = row
    }
    return last[second.length]
}
