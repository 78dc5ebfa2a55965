// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.validation.Rule
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck

/** Notes that a record has subfields with this [code], so that the others aren't searched for them. */
internal class LinkNotes(code: Char, private val note: Int, rules: List<Rule>) :
    SubfieldCheck(Scope.MARC_21, listOf("XXX$$code", "880$$code"), rules) {
    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        at.notes = at.notes or note
    }

    companion object {
        const val LINKAGE = 1
        const val FIELD_LINK = 2
    }
}
