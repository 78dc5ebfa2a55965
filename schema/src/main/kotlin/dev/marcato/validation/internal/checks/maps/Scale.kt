// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.maps

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.hasDigits

/** The denominator of a scale in 034 $b and $c: digits. */
internal object Scale : Form {
    val RULE = contentRule(
        "scaleForm",
        FindingSeverity.WARNING,
        "not the denominator of a scale",
        "034",
        "034 \$b and \$c are the number that follows 1: in the scale, in digits without blanks, commas or full " +
            "stops: 24000. The scale in words is in 255.",
    )

    override fun isFine(value: ValueView): Boolean = value.hasDigits(0, value.byteLength)

    override fun fault(text: String): Fault? = Fault(RULE, "digits only, such as 24000")
}
