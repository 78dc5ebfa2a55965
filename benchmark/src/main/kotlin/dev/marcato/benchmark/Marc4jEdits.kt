// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import org.marc4j.marc.DataField
import org.marc4j.marc.MarcFactory
import org.marc4j.marc.Record

/** The edits of [TenEdits] with marc4j. */
internal object Marc4jEdits {
    private const val PROXY = "https://proxy.example.org/login?url="
    private val FACTORY = MarcFactory.newInstance()
    private val OCLC = Regex("^(ocm|ocn|on)0*")

    /** Changes the record, and returns it. */
    fun apply(record: Record): Record {
        val code = record.controlFields.firstOrNull { it.tag == "008" }
        val isOnline = code?.data?.getOrNull(23) == 'o'
        val series = (record.getVariableField("490") as? DataField)?.getSubfield('a')?.data
        val removed = record.dataFields.filter { it.tag.startsWith("9") || (it.tag == "655" && !isOnline) }
        for (field in removed) record.removeVariableField(field)
        for (field in record.dataFields) change(field)
        code?.data?.takeIf { it.length == 40 && it[39] == ' ' }?.let { code.data = it.dropLast(1) + "d" }
        if (series != null) {
            val note = FACTORY.newDataField("590", ' ', ' ')
            note.addSubfield(FACTORY.newSubfield('a', "Series: $series"))
            record.addVariableField(note)
        }
        return record
    }

    private fun change(field: DataField) {
        when (field.tag) {
            "035" -> change(field, 'a') { OCLC.replace(it, "(OCoLC)") }
            "245" -> for (subfield in field.getSubfields('h')) field.removeSubfield(subfield)
            "260" -> field.tag = "264"
            "300" -> change(field, 'c') { if (it.endsWith(".")) it else "$it." }
            "650" -> change(field, 'v') { it.replace("Handbooks, manuals, etc.", "Handbooks and manuals.") }
            "856" -> change(field, 'u') { if (it.startsWith(PROXY)) it else PROXY + it }
        }
    }

    private inline fun change(field: DataField, code: Char, change: (String) -> String) {
        for (subfield in field.getSubfields(code)) subfield.data = change(subfield.data)
    }
}
