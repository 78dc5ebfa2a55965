// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.RecordBuilder
import dev.marcato.Subfield

/** Ten edits as rules, and the same by hand. */
internal object TenEdits {
    const val TEXT = """
        remove 9XX
        prefix 856${'$'}u with "https://proxy.example.org/login?url=" once
        replace ~ "^(ocm|ocn|on)0*" with "(OCoLC)" in 035${'$'}a
        rename 260 to 264
        remove 655 unless 008/23 = "o"
        remove 245${'$'}h
        replace "Handbooks, manuals, etc." with "Handbooks and manuals." in 650${'$'}v
        add 590 ${'$'}a "Series: {490${'$'}a}" if 490
        set 008/39 to "d" if 008/39 = " "
        suffix 300${'$'}c with "." once
    """

    /** Ten rules of the same kinds, about fields that no record has. */
    const val NOTHING = """
        remove 9XX
        prefix 857${'$'}u with "https://proxy.example.org/login?url=" once
        replace ~ "^(ocm|ocn|on)0*" with "(OCoLC)" in 035${'$'}a
        rename 260 to 264
        remove 659 unless 008/23 = "o"
        remove 245${'$'}h
        replace "Handbooks, manuals, etc." with "Handbooks and manuals." in 652${'$'}v
        add 590 ${'$'}a "Series: {440${'$'}a}" if 440
        set 007/13 to "d" if 007/13 = "x"
        suffix 305${'$'}c with "." once
    """

    private const val PROXY = "https://proxy.example.org/login?url="
    private const val OLD = "Handbooks, manuals, etc."
    private const val NEW = "Handbooks and manuals."
    private val OCLC = Regex("^(ocm|ocn|on)0*")

    /** Looks at each field once, as somebody does who wants it to be fast. */
    fun byHand(record: Record): Record = record.edit {
        val isOnline = record["008"]?.at(23, 23) == "o"
        val series = record["490"]?.get('a')
        fields.removeAll { it.tag.startsWith("9") || (it.tag == "655" && !isOnline) }
        for (index in fields.indices) fields[index] = changed(fields[index])
        if (record["490"] != null && series != null) addNote(series)
    }

    private fun changed(field: Field): Field = when (field.tag) {
        "008" -> dated(field as ControlField)
        "035" -> (field as DataField).changing('a') { OCLC.replace(it, "(OCoLC)") }
        "245" -> (field as DataField).let { if (it['h'] == null) it else it.edit { remove("h") } }
        "260" -> (field as DataField).edit { tag = "264" }
        "300" -> (field as DataField).changing('c') { if (it.endsWith(".")) it else "$it." }
        "650" -> (field as DataField).changing('v') { it.replace(OLD, NEW) }
        "856" -> (field as DataField).changing('u') { if (it.startsWith(PROXY)) it else PROXY + it }
        else -> field
    }

    private fun dated(field: ControlField): ControlField {
        val value = field.value
        return if (value.length == 40 && value[39] == ' ') ControlField.of("008", value.dropLast(1) + "d") else field
    }

    private inline fun DataField.changing(code: Char, crossinline change: (String) -> String): DataField {
        val old = this[code] ?: return this
        if (change(old) == old && subfields.count { it.code == code } == 1) return this
        return edit {
            for ((index, subfield) in subfields.withIndex()) {
                if (subfield.code == code) subfields[index] = Subfield.of(code, change(subfield.value))
            }
        }
    }

    private fun RecordBuilder.addNote(series: String) {
        val note = DataField.of("590", ' ', ' ', Subfield.of('a', "Series: $series"))
        val place = fields.indexOfFirst { it.tag > "590" }
        if (place < 0) fields.add(note) else fields.add(place, note)
    }
}
