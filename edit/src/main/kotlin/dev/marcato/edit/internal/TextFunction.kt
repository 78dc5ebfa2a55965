// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import java.text.Normalizer
import java.util.Locale

/** What can be made of a text, whatever the locale; null if it can't. */
internal enum class TextFunction(val word: String, private val function: (String) -> String?) {
    UPPER("upper", { it.uppercase(Locale.ROOT) }),
    LOWER("lower", { it.lowercase(Locale.ROOT) }),
    CAPITAL("capital", ::capitalised),
    SENTENCE("sentence", { capitalised(it.lowercase(Locale.ROOT)) }),
    TITLE("title", ::inTitleCase),
    TRIM("trim", { text -> text.trim { it.isWhitespace() } }),
    SPACES("spaces", { text -> text.trim { it.isWhitespace() }.split(SPACE).joinToString(" ") }),
    PUNCTUATION("punctuation", { text -> text.trimEnd { it.isWhitespace() || it in END_MARKS } }),
    QUOTES("quotes", { text -> text.map(::straight).joinToString("") }),
    ENTITIES("entities", Entities::decoded),
    DIGITS("digits", { text -> text.filter { it in '0'..'9' } }),
    URL("url", ::percentEncoded),
    COMPOSE("compose", { Normalizer.normalize(it, Normalizer.Form.NFC) }),
    DECOMPOSE("decompose", { Normalizer.normalize(it, Normalizer.Form.NFD) }),
    ISBN_13("isbn13", StandardBooks::isbn13),
    ISBN_10("isbn10", StandardBooks::isbn10),
    ;

    fun of(text: String): String? = function(text)

    companion object {
        fun named(word: String): TextFunction? = entries.firstOrNull { it.word == word }

        /** What is expected, for messages. */
        val WORDS: String = entries.joinToString { it.word }
    }
}

private val SPACE = Regex("\\s+")

/** The marks of ISBD that come before the next part of a description. */
private const val END_MARKS = "/:;=,"

private fun capitalised(text: String): String {
    val first = text.indexOfFirst { it.isLetter() || it.isSurrogate() }
    if (first < 0) return text
    val end = text.offsetByCodePoints(first, 1)
    return text.substring(0, first) + text.substring(first, end).uppercase(Locale.ROOT) + text.substring(end)
}

private fun inTitleCase(text: String): String =
    text.split(' ').joinToString(" ") { capitalised(it.lowercase(Locale.ROOT)) }

private fun straight(character: Char): Char = when (character) {
    '\u2018', '\u2019', '\u201A', '\u201B' -> '\''
    '\u201C', '\u201D', '\u201E', '\u201F' -> '"'
    else -> character
}

/** Everything but unreserved characters (RFC 3986) as bytes of UTF-8. */
private fun percentEncoded(text: String): String {
    val encoded = StringBuilder()
    for (byte in text.toByteArray(Charsets.UTF_8)) {
        val character = (byte.toInt() and 0xFF).toChar()
        val isPlain = character in 'a'..'z' || character in 'A'..'Z' || character in '0'..'9' || character in "-._~"
        if (isPlain) {
            encoded.append(
                character,
            )
        } else {
            encoded.append('%').append("%02X".format(Locale.ROOT, character.code))
        }
    }
    return "$encoded"
}

/** The references of HTML that get into records by web forms. */
private object Entities {
    private val NAMED = mapOf("amp" to "&", "lt" to "<", "gt" to ">", "quot" to "\"", "apos" to "'", "nbsp" to "\u00A0")
    private val REFERENCE = Regex("&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[a-z]{2,4});")
    private const val HEXADECIMAL = 16

    fun decoded(text: String): String =
        if ('&' in text) REFERENCE.replace(text) { of(it.groupValues[1]) ?: it.value } else text

    private fun of(name: String): String? {
        if (name[0] != '#') return NAMED[name]
        val code = if (name[1] in "xX") name.substring(2).toInt(HEXADECIMAL) else name.substring(1).toInt()
        val isCharacter = code in 1..Character.MAX_CODE_POINT && code !in 0xD800..0xDFFF
        return if (isCharacter) String(Character.toChars(code)) else null
    }
}

/** The two forms of the number of a book. */
internal object StandardBooks {
    private const val TEN = 10
    private const val THIRTEEN = 13

    /** The number of 13 digits for one of either form, whose check digit is right; null otherwise. */
    fun isbn13(text: String): String? {
        val number = characters(text)
        return when (number.length) {
            TEN -> if (number.last() == check10(number)) "978${number.dropLast(1)}".let { it + check13(it) } else null
            THIRTEEN -> number.takeIf { it.last() == check13(it) && (it.startsWith("978") || it.startsWith("979")) }
            else -> null
        }
    }

    /** The number of ten digits for one of either form; null if there is none. */
    fun isbn10(text: String): String? {
        val long = isbn13(text)?.takeIf { it.startsWith("978") } ?: return null
        val digits = long.substring(3, THIRTEEN - 1)
        return digits + check10(digits)
    }

    /** The digits up to what follows a number: a blank, a bracket. */
    private fun characters(text: String): String {
        val start = text.trimStart().replace("-", "")
        val number = start.takeWhile { it in '0'..'9' || it == 'X' || it == 'x' }.uppercase(Locale.ROOT)
        val isNumber = 'X' !in number.dropLast(1) && (number.length == TEN || 'X' !in number)
        return if (isNumber) number else ""
    }

    private fun check10(digits: String): Char {
        val sum = (0 until TEN - 1).sumOf { (TEN - it) * (digits[it] - '0') }
        val check = (11 - sum % 11) % 11
        return if (check == TEN) 'X' else '0' + check
    }

    private fun check13(digits: String): Char {
        val sum = (0 until THIRTEEN - 1).sumOf { (digits[it] - '0') * if (it % 2 == 0) 1 else 3 }
        return '0' + (TEN - sum % TEN) % TEN
    }
}
