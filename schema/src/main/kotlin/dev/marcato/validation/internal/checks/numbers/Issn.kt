// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.digit
import dev.marcato.validation.internal.checks.hasDigits

/** ISSN: four digits, a hyphen, and four characters, the last of them computed; ISBD punctuation may follow. */
internal object Issn : Form {
    val FORM = contentRule(
        "issnForm",
        FindingSeverity.WARNING,
        "not an ISSN",
        "022",
        "An ISSN is recorded as four digits, a hyphen, and four characters, without the letters ISSN. Punctuation " +
            "may follow. Numbers of 022 that aren't valid go into \$y and \$z, which aren't looked at.",
    )
    val CHECK_DIGIT = contentRule(
        "issnCheckDigit",
        FindingSeverity.ERROR,
        "the ISSN has a wrong check digit",
        "022",
        "The last character of an ISSN is computed from the others, so that a slip is noticed. If the wrong number " +
            "is printed in the resource, it belongs in 022 \$y.",
    )
    private const val LENGTH = 9
    private const val HYPHEN = 4
    private const val DIGITS = 7

    override fun isFine(value: ValueView): Boolean = value.byteLength == LENGTH && value.hasDigits(0, HYPHEN) &&
        value.charAt(HYPHEN) == '-' && value.hasDigits(HYPHEN + 1, DIGITS - HYPHEN) &&
        value.charAt(LENGTH - 1) ==
        CheckDigits.modulo11(DIGITS) { value.digit(if (it < HYPHEN) it else it + 1) }

    override fun fault(text: String): Fault? {
        // A series statement may have the number as printed, and the right one.
        if ("[i.e" in text) return null
        val number = text.trim { it in " ;:=,.()[]" }
        val digits = number.filter { it in '0'..'9' || it == 'X' || it == 'x' }.uppercase()
        val isNumber = digits.length == DIGITS + 1 && 'X' !in digits.dropLast(1)
        if (!isNumber) return Fault(FORM, "four digits, a hyphen, and four characters")
        val right = CheckDigits.modulo11(DIGITS) { digits[it] - '0' }
        if (digits.last() != right) return Fault(CHECK_DIGIT, "a check digit of $right")
        val proper = "${digits.take(HYPHEN)}-${digits.drop(HYPHEN)}"
        return if (number == proper) null else Fault(FORM, proper)
    }
}
