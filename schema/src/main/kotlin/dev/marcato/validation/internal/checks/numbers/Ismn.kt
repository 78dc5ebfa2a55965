// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.digit
import dev.marcato.validation.internal.checks.hasDigits

/** ISMN: 13 digits that begin with 9790; until 2007, M and nine digits. */
internal object Ismn : Form {
    val RULE = contentRule(
        "ismnForm",
        FindingSeverity.ERROR,
        "not an ISMN",
        "024",
        "024 with first indicator 2 is for the number of printed music: 13 digits that begin with 9790 or, until " +
            "2007, M and nine digits. The last digit is computed from the others. A qualifier in parentheses may " +
            "follow. Invalid numbers belong in \$z.",
    )
    private const val LENGTH = 13
    private const val OLD_LENGTH = 10

    // M counts as 9790.
    override fun isFine(value: ValueView): Boolean = when (value.byteLength) {
        OLD_LENGTH -> value.charAt(0) == 'M' && value.hasDigits(1, OLD_LENGTH - 1) && value.charAt(OLD_LENGTH - 1) ==
            CheckDigits.modulo10(OLD_LENGTH - 1) { if (it == 0) 3 else value.digit(it) }

        LENGTH -> value.valueStartsWith("9790") && ArticleNumber.EAN.isFine(value)

        else -> false
    }

    override fun fault(text: String): Fault? {
        val number = text.substringBefore('(').filterNot { it in " .:;" || it in Isbn.HYPHENS }.removePrefix("ISMN")
        val digits = if (number.startsWith("M")) "9790${number.drop(1)}" else number
        if (digits.length != LENGTH || !digits.startsWith("9790") || !digits.all { it in '0'..'9' }) {
            return Fault(RULE, "13 digits that begin with 9790, or M and nine digits")
        }
        val right = CheckDigits.modulo10(LENGTH - 1) { digits[it] - '0' }
        return if (digits.last() == right) null else Fault(RULE, "a check digit of $right")
    }
}
