// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.FieldCursor
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.check
import dev.marcato.validation.internal.checks.eachSubfield
import dev.marcato.validation.internal.checks.hasSubfield

/** Codes that are from a list of MARC 21 unless the second indicator or $2 says that they are from another one. */
internal class SourcedCodeCheck(tag: String, private val codes: String, private val form: ListedCode) :
    FieldCheck(Scope.MARC_21, listOf(tag), listOf(form.rule, CodeRules.OBSOLETE, CodeRules.TOGETHER)) {
    override fun check(field: FieldCursor, at: Examination) {
        if (field.indicator2 == '7' || field.hasSubfield('2')) return
        field.eachSubfield { if (it.code in codes) form.check(field, at) }
    }
}
