// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.Code
import dev.marcato.schema.CodeList

/** The codes of [lists] that aren't obsolete, for people: `a blank, 0 to 9 or |`. */
internal fun wordsOf(lists: List<CodeList>): String {
    val named = lists.firstOrNull { it.name != null && it.codes.size > MOST }
    if (named != null) return "a code of the ${named.title ?: "list ${named.name}"}"
    val codes = lists.flatMap { it.codes }.filterNot { it.isObsolete }
    val (ranges, single) = codes.partition { it.isRange }
    return codesInWords((ranges.flatMap { it.digits() } + single.map { it.code }).distinct())
}

/** Some [codes], for people. */
internal fun codesInWords(codes: List<String>): String {
    val words = ArrayList<String>()
    var index = 0
    while (index < codes.size) {
        val last = endOfRun(codes, index)
        if (last - index >= SHORTEST_RUN) {
            words += "${codes[index]} to ${codes[last]}"
            index = last + 1
        } else {
            words += inWords(codes[index++])
        }
    }
    val shown = if (words.size > MOST) words.take(MOST) + "another code" else words
    return if (shown.size < 2) shown.joinToString() else shown.dropLast(1).joinToString() + " or " + shown.last()
}

private fun inWords(code: String): String = when {
    code == " " -> "a blank"
    code.isNotEmpty() && code.all { it == ' ' } -> "${code.length} blanks"
    else -> code
}

/** The digits that a range stands for; the range itself if it is of longer numbers. */
private fun Code.digits(): List<String> =
    if (code.length == DIGITS) (code[0]..code[2]).map { "$it" } else listOf(code.replace("-", " to "))

/** The index of the last of the codes from [start] on that are one character after another. */
private fun endOfRun(codes: List<String>, start: Int): Int {
    var end = start
    while (end + 1 < codes.size && follows(codes[end], codes[end + 1])) end++
    return end
}

private fun follows(code: String, next: String): Boolean =
    code.length == 1 && next.length == 1 && next[0] == code[0] + 1 && code[0].isLetterOrDigit() &&
        next[0].isLetterOrDigit()

private const val MOST = 24
private const val DIGITS = "0-9".length
private const val SHORTEST_RUN = 2
