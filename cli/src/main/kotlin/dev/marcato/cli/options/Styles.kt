// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

/** Styles parts of a text on a terminal; elsewhere it leaves them as they are. */
internal class Styles(private val isOn: Boolean) {
    fun command(text: String): String = styled(BOLD, text)

    fun option(text: String): String = styled(YELLOW, text)

    fun label(text: String): String = styled(ITALIC, text)

    fun removed(text: String): String = styled(RED, text)

    fun added(text: String): String = styled(GREEN, text)

    private fun styled(code: Int, text: String): String =
        if (isOn) ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" else text

    companion object {
        private const val ESCAPE = '\u001B'.toString()
        private const val BOLD = 1
        private const val ITALIC = 3
        private const val YELLOW = 33
        private const val RED = 31
        private const val GREEN = 32

        /** Returns the width of [text] on the screen. */
        fun widthOf(text: String): Int {
            var width = 0
            var isCode = false
            for (character in text) {
                if (character == ESCAPE[0]) isCode = true
                if (!isCode) width++
                if (character == 'm') isCode = false
            }
            return width
        }
    }
}
