// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.internal.Examination

/** Whether the field is an 880, which is looked at as the field that it stands for. */
internal val FieldCursor.isAlternate: Boolean get() = hasTag("880")

/** Whether nobody but the library knows what the field at [field] means, or nobody at all does. */
internal fun Examination.isUnknown(field: FieldCursor): Boolean {
    val tag = field.tag
    return tables.rules(tag) == null || ('9' in tag && tables.isLocal(tag))
}

/** Moves to the first subfield with this [code]; false, and after the last one, if there is none. */
internal fun FieldCursor.find(code: Char): Boolean {
    subfields.rewind()
    while (subfields.next()) if (subfields.code == code) return true
    return false
}

/** Moves to the subfield with this [index]. */
internal fun FieldCursor.moveToSubfield(index: Int) {
    subfields.rewind()
    var left = index
    while (subfields.next() && left > 0) left--
}

/** Moves to the field with this [index], which is after the current one. */
internal fun FieldCursor.moveTo(index: Int) {
    while (this.index < index) if (!next()) return
}

/** The last character that isn't a blank, a quotation mark or a closing bracket; U+0000 if there is none. */
internal val ValueView.lastMark: Char
    get() {
        // A value has at most as many characters as bytes.
        var at = byteLength - 1
        while (at >= 0 && (charAt(at) == NONE || charAt(at) in CLOSING)) at--
        return if (at < 0) NONE else charAt(at)
    }

private const val CLOSING = " ])\""

/** Where there is no character. */
internal const val NONE: Char = '\u0000'
