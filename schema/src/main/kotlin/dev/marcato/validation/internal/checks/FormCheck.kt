// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.Rule
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck

/** What is wrong with a value: the [rule] that it breaks, and what would be right, in words. */
internal class Fault(val rule: Rule, val expected: String)

/** A form that values have. */
internal interface Form {
    /** Whether [value] is right, or isn't judged; false if that isn't plain from its bytes. */
    fun isFine(value: ValueView): Boolean

    /** What is wrong with [text]; null if nothing is. */
    fun fault(text: String): Fault?
}

/** Checks that the values of some subfields have a [form]. Only values that aren't plainly right are decoded. */
internal class FormCheck(scope: Scope, places: List<String>, rules: List<Rule>, private val form: Form) :
    SubfieldCheck(scope, places, rules) {
    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination): Unit = form.check(field, at)
}

/** Reports what is wrong with the current subfield of the [field]. */
internal fun Form.check(field: FieldCursor, at: Examination) {
    val value = field.subfields
    if (value.isEmpty || isFine(value)) return
    val fault = fault(value.value) ?: return
    at.reportSubfield(fault.rule, field, fault.expected)
}

/** The places in [text], with blanks between them. */
internal fun places(text: String): List<String> = text.split(' ')
