// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

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

/** The edition of the Dewey Decimal Classification in 082 $2 and 083 $2. */
internal object DeweyEdition : Form {
    val RULE = contentRule(
        "deweyEdition",
        FindingSeverity.WARNING,
        "not an edition of the Dewey Decimal Classification",
        "082",
        "082 \$2 and 083 \$2 are the number of the edition, of one or two digits, and may go on with a slash and a " +
            "language or date: 23, 22/ger. Numbers of another edition, with first indicator 7, aren't looked at.",
    )

    override fun isFine(value: ValueView): Boolean {
        val digits = if (value.charAt(1) in '0'..'9') 2 else 1
        return value.hasDigits(0, digits) && (value.byteLength == digits || value.charAt(digits) == '/')
    }

    override fun fault(text: String): Fault? = Fault(RULE, "the number of the edition, such as 23")
}

/** Checks the edition where the first indicator doesn't refer to another source. */
internal object DeweyEditionCheck : FieldCheck(Scope.MARC_21, listOf("082", "083"), listOf(DeweyEdition.RULE)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator1 == '7') return
        field.eachSubfield { if (it.code == '2') DeweyEdition.check(field, at) }
    }
}
