// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.ValueView
import dev.marcato.validation.internal.checks.NONE

/**
 * The articles of languages, as numbers that are made from the letters of a word without a string: 8 bits a letter, the
 * last lowest. The facts are in `articles.facts`.
 */
internal object Articles {
    /** What stands for a word of more than eight letters, or one with other characters than letters. */
    const val NO_ARTICLE = -1L

    private const val MOST_LETTERS = 8
    private const val BITS = 8

    private val facts = Facts()

    /** Whether [word] is an article of some language. */
    fun isArticle(word: Long): Boolean = word in facts.all

    /** Whether there are facts about the language with this [code], [packed][pack]. */
    fun isListed(code: Long): Boolean = code in facts.languages

    /** Whether [word] is hardly ever anything but an article in the language with this [code], [packed][pack]. */
    fun isSure(code: Long, word: Long): Boolean = facts.sure.binarySearch(keyOf(code, word)) >= 0

    /** Whether [word] is something else before [next]. */
    fun isOtherBefore(code: Long, word: Long, next: Long): Boolean =
        facts.others.binarySearch(keyOf(code, word) * PRIME + next) >= 0

    /** The letters of [value] from [start] to before [end], in small letters and without other marks. */
    fun lettersIn(value: ValueView, start: Int, end: Int): Long {
        var word = 0L
        var count = 0
        for (at in start until end) {
            val letter = lower(value.charAt(at))
            if (letter in 'a'..'z') {
                if (++count > MOST_LETTERS) return NO_ARTICLE
                word = (word shl BITS) or letter.code.toLong()
            } else if (letter in '0'..'9') {
                return NO_ARTICLE
            }
        }
        return word
    }

    /**
     * Where the word that begins at [start] of [value] ends: at the first character that isn't an ASCII letter. A word
     * that is too long for an article isn't read to its end.
     */
    fun endOfWord(value: ValueView, start: Int): Int {
        var at = start
        while (at <= start + MOST_LETTERS && lower(value.charAt(at)) in 'a'..'z') at++
        return at
    }

    /** The number for [word]. */
    fun pack(word: String): Long = word.fold(0L) { packed, letter -> (packed shl BITS) or letter.code.toLong() }

    /** The number for a language code of three letters. */
    fun pack(first: Char, second: Char, third: Char): Long = if (first ==
        NONE
    ) {
        0
    } else {
        ((first.code.toLong() shl BITS or second.code.toLong()) shl BITS) or third.code.toLong()
    }

    private fun lower(character: Char): Char = if (character in 'A'..'Z') character + ('a' - 'A') else character

    // Words and codes are short, so no two of the facts have the same key; a word beyond them could at worst be taken
    // for one of them.
    private fun keyOf(code: Long, word: Long): Long = code * SPREAD xor word

    private const val SPREAD = -0x61c8864680b583ebL
    private const val PRIME = 1_000_003L

    private operator fun LongArray.contains(word: Long): Boolean = binarySearch(word) >= 0

    private fun LongArray.binarySearch(word: Long): Int = java.util.Arrays.binarySearch(this, word)

    private class Facts {
        val all: LongArray
        val languages: LongArray
        val sure: LongArray
        val others: LongArray

        init {
            val input = Facts::class.java.getResourceAsStream("/dev/marcato/validation/articles.facts")
            val lines = checkNotNull(input) { "The facts about articles are missing" }.bufferedReader().use {
                it.readLines()
            }
            val words = lines.filter { it.isNotEmpty() && it[0] != '#' }.map { it.split(' ') }
            val (exceptions, languages) = words.partition { it[0] == "not" }
            this.languages = sorted(languages.map { pack(it[0]) })
            all = sorted(languages.flatMap { it.drop(1) }.filter { it != ";" }.map(::pack))
            sure = sorted(
                languages.flatMap { line ->
                    line.drop(1).takeWhile { it != ";" }.map { keyOf(pack(line[0]), pack(it)) }
                },
            )
            others = sorted(
                exceptions.flatMap { line ->
                    line.drop(THIRD).map { keyOf(pack(line[1]), pack(line[2])) * PRIME + pack(it) }
                },
            )
        }

        private fun sorted(numbers: List<Long>): LongArray = numbers.toSortedSet().toLongArray()
    }

    private const val THIRD = 3
}
