// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

/**
 * Puts words into lines of at most [width] characters; only a word that is longer than a line exceeds that.
 *
 * @property indent where all lines except the first begin
 * @property column where the first begins; its indentation is already written
 */
internal class Lines(
    private val out: Appendable,
    private val width: Int,
    private val indent: Int,
    private var column: Int = 0,
) {
    private var isBegun = false

    fun add(words: List<String>): Lines = apply {
        for (word in words) add(word)
    }

    fun end() {
        out.append('\n')
    }

    private fun add(word: String) {
        val length = Styles.widthOf(word)
        if (isBegun) {
            if (column + 1 + length <= width) {
                out.append(' ')
                column++
            } else {
                out.append('\n').append(" ".repeat(indent))
                column = indent
            }
        }
        out.append(word)
        column += length
        isBegun = true
    }
}
