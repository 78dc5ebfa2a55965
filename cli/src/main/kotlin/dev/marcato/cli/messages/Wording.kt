// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.messages

/** Replaces control characters, so that text from files and their names can't break the line or control a terminal. */
internal fun oneLine(text: String): String = text.map { if (it.isISOControl()) visible(it) else it }.joinToString("")

/** Returns the Unicode picture of a control character. */
internal fun visible(control: Char): Char = when {
    control < ' ' -> '\u2400' + control.code
    control == '\u007F' -> '\u2421'
    else -> '\uFFFD'
}

/** Returns the number with the singular or the plural. */
internal fun count(number: Long, one: String, many: String = one + "s"): String =
    if (number == 1L) "1 $one" else "%,d %s".format(java.util.Locale.ROOT, number, many)
