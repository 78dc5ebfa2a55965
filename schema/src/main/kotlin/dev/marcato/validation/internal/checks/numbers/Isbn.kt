// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.digit
import dev.marcato.validation.internal.checks.hasDigits

/** ISBN: ten characters or 13 digits, with hyphens or blanks between them, the last of which is computed. */
internal object Isbn : Form {
    val FORM = contentRule(
        "isbnForm",
        FindingSeverity.ERROR,
        "not an ISBN",
        "020",
        "020 \$a is for the number alone: ten characters, or 13 digits that begin with 978 or 979. Hyphens and " +
            "blanks between them make no difference. Numbers that aren't valid go into \$z, which isn't looked at.",
    )
    val CHECK_DIGIT = contentRule(
        "isbnCheckDigit",
        FindingSeverity.ERROR,
        "the ISBN has a wrong check digit",
        "020",
        "The last character of an ISBN is computed from the others, so that a slip is noticed. If the wrong number " +
            "is printed in the book, it belongs in \$z. Whether the number was ever assigned isn't looked at.",
    )
    val QUALIFIER = contentRule(
        "isbnQualifier",
        FindingSeverity.HINT,
        "there is more than the ISBN in the subfield",
        "020",
        "What follows the number, such as the binding, has a subfield of its own since 2013: \$q; a price is in " +
            "\$c. Before, it was in \$a, where programs have to cut it off.",
    )
    private const val SHORT = 10
    private const val LONG = 13
    private const val SBN = 9

    /** Hyphens, and dashes that stand for them. */
    const val HYPHENS = "-\u2010\u2011\u2012\u2013"

    override fun isFine(value: ValueView): Boolean = when (value.byteLength) {
        SHORT -> value.hasDigits(0, SHORT - 1) &&
            value.charAt(SHORT - 1) == CheckDigits.modulo11(SHORT - 1) { value.digit(it) }

        LONG -> value.hasDigits(0, LONG) && (value.valueStartsWith("978") || value.valueStartsWith("979")) &&
            value.charAt(LONG - 1) == CheckDigits.modulo10(LONG - 1) { value.digit(it) }

        else -> false
    }

    override fun fault(text: String): Fault? {
        val end = endOfNumber(text)
        val number = text.substring(0, end).filter { it.isLetterOrDigit() }.uppercase()
        val wrong = wrongForm(number)
        if (wrong != null) return Fault(FORM, wrong)
        val right = checkDigit(number)
        if (number.last() != right) return Fault(CHECK_DIGIT, "a check digit of $right, or the number in \$z")
        val rest = text.substring(end).trim { it in " :;,.=" }
        return if (rest.isEmpty()) null else Fault(QUALIFIER, "the number alone; a qualifier in \$q, a price in \$c")
    }

    /** The last character of the ISBN whose others are those of [number]. */
    fun checkDigit(number: String): Char = if (number.length == SHORT) {
        CheckDigits.modulo11(SHORT - 1) { number[it] - '0' }
    } else {
        CheckDigits.modulo10(LONG - 1) { number[it] - '0' }
    }

    private fun wrongForm(number: String): String? = when {
        number.isEmpty() -> "a number of 10 or 13 characters"

        'X' in number.dropLast(1) || (number.length == LONG && number.endsWith('X')) ->
            "digits only; X is only the last of ten characters"

        number.length == SBN && checkDigit("0$number") == number.last() -> "a 0 before it, since it is an SBN"

        number.length != SHORT && number.length != LONG -> "10 or 13 characters, not ${number.length}"

        number.length == LONG && !number.startsWith("978") && !number.startsWith("979") ->
            "13 digits that begin with 978 or 979"

        else -> null
    }

    /** Where the number at the start of [text] ends; after a blank, it goes on if it isn't complete. */
    private fun endOfNumber(text: String): Int {
        var at = 0
        var length = 0
        var end = 0
        while (at < text.length) {
            val character = text[at++]
            if (character in '0'..'9' || character == 'X' || character == 'x') {
                length++
                end = at
            } else if (if (character == ' ') isComplete(text, length) else character !in HYPHENS) {
                break
            }
        }
        return end
    }

    private fun isComplete(text: String, length: Int): Boolean =
        length >= LONG || (length == SHORT && !text.startsWith("978") && !text.startsWith("979"))
}

/** ISBN of other resources, in the fields that link to them, where there is no other place for an invalid one. */
internal object LinkedIsbn : Form {
    val RULE = contentRule(
        "linkedIsbn",
        FindingSeverity.WARNING,
        "the ISBN of the linked resource is invalid",
        "76x78x",
        "Subfield \$z of the fields 760 to 788 is for the ISBN of the resource that they name. A number with a " +
            "wrong check digit or length finds nothing.",
    )

    override fun isFine(value: ValueView): Boolean = Isbn.isFine(value)

    override fun fault(text: String): Fault? = Isbn.fault(text)?.takeIf { it.rule != Isbn.QUALIFIER }
        ?.let { Fault(RULE, it.expected.removeSuffix(", or the number in \$z")) }
}
