// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.maps

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.check
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.eachSubfield
import dev.marcato.validation.internal.checks.hasDigits

/** Numbers of class G of the Library of Congress in 052 $a, without the letter. */
internal object GeographicClass : Form {
    val RULE = contentRule(
        "geographicClass",
        FindingSeverity.WARNING,
        "not a number of class G",
        "052",
        "If the first indicator of 052 is blank, \$a is a number of class G of the Library of Congress " +
            "Classification: four digits, without the G. Subareas are in \$b.",
    )
    private const val DIGITS = 4

    override fun isFine(value: ValueView): Boolean = value.byteLength == DIGITS && value.hasDigits(0, DIGITS)

    override fun fault(text: String): Fault? = Fault(RULE, "four digits, such as 4363")
}

/** Looks at 052 that is from class G. */
internal object GeographicClassCheck : FieldCheck(Scope.MARC_21, listOf("052"), listOf(GeographicClass.RULE)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator1 != ' ') return
        field.eachSubfield { if (it.code == 'a') GeographicClass.check(field, at) }
    }
}
