// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

/** The text in quotation marks that comes next; a doubled mark stands for one. */
internal fun PathText.quoted(expected: String): String {
    val quote = peek()
    if (quote != '"' && quote != '\'') fault(expected)
    val start = at++
    val value = StringBuilder()
    while (true) {
        if (isAtEnd) fault("this quotation mark has no other half", start)
        val character = peek()
        at++
        if (character == quote && !take(quote)) return value.toString()
        value.append(character)
    }
}

/** Returns [text] in quotation marks. */
internal fun quotedText(text: String): String = "\"${text.replace("\"", "\"\"")}\""

/** The number that comes next. */
internal fun PathText.number(expected: String, mayBeginWithZero: Boolean): Int {
    val start = at
    while (peek() in '0'..'9') at++
    if (start == at) fault(expected)
    if (at - start > MOST_DIGITS) fault("a number has at most $MOST_DIGITS digits", start)
    if (!mayBeginWithZero && at - start > 1 && text[start] == '0') fault("a number doesn't begin with 0", start)
    return since(start).toInt()
}

/**
 * The MARCspec string that comes next, without its first `\`. It ends before a special character that isn't escaped.
 *
 * @param isRight whether it is the right side of a comparison, where a first `=` can't be another sign
 * @param isEnd whether it ends before another character, too
 */
internal fun PathText.escaped(isRight: Boolean, isEnd: (Char) -> Boolean): String {
    val value = StringBuilder()
    val start = at
    while (!isAtEnd) {
        val character = peek()
        val isFirst = isRight && character == '=' && at == start
        if (character == '\\' && (peek(1) in SPECIAL || peek(1) == 's')) {
            value.append(if (peek(1) == 's') ' ' else peek(1))
            at += 2
            continue
        }
        if ((character in SPECIAL && !isFirst) || isEnd(character)) break
        value.append(character)
        at++
    }
    return value.toString()
}

private const val SPECIAL = "\${}!=~?|"
private const val MOST_DIGITS = 9
