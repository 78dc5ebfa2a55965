// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.file

import dev.marcato.ValueView

/** Numbers in their normal forms, as numbers that need no string. */
internal object StandardNumbers {
    /** What a value is that has no such number. */
    const val NONE = -1L

    private const val BASE = 37
    private const val LCCN_DIGITS = 8
    private const val SERIAL = 6
    private const val LONGEST = 12
    private const val BOOKLAND = 978_000_000_000L
    private const val TEN = 10
    private const val ISBN10 = 10
    private const val ISBN13 = 13
    private const val MODULUS11 = 11

    /**
     * The number of the Library of Congress in [value]: blanks are removed, and a slash with what follows, and what
     * follows a hyphen is filled up to six digits.
     */
    fun lccnIn(value: ValueView): Long {
        var packed = 0L
        var count = 0
        var hasHyphen = false
        var at = 0
        var character = value.charAt(at)
        while (character != '\u0000' && character != '/') {
            if (character == '-' && !hasHyphen) {
                hasHyphen = true
                // Where the digits after it begin is known when their number is.
                val digits = digitsAfter(value, at)
                if (digits !in 1..SERIAL) return NONE
                repeat(SERIAL - digits) { packed = packed * BASE + 1 }
                count += SERIAL - digits
            } else if (character != ' ') {
                val digit = digitOf(character)
                if (digit < 0 || ++count > LONGEST) return NONE
                packed = packed * BASE + digit
            }
            character = value.charAt(++at)
        }
        return if (count in LCCN_DIGITS..LONGEST && hasDigitsAtEnd(packed)) packed else NONE
    }

    /** The text of a number from [lccnIn]. */
    fun lccn(packed: Long): String {
        var rest = packed
        var text = ""
        while (rest > 0) {
            val digit = (rest % BASE).toInt()
            text = (if (digit <= TEN) '0' + digit - 1 else 'a' + digit - TEN - 1) + text
            rest /= BASE
        }
        return text
    }

    /** The first twelve of thirteen digits of the ISBN at the beginning of [value], if its check digit is right. */
    fun isbnIn(value: ValueView): Long {
        var number = 0L
        var count = 0
        var sum10 = 0
        var sum13 = 0
        var at = 0
        var last = 0
        while (true) {
            val character = value.charAt(at++)
            if (character == '-') continue
            last = when (character) {
                in '0'..'9' -> character - '0'
                'x', 'X' -> if (count == ISBN10 - 1) TEN else return NONE
                else -> break
            }
            if (count < ISBN13 - 1 && last < TEN) number = number * TEN + last
            sum10 += (ISBN10 - count) * last
            sum13 += last * if (count % 2 == 0) 1 else 3
            if (++count > ISBN13) return NONE
        }
        return when {
            count == ISBN10 && sum10 % MODULUS11 == 0 -> BOOKLAND + firstNine(value)
            count == ISBN13 && sum13 % TEN == 0 -> number
            else -> NONE
        }
    }

    /** The thirteen digits of a number from [isbnIn]. */
    fun isbn(first: Long): String {
        val digits = first.toString().padStart(ISBN13 - 1, '0')
        val sum = digits.indices.sumOf { (digits[it] - '0') * if (it % 2 == 0) 1 else 3 }
        return digits + (TEN - sum % TEN) % TEN
    }

    private fun firstNine(value: ValueView): Long {
        var number = 0L
        var count = 0
        var at = 0
        while (count < ISBN10 - 1) {
            val character = value.charAt(at++)
            if (character == '-') continue
            number = number * TEN + (character - '0')
            count++
        }
        return number
    }

    private fun digitsAfter(value: ValueView, hyphen: Int): Int {
        var count = 0
        var at = hyphen + 1
        while (value.charAt(at) in '0'..'9' || value.charAt(at) == ' ') if (value.charAt(at++) != ' ') count++
        return count
    }

    // 1 to 10 for digits, so that those in front count; then letters.
    private fun digitOf(character: Char): Int = when (character) {
        in '0'..'9' -> character - '0' + 1
        in 'a'..'z' -> character - 'a' + TEN + 1
        else -> -1
    }

    private fun hasDigitsAtEnd(packed: Long): Boolean {
        var rest = packed
        repeat(LCCN_DIGITS) {
            if (rest % BASE > TEN) return false
            rest /= BASE
        }
        return true
    }
}
