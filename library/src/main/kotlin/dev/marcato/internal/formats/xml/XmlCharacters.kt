// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

internal const val LESS: Byte = '<'.code.toByte()
internal const val GREATER: Byte = '>'.code.toByte()
internal const val AMPERSAND: Byte = '&'.code.toByte()
internal const val SLASH: Byte = '/'.code.toByte()
internal const val QUESTION: Byte = '?'.code.toByte()
internal const val EXCLAMATION: Byte = '!'.code.toByte()
internal const val QUOTE: Byte = '"'.code.toByte()
internal const val APOSTROPHE: Byte = '\''.code.toByte()
internal const val MINUS: Byte = '-'.code.toByte()
internal const val OPEN: Byte = '['.code.toByte()
internal const val CLOSE: Byte = ']'.code.toByte()
internal const val EQUALS: Byte = '='.code.toByte()
internal const val COLON: Byte = ':'.code.toByte()
internal const val SEMICOLON: Byte = ';'.code.toByte()
internal const val HASH: Byte = '#'.code.toByte()
internal const val LINE_FEED: Byte = 0x0A
internal const val CARRIAGE_RETURN: Byte = 0x0D
internal const val TAB: Byte = 0x09
internal const val BLANK: Byte = 0x20

internal fun isSpace(byte: Byte): Boolean = byte == BLANK || byte == LINE_FEED || byte == CARRIAGE_RETURN || byte == TAB

/** Whether a name may begin with the byte; any byte beyond ASCII is accepted. */
internal fun isNameStart(byte: Byte): Boolean =
    byte < 0 || byte in LETTERS || byte in SMALL_LETTERS || byte == '_'.code.toByte() || byte == COLON

internal fun isNamePart(byte: Byte): Boolean =
    isNameStart(byte) || byte in DIGITS || byte == MINUS || byte == '.'.code.toByte()

internal fun isXmlCharacter(codePoint: Int): Boolean = when (codePoint) {
    0x09, 0x0A, 0x0D -> true
    else -> codePoint in 0x20..0xD7FF || codePoint in 0xE000..0xFFFD || codePoint in 0x10000..0x10FFFF
}

/** Returns the character of a reference, given without `&` and `;` (`amp`, `#233`), or -1. */
internal fun referenced(name: CharSequence): Int = when (name.toString()) {
    "lt" -> '<'.code

    "gt" -> '>'.code

    "amp" -> '&'.code

    "quot" -> '"'.code

    "apos" -> '\''.code

    else -> {
        val isHexadecimal = name.length > 2 && name[0] == '#' && name[1] == 'x'
        val digits = if (isHexadecimal) name.substring(2) else name.drop(1).toString()
        // Without a sign, which the platform's parsing would allow.
        val isNumber =
            name.length > 1 && name[0] == '#' && digits.all { it in '0'..'9' || (isHexadecimal && isHex(it)) }
        val significant = if (isNumber) digits.trimStart('0').take(MOST_DIGITS) else ""
        val number = significant.toIntOrNull(if (isHexadecimal) 16 else 10)
        if (number != null && isXmlCharacter(number)) number else -1
    }
}

private fun isHex(character: Char): Boolean = character in 'a'..'f' || character in 'A'..'F'

// One digit more than the highest code point has, in decimal.
private const val MOST_DIGITS = 8
private val LETTERS = 'A'.code..'Z'.code
private val SMALL_LETTERS = 'a'.code..'z'.code
private val DIGITS = '0'.code..'9'.code
