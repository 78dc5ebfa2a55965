// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

/** Computes check digits from the digits before them: `digit(0)` is the first of [count]. */
internal object CheckDigits {
    private const val TEN = 10
    private const val ELEVEN = 11

    /** Of ISBN with ten characters, ISSN, and numbers of the GND: weights from 2 upwards, from the right, modulo 11. */
    inline fun modulo11(count: Int, digit: (Int) -> Int): Char = character((ELEVEN - sum11(count, digit)) % ELEVEN)

    /** Of numbers of the GND with a hyphen that come from its list of subjects: the sum itself. */
    inline fun plainModulo11(count: Int, digit: (Int) -> Int): Char = character(sum11(count, digit))

    /** Of EAN, UPC, ISMN and ISBN with 13 digits: weights 3 and 1 from the right, modulo 10. */
    inline fun modulo10(count: Int, digit: (Int) -> Int): Char {
        var sum = 0
        for (index in 0 until count) sum += if ((count - index) % 2 == 1) 3 * digit(index) else digit(index)
        return character((TEN - sum % TEN) % TEN)
    }

    /** Of ISNI and ORCID: modulo 11 with powers of 2 (ISO 7064). */
    inline fun powers11(count: Int, digit: (Int) -> Int): Char {
        var sum = 0
        for (index in 0 until count) sum = (sum + digit(index)) * 2 % ELEVEN
        return character((ELEVEN + 1 - sum) % ELEVEN)
    }

    inline fun sum11(count: Int, digit: (Int) -> Int): Int {
        var sum = 0
        for (index in 0 until count) sum += (count - index + 1) * digit(index)
        return sum % ELEVEN
    }

    fun character(value: Int): Char = if (value == TEN) 'X' else '0' + value
}
