// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.messages

/** Keeps what comes from files and their names from taking more lines, or control of the terminal. */
internal fun oneLine(text: String): String = text.map { if (it.isISOControl()) visible(it) else it }.joinToString("")

/** A control character as the picture that Unicode has of it. */
internal fun visible(control: Char): Char = when {
    control < ' ' -> '\u2400' + control.code
    control == '\u007F' -> '\u2421'
    else -> '\uFFFD'
}

/** Says how many there are, in words that fit. */
internal fun count(number: Long, one: String, many: String = one + "s"): String =
    if (number == 1L) "1 $one" else "%,d %s".format(java.util.Locale.ROOT, number, many)
