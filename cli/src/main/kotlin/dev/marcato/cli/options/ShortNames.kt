// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

/**
 * Splits short names in one word: `-fofile` is `-f -o=file`. The parser does that too, but it takes `-output` for the
 * long name, and doesn't accept values with an equals sign, as in `-oa=b`.
 */
internal class ShortNames(private val byName: Map<String, Option<*>>) {
    /** Returns [words] with one name in each, up to `--`, which ends the options. */
    fun apart(words: List<String>): List<String> {
        val apart = ArrayList<String>(words.size)
        var isValueNext = false
        for ((index, word) in words.withIndex()) {
            if (word == "--" && !isValueNext) {
                apart.addAll(words.subList(index, words.size))
                break
            }
            when {
                isValueNext || word.length < 2 || word[0] != '-' -> {
                    apart.add(word)
                    isValueNext = false
                }

                word[1] == '-' -> {
                    apart.add(word)
                    isValueNext = takesValue(word)
                }

                else -> isValueNext = addLetters(word, apart)
            }
        }
        return apart
    }

    /** Returns whether the last name takes the next word as its value. */
    private fun addLetters(word: String, apart: MutableList<String>): Boolean {
        for (place in 1 until word.length) {
            val name = "-" + word[place]
            val option = byName[name]
            if (option == null) {
                if (word[place] == '=') throw WrongArguments("option '-" + word[place - 1] + "' takes no value")
                val within = if (word.length == 2) "" else " (in '$word')"
                throw WrongArguments("unknown option: '$name'$within")
            }
            if (option.label == null) {
                apart.add(name)
                continue
            }
            if (place == word.length - 1) {
                apart.add(name)
                return true
            }
            apart.add(name + "=" + word.substring(place + 1).removePrefix("="))
            return false
        }
        return false
    }

    private fun takesValue(name: String): Boolean = byName[name]?.label != null
}
