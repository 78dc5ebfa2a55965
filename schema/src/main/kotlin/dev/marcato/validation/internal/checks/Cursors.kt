// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.ValueView

/** Visits the subfields of the field from the first one. */
internal inline fun FieldCursor.eachSubfield(visit: (SubfieldCursor) -> Unit) {
    subfields.rewind()
    while (subfields.next()) visit(subfields)
}

/** Whether the field has a subfield with this [code]. */
internal fun FieldCursor.hasSubfield(code: Char): Boolean {
    eachSubfield { if (it.code == code) return true }
    return false
}

/** Whether the [count] characters from [start] are digits from 0 to 9. */
internal fun ValueView.hasDigits(start: Int, count: Int): Boolean {
    for (index in start until start + count) if (charAt(index) !in '0'..'9') return false
    return true
}

/** The number that the [count] digits from [start] are. */
internal fun ValueView.number(start: Int, count: Int): Int {
    var number = 0
    for (index in start until start + count) number = number * TEN + digit(index)
    return number
}

/** The digit at [index]. */
internal fun ValueView.digit(index: Int): Int = charAt(index) - '0'

private const val TEN = 10
