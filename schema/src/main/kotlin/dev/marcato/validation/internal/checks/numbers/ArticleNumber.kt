// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.digit
import dev.marcato.validation.internal.checks.hasDigits

/**
 * Numbers of articles in trade, of [length] digits. What isn't a number of this length isn't judged: old records left
 * digits out, and there are shorter numbers.
 */
internal class ArticleNumber(val rule: Rule, private val length: Int) : Form {
    override fun isFine(value: ValueView): Boolean = when {
        value.byteLength != length -> value.byteLength < length
        !value.hasDigits(0, length) -> false
        else -> value.charAt(length - 1) == CheckDigits.modulo10(length - 1) { value.digit(it) }
    }

    override fun fault(text: String): Fault? {
        val digits = text.filterNot { it == ' ' || it in Isbn.HYPHENS }
        if (digits.length != length || !digits.all { it in '0'..'9' }) return null
        val right = CheckDigits.modulo10(length - 1) { digits[it] - '0' }
        return if (digits.last() == right) null else Fault(rule, "a check digit of $right")
    }

    companion object {
        private const val UPC_LENGTH = 12
        private const val EAN_LENGTH = 13

        val UPC = ArticleNumber(
            contentRule(
                "upcCheckDigit",
                FindingSeverity.ERROR,
                "the Universal Product Code has a wrong check digit",
                "024",
                "The last of the twelve digits in 024 with first indicator 1 is computed from the others. Shorter " +
                    "numbers, from which old records left out the first or last digit, aren't judged. Invalid ones " +
                    "belong in \$z.",
            ),
            UPC_LENGTH,
        )
        val EAN = ArticleNumber(
            contentRule(
                "eanCheckDigit",
                FindingSeverity.ERROR,
                "the International Article Number has a wrong check digit",
                "024",
                "The last of the 13 digits in 024 with first indicator 3 is computed from the others. Invalid ones " +
                    "belong in \$z.",
            ),
            EAN_LENGTH,
        )
    }
}
