// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.digit
import dev.marcato.validation.internal.checks.hasDigits

/** Numbers of the German integrated authority file (GND), after `(DE-588)`. */
internal object Gnd : Form {
    val RULE = contentRule(
        "gndNumber",
        FindingSeverity.WARNING,
        "the number of the GND has a wrong form or check digit",
        "",
        "What follows (DE-588) in \$0 or in 035 is a number of the German integrated authority file: digits, a " +
            "hyphen in numbers of its older parts, and a digit or X that is computed from them.",
        "https://www.wikidata.org/wiki/Property:P227",
    )
    private const val START = "(DE-588)"
    private const val MOST = 12

    override fun isFine(value: ValueView): Boolean {
        if (!value.valueStartsWith(START)) return true
        val last = value.byteLength - 1
        val hasHyphen = last > START.length && value.charAt(last - 1) == '-'
        val count = last - START.length - if (hasHyphen) 1 else 0
        if (count !in 1..MOST || !value.hasDigits(START.length, count)) return false
        return value.charAt(last) == CheckDigits.modulo11(count) { value.digit(START.length + it) }
    }

    override fun fault(text: String): Fault? {
        val number = text.substring(START.length)
        val digits = number.dropLast(1).removeSuffix("-")
        val last = number.lastOrNull() ?: ' '
        val isNumber = digits.length in 1..MOST && digits.all { it in '0'..'9' } && (last in '0'..'9' || last == 'X')
        if (!isNumber) return Fault(RULE, "digits, or digits with a hyphen before the last character")
        val right = rightOnes(digits, '-' in number)
        return if (last in right) null else Fault(RULE, "a check digit of ${right.joinToString(" or ")}")
    }

    private fun rightOnes(digits: String, hasHyphen: Boolean): List<Char> {
        val usual = CheckDigits.modulo11(digits.length) { digits[it] - '0' }
        if (!hasHyphen) return listOf(usual)
        return listOf(usual, CheckDigits.plainModulo11(digits.length) { digits[it] - '0' })
    }
}
