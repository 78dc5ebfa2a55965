// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.codeRule
import dev.marcato.validation.internal.checks.hasSubfield
import dev.marcato.validation.internal.checks.pageOf

/** Who made the record: 040, and the organization whose control number it has, in 003. */
internal object CataloguingSource {
    val AGENCY = codeRule(
        "missingAgency",
        FindingSeverity.HINT,
        "the cataloging agency is missing",
        pageOf("040"),
        "040 \$a is the agency that made the record, \$c the one that put it into MARC. Which rules and habits it " +
            "follows is known from them.",
    )
    val ORGANIZATION = codeRule(
        "organizationCode",
        FindingSeverity.WARNING,
        "not a code of an organization",
        pageOf("003"),
        "003 has the MARC code or ISIL of the organization whose control number is in 001: letters, digits, " +
            "hyphens, colons and slashes, at most 16. Whether there is such an organization isn't looked at.",
    )
}

/** Asks for 040 $a and $c. */
internal object AgencyCheck : FieldCheck(Scope.MARC_21, listOf("040"), listOf(CataloguingSource.AGENCY)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (!field.hasSubfield('a')) {
            at.reportMissing(CataloguingSource.AGENCY, field, 'a', "the agency that made the record")
        } else if (!field.hasSubfield('c')) {
            at.reportMissing(CataloguingSource.AGENCY, field, 'c', "the agency that put the record into MARC")
        }
    }
}

/** Checks the form of the code in 003. */
internal object OrganizationCheck : FieldCheck(Scope.MARC_21, listOf("003"), listOf(CataloguingSource.ORGANIZATION)) {
    private const val LONGEST = 16

    override fun check(field: FieldCursor, at: Examination) {
        if (!isCode(
                field,
            )
        ) {
            at.reportField(CataloguingSource.ORGANIZATION, field, expected = "letters, digits and hyphens")
        }
    }

    private fun isCode(value: ValueView): Boolean {
        val length = value.byteLength
        if (length == 0 || length > LONGEST) return false
        for (index in 0 until length) {
            val character = value.charAt(index)
            val isLetter = character in 'a'..'z' || character in 'A'..'Z'
            if (!isLetter && character !in '0'..'9' && character !in "-:/") return false
        }
        return true
    }
}
