// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.DataField
import dev.marcato.path.MarcPlace

/** Returns a path that selects just this place in its record. */
internal fun spelled(place: MarcPlace): String {
    val field = place.field ?: return "LDR" + positions(place, place.record.leader.toString())
    val isSpecial = field.tag.startsWith("00") && place.occurrence > 1
    val isLiteral = isSpecial || field.tag.any { it == 'X' || it == '.' || it in 'a'..'z' }
    val tag = (if (isLiteral) "@" else "") + "${field.tag}[${place.occurrence}]"
    if (place.indicator > 0) return "$tag^${place.indicator}"
    val code = place.code ?: return tag + positions(place, field.value)
    val subfields = (field as DataField).subfields
    val before = subfields.take(place.subfieldIndex).count { it.code == code }
    return "$tag$$code[$before]" + positions(place, subfields[place.subfieldIndex].value)
}

private fun positions(place: MarcPlace, whole: String): String {
    if (place.start == 0 && place.end == whole.length) return ""
    val first = whole.codePointCount(0, place.start)
    val last = first + whole.codePointCount(place.start, place.end) - 1
    return if (first == last) "/$first" else "/$first-$last"
}
