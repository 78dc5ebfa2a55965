// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.record
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form

/** Looks at [text] as at the value of a subfield. */
internal fun <T> viewing(text: String, look: (ValueView) -> T): T {
    val cursor = FieldCursor.create()
    cursor.reset(record { field("500", ' ', ' ') { 'a' to text } })
    cursor.next()
    cursor.subfields.next()
    return look(cursor.subfields)
}

/** What is wrong with [text], looked at as checks do. */
internal fun Form.faultOf(text: String): Fault? = if (viewing(text, ::isFine)) null else fault(text)

/** The code of the rule that [text] breaks. */
internal fun Form.codeOf(text: String): String? = faultOf(text)?.rule?.code
